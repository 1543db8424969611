using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.Tool.Configure;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>One octet of a whole run goes wrong, at every place and in every way: settings are changed as a whole or not at all, and a profile arrives as it was.</summary>
[TestClass]
public sealed class LineFaultTests
{
    private static readonly SettingEdit[] s_edits =
    [
        new("box.id", "mill-3"), new("mqttSn.retries", "5"), new("time.server", "10.0.0.1"), new("mqttSn.cleanSession", "false"), new("publish.topicPrefix", "plant-a/opcua"),
        new("console.pin", "4711"),
    ];

    [TestMethod]
    [DataRow(LineFaultKind.Drop)]
    [DataRow(LineFaultKind.Damage)]
    [DataRow(LineFaultKind.Duplicate)]
    [DataRow(LineFaultKind.Newline)]
    [DataRow(LineFaultKind.Delay)]
    [DataRow(LineFaultKind.Cut)]
    [DataRow(LineFaultKind.Restart)]
    public void SettingsAreChangedWhateverHappensToAnOctet(LineFaultKind kind)
    {
        FakeBox whole = new();
        Assert.AreEqual("", Change(whole));
        Everywhere(kind, whole, stride: 11, fault =>
        {
            FakeBox box = new();
            box.Add(fault);
            string error = Change(box);
            Assert.AreEqual("", error, $"{fault}");
            foreach (SettingEdit edit in s_edits)
            {
                Assert.AreEqual(edit.Value, box.Saved.GetValueOrDefault(edit.Name), $"{fault}: {edit.Name}");
            }

            Assert.HasCount(s_edits.Length, box.Saved, $"{fault}");
        });
    }

    [TestMethod]
    [DataRow(LineFaultKind.Drop)]
    [DataRow(LineFaultKind.Damage)]
    [DataRow(LineFaultKind.Duplicate)]
    [DataRow(LineFaultKind.Newline)]
    [DataRow(LineFaultKind.Delay)]
    [DataRow(LineFaultKind.Cut)]
    [DataRow(LineFaultKind.Restart)]
    public void AProfileArrivesAsItWas(LineFaultKind kind)
    {
        byte[] profile = [.. Enumerable.Range(0, 500).Select(i => (byte)(i * 7))];
        FakeBox whole = new();
        Send(whole, profile);
        CollectionAssert.AreEqual(profile, whole.Profile);
        Everywhere(kind, whole, stride: 3, fault =>
        {
            FakeBox box = new();
            box.Add(fault);
            Send(box, profile);
            CollectionAssert.AreEqual(profile, box.Profile, $"{fault}");
        });
    }

    [TestMethod]
    public void ManyFaultsOneAfterTheOtherAreSurvived()
    {
        byte[] profile = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 5))];
        FakeBox box = new();
        LineFaultKind[] kinds = [LineFaultKind.Drop, LineFaultKind.Damage, LineFaultKind.Duplicate, LineFaultKind.Delay, LineFaultKind.Cut, LineFaultKind.Newline];
        box.Add([.. Enumerable.Range(0, 12).Select(i => new LineFault(i % 2 == 0, 300 + (i * 311), kinds[i % kinds.Length]))]);
        Send(box, profile);
        CollectionAssert.AreEqual(profile, box.Profile);
    }

    private static void Everywhere(LineFaultKind kind, FakeBox whole, int stride, Action<LineFault> check)
    {
        // What comes after the tool has said goodbye no longer matters: the last octets are those of exit and its answer.
        for (int at = 0; at < whole.In; at++)
        {
            check(new LineFault(IsToBox: true, at, kind));
        }

        for (int at = 0; at < whole.Out; at += stride)
        {
            check(new LineFault(IsToBox: false, at, kind));
        }
    }

    private static string Change(FakeBox fake)
    {
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default) { PinAsked = () => "4711" };
        box.Open();
        box.Restart();
        SettingsChange change = new(box);
        return change.Stage(s_edits) && change.Save(s_edits) ? "" : string.Join("; ", change.Problems);
    }

    private static void Send(FakeBox fake, byte[] profile)
    {
        using BoxClient box = new(new MemoryBoxPort("memory", fake), default);
        box.Open();
        ProfileTransfer.Send(box, profile, _ => { });
    }
}
