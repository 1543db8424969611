#nullable enable
using Sidetap.Model;
using Sidetap.Settings;
using Sidetap.Tests.Host.Outbox;

namespace Sidetap.Tests.Host.Terminal;

/// <summary>The power goes at every octet that the way of a profile to the box writes: the box starts with the profile before or with the new one, whole, and the transfer
/// goes on with what was acknowledged.</summary>
[TestClass]
public sealed class ProfilePowerCutTests
{
    private const int MaxMessage = 500;
    private const int Block = 96;

    [TestMethod]
    [DataRow(FaultyFiles.Torn.Prefix)]
    [DataRow(FaultyFiles.Torn.Zeros)]
    [DataRow(FaultyFiles.Torn.OneWrong)]
    [DataRow(FaultyFiles.Torn.Nothing)]
    public void A_cut_leaves_the_old_profile_or_the_new_one_and_the_transfer_goes_on(object torn)
    {
        var start = new FaultyFiles();
        Assert.IsTrue(Store(start).Install(Octets("Older"), 0, Octets("Older").Length));
        Assert.IsTrue(Store(start).Install(Octets("Old"), 0, Octets("Old").Length));
        var octets = Octets("New");
        var places = start.Copy();
        Assert.IsTrue(Send(places, octets, out _));
        var resumed = 0;
        for (var cut = 0; cut < places.Places; cut++)
        {
            var files = start.Copy();
            files.Leaves = (FaultyFiles.Torn)torn;
            files.UntilCut = cut;
            var isDone = Send(files, octets, out var acknowledged);
            files.PowerUp();
            var found = Store(files).Load().DataSetName;
            Assert.IsTrue(found is "Old" or "New", $"cut at {cut}: {found}");
            Assert.IsTrue(!isDone || found == "New", $"cut at {cut}");

            var inbox = new ProfileInbox(files);
            Assert.AreEqual(InboxError.None, inbox.Begin(octets.Length, Crc32.Of(octets, 0, octets.Length)));
            Assert.IsTrue(found == "New" || inbox.Received >= acknowledged, $"cut at {cut}: {inbox.Received} octets of {acknowledged}");
            CollectionAssert.AreEqual(octets[..inbox.Received], inbox.Octets[..inbox.Received]);
            resumed += inbox.Received > 0 ? 1 : 0;
            Assert.IsTrue(Send(files, octets, out _), $"cut at {cut}");
            Assert.AreEqual("New", Store(files).Load().DataSetName);
            Assert.AreEqual(-1, files.Length("profile.new"));
        }

        Assert.IsTrue(resumed > 500);
    }

    [TestMethod]
    public void Cut_after_cut_a_profile_arrives()
    {
        var random = new Random(11);
        var files = new FaultyFiles();
        var octets = Octets("New");
        for (var i = 0; i < 300; i++)
        {
            files.Leaves = (FaultyFiles.Torn)random.Next(4);
            files.UntilCut = random.Next(2500);
            var isDone = Send(files, octets, out _);
            files.PowerUp();
            Assert.IsTrue(Store(files).Load().DataSetName is "New" or "CncMachineTool");
            if (isDone)
            {
                return;
            }
        }

        Assert.Fail("300 cuts, and it has not arrived.");
    }

    [TestMethod]
    [DataRow(FaultyFiles.Torn.Prefix)]
    [DataRow(FaultyFiles.Torn.OneWrong)]
    public void A_reset_that_is_cut_leaves_the_profile_or_the_built_in_one(object torn)
    {
        var start = new FaultyFiles();
        Assert.IsTrue(Store(start).Install(Octets("Older"), 0, Octets("Older").Length));
        Assert.IsTrue(Store(start).Install(Octets("Old"), 0, Octets("Old").Length));
        for (var cut = 0; cut < 4; cut++)
        {
            var files = start.Copy();
            files.Leaves = (FaultyFiles.Torn)torn;
            files.UntilCut = cut;
            var isDone = Store(files).Reset();
            files.PowerUp();
            var found = Store(files).Load().DataSetName;
            Assert.AreEqual(isDone ? "CncMachineTool" : "Old", found, $"cut at {cut}");
        }
    }

    /// <summary>A file of anything is no transfer, and keeps none from beginning.</summary>
    [TestMethod]
    public void Garbage_in_the_file_is_no_transfer()
    {
        var random = new Random(3);
        var octets = Octets("New");
        for (var i = 0; i < 2000; i++)
        {
            var files = new FaultyFiles();
            var inbox = new ProfileInbox(files);
            var sum = Crc32.Of(octets, 0, octets.Length);
            inbox.Begin(octets.Length, sum);
            for (var at = 0; at < octets.Length && at < Block * random.Next(12); at += Block)
            {
                inbox.Take(at, octets, at, Math.Min(Block, octets.Length - at));
            }

            var file = new byte[files.Length("profile.new")];
            files.Read("profile.new", 0, file, 0, file.Length);
            for (var j = random.Next(4); j > 0; j--)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            files.Write("profile.new", file, 0, random.Next(file.Length + 1));
            Assert.AreEqual(InboxError.None, inbox.Begin(octets.Length, sum));
            CollectionAssert.AreEqual(octets[..inbox.Received], inbox.Octets[..inbox.Received]);
            Assert.IsTrue(Send(files, octets, out _));
        }
    }

    /// <summary>What a tool does; whether the box has said that the profile is stored.</summary>
    private static bool Send(FaultyFiles files, byte[] octets, out int acknowledged)
    {
        acknowledged = 0;
        var inbox = new ProfileInbox(files);
        if (inbox.Begin(octets.Length, Crc32.Of(octets, 0, octets.Length)) != InboxError.None)
        {
            return false;
        }

        for (var at = inbox.Received; at < octets.Length; at = inbox.Received)
        {
            if (inbox.Take(at, octets, at, Math.Min(Block, octets.Length - at)) != InboxError.None)
            {
                return false;
            }

            acknowledged = inbox.Received;
        }

        if (inbox.Check() != InboxError.None || !Store(files).Install(inbox.Octets, 0, inbox.Length))
        {
            return false;
        }

        inbox.Drop();
        return true;
    }

    private static ProfileStore Store(FaultyFiles files) => new(files, new FakeBoard().Inputs, new NodeSettings(), MaxMessage);

    private static byte[] Octets(string name)
    {
        var profile = TestProfile.Create();
        profile.DataSetName = name;
        return ProfileWriter.Write(profile);
    }
}
