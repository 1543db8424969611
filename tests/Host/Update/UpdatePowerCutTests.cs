#nullable enable
using Sidetap.Tests.Host.Outbox;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>
/// A complete update, from the offer to its confirmation, with the power cut at every octet of every write and at every deletion; a torn write leaves what was reached, zeros, a wrong octet or
/// nothing, and writes before it were only said to be stored. Whatever happens, a start finds an image that is whole and was signed, and the update comes to its end.
/// </summary>
[TestClass]
public sealed class UpdatePowerCutTests
{
    private static readonly byte[] Before = TestImages.Signed("1.1.0", 400);
    private static readonly byte[] After = TestImages.Signed("1.2.0", 400);
    private static readonly byte[] LongAfter = TestImages.Signed("1.2.0", 9000);
    private static readonly FaultyFiles Template = MakeTemplate();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_cut_at_any_octet_costs_no_image_and_the_update_ends(int leaves)
    {
        var places = PlacesOf(After);
        Parallel.For(0, places, place => Cut(After, place, (FaultyFiles.Torn)leaves, 0));
        TestContext.WriteLine($"{places} cuts.");
    }

    [TestMethod]
    public void Nor_does_one_between_the_parts_of_a_longer_image()
    {
        var places = PlacesOf(LongAfter);
        Parallel.For(0, places, place => Cut(LongAfter, place, (FaultyFiles.Torn)(place % 4), 0));
        TestContext.WriteLine($"{places} cuts.");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Nor_do_writes_that_were_only_said_to_be_stored(int lies)
    {
        var places = PlacesOf(After);
        Parallel.For(0, places, place => Cut(After, place, FaultyFiles.Torn.Prefix, lies));
        TestContext.WriteLine($"{places} cuts.");
    }

    [TestMethod]
    public void Cut_after_cut_the_same_holds()
    {
        Parallel.For(1, 150, seed =>
        {
            var random = new Random(seed);
            var bench = BenchOf(LongAfter);
            for (var i = 0; i < 6; i++)
            {
                bench.Files.UntilCut = random.Next(6000);
                bench.Files.Leaves = (FaultyFiles.Torn)random.Next(4);
                bench.Live(() => CheckStart(bench, LongAfter), 0, 1);
            }

            bench.Files.UntilCut = -1;
            CheckEnd(bench, LongAfter, $"seed {seed}", mayBeGivenUp: true);
        });
    }

    private static void Cut(byte[] image, int place, FaultyFiles.Torn leaves, int lies)
    {
        var bench = BenchOf(image);
        bench.Files.UntilCut = place;
        bench.Files.Leaves = leaves;
        bench.Live(() => CheckStart(bench, image), lies, 4);
        CheckEnd(bench, image, $"cut at {place}, {leaves}, {lies} lies", mayBeGivenUp: false);
    }

    private static void CheckEnd(UpdateBench bench, byte[] image, string what, bool mayBeGivenUp)
    {
        bench.Files.PowerUp();
        Assert.IsTrue(bench.Live(() => CheckStart(bench, image)), what);
        var isGivenUp = mayBeGivenUp && bench.Agent.Error == UpdateError.FailedBefore; // three trials that the power ended
        Assert.AreEqual(isGivenUp ? "1.1.0" : "1.2.0", bench.RunningVersion, $"{what}: {bench.Agent.Error}");
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State, what);
    }

    /// <summary>What a loader would start now is one of the two images, octet for octet.</summary>
    private static void CheckStart(UpdateBench bench, byte[] image)
    {
        Assert.AreNotEqual(FileSlots.NoSlot, bench.StartedSlot);
        var octets = new byte[image.Length + Before.Length];
        var length = FileSlots.ReadSlot(bench.Files, bench.StartedSlot, 0, octets, 0, octets.Length);
        var isOne = length > 0 && (octets.AsSpan(0, length).SequenceEqual(Before) || octets.AsSpan(0, length).SequenceEqual(image));
        Assert.IsTrue(isOne, $"slot {bench.StartedSlot} holds {length} octets of something else");
    }

    private static UpdateBench BenchOf(byte[] image)
    {
        var bench = new UpdateBench(Template.Copy());
        bench.Serve(image);
        return bench;
    }

    private static int PlacesOf(byte[] image)
    {
        var bench = BenchOf(image);
        Assert.IsTrue(bench.Live(() => CheckStart(bench, image)));
        Assert.AreEqual("1.2.0", bench.RunningVersion);
        Assert.IsGreaterThan(image.Length + 200, bench.Files.Places);
        return bench.Files.Places;
    }

    private static FaultyFiles MakeTemplate()
    {
        var bench = new UpdateBench();
        bench.Serve(Before);
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
        return bench.Files;
    }
}
