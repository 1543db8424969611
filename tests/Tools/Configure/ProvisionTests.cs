using System.Text;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure provision</c>.</summary>
[TestClass]
public sealed class ProvisionTests
{
    private const string List = """
        box.id,mqttSn.gateway,wifi.ssid,wifi.password,profile
        mill-1,10.0.0.7:1883,Hall 2,correct horse,agv
        mill-2,10.0.0.7:1883,Hall 2,correct horse,agv
        mill-3,10.0.0.8:1883,,,
        """;

    private string _folder = "";

    private string Csv => Path.Combine(_folder, "boxes.csv");

    [TestInitialize]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("sidetap-").FullName;
        File.WriteAllText(Csv, List);
    }

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void ThreeBoxesOneAfterTheOther()
    {
        Changing boxes = new(3);
        string labels = Path.Combine(_folder, "labels.txt");
        CommandRun run = boxes.Run("provision", Csv, "--yes", "--labels", labels);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.EndsWith("3 boxes are done\n", run.Output);
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual($"mill-{i + 1}", boxes.All[i].Saved["box.id"]);
            Assert.Contains($"connect the next box: mill-{i + 1} ({i + 1} of 3)", run.Error);
            Assert.Contains(boxes.All[i].UniqueId, File.ReadAllText(labels));
            Assert.IsFalse(boxes.All[i].IsOnTrial, "their network is not here, so nothing is left on trial");
        }

        Assert.AreEqual("correct horse", boxes.All[1].Saved["wifi.password"]);
        Assert.IsGreaterThan(0, boxes.All[0].Profile.Length);
        Assert.IsEmpty(boxes.All[2].Profile);
        Assert.IsFalse(boxes.All[2].Saved.ContainsKey("wifi.ssid"));
        Assert.Contains("gateway  10.0.0.8:1883", run.Output);
        string record = File.ReadAllText($"{Csv}.done");
        Assert.DoesNotContain("correct horse", record + run.Output + run.Error + File.ReadAllText(labels));
        Assert.HasCount(3, record.TrimEnd().Split('\n'));
    }

    [TestMethod]
    public void WhatIsDoneIsSkipped()
    {
        Changing first = new(2);
        CommandRun some = first.Run("provision", Csv, "--yes", "--wait", "30");
        some.CheckProvisionEnd(ExitCode.NoBox, "no further box came; the same command goes on with mill-3");
        Changing second = new(1, unique: 7);
        CommandRun rest = second.Run("provision", Csv, "--yes");
        Assert.AreEqual(ExitCode.Ok, rest.ExitCode, rest.Error);
        Assert.AreEqual("mill-3", second.All[0].Saved["box.id"]);
        Assert.Contains("3 boxes are done, 2 of them before", rest.Output);
        Assert.DoesNotContain("mill-1", rest.Error);
        Assert.Contains("3 boxes are done, 3 of them before", new Changing(0).Run("provision", Csv, "--yes").Output);
    }

    [TestMethod]
    public void ABoxIsNotSetUpTwice()
    {
        Changing boxes = new(1);
        CommandRun run = boxes.Run("provision", Csv, "--yes", "--wait", "30");
        run.CheckProvisionEnd(ExitCode.NoBox, "no further box came");
        Assert.Contains($"box {boxes.All[0].UniqueId} is done already; unplug it and connect mill-2", run.Error);
        Assert.AreEqual("mill-1", boxes.All[0].Saved["box.id"]);
    }

    [TestMethod]
    public void ItAsksForEachBox()
    {
        Changing boxes = new(3);
        CommandRun run = boxes.Typing("yes\rno\r", "provision", Csv);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains($"box {boxes.All[0].UniqueId} (fake, firmware 0.1.0) becomes mill-1", run.Error);
        Assert.EndsWith("ended before mill-2; the same command goes on there\n", run.Output);
        Assert.IsEmpty(boxes.All[1].Saved);
        new Changing(1).Run("provision", Csv).CheckFailed(ExitCode.BadInput, "add --yes");
    }

    [TestMethod]
    public void ABoxThatRefusesKeepsWhatItHas()
    {
        File.WriteAllText(Csv, "box.id,publish.qos\nmill-1,1\n");
        Changing boxes = new(1);
        CommandRun run = boxes.Run("provision", Csv, "--yes");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains($"{Csv}:2: the box has no setting \"publish.qos\"", run.Error);
        Assert.IsEmpty(boxes.All[0].Saved);
        Assert.IsFalse(File.Exists($"{Csv}.done"));
    }

    // Settings without their profile would be neither the old box nor the new one.
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ABoxThatRefusesItsProfileKeepsItsSettings(bool hasProfile)
    {
        Changing boxes = new(1);
        FakeBox box = boxes.All[0];
        byte[] before = hasProfile ? boxes.Install("cnc-machine-tool") : [];
        box.RefusesProfiles = true;
        CommandRun run = boxes.Run("provision", Csv, "--yes");
        run.CheckProvisionEnd(ExitCode.Finding, $"{Csv}:2: the box refuses the profile agv: source 2 (analog, channel ");
        Assert.EndsWith("and this board has 0 to 3; this box has what it had before\n", run.Error);
        Assert.IsEmpty(box.Saved);
        Assert.IsFalse(box.IsOnTrial);
        CollectionAssert.AreEqual(before, box.Profile);
        Assert.IsFalse(File.Exists($"{Csv}.done"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ABoxThatCantSaveItsSettingsKeepsItsProfile(bool hasProfile)
    {
        Changing boxes = new(1);
        FakeBox box = boxes.All[0];
        byte[] before = hasProfile ? boxes.Install("cnc-machine-tool") : [];
        box.FailsToSave = true;
        CommandRun run = boxes.Run("provision", Csv, "--yes");
        run.CheckProvisionEnd(ExitCode.Finding, "the flash has failed; try again; this box has what it had before");
        Assert.IsEmpty(box.Saved);
        CollectionAssert.AreEqual(before, box.Profile);
    }

    [TestMethod]
    public void RowsThatAreAlikeAreSeveralBoxes()
    {
        File.WriteAllText(Csv, "mqttSn.retries;wifi.ssid\n5;Hall 2\n5;Hall 2\n");
        Changing boxes = new(2);
        CommandRun run = boxes.Run("provision", Csv, "--yes");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("5", boxes.All[1].Saved["mqttSn.retries"]);
        Assert.Contains("| box      line 3", run.Output);
    }

    [TestMethod]
    [DataRow("box.id,nonsense\na,b\n", "\"nonsense\" is no setting")]
    [DataRow("box.id,box.id\na,b\n", "there twice")]
    [DataRow("box.id\n", "no row")]
    [DataRow("", "is empty")]
    [DataRow("box.id,mqttSn.retries\nmill-1,500\n", ":2: \"mqttSn.retries\" is out of range")]
    [DataRow("box.id\nmill-1,5\n", ":2: the row has 2 cells, and the heading 1")]
    [DataRow("box.id,profile\nmill-1,no-such\n", "no such file: no-such")]
    public void WhatIsWrongWithAListIsSaidBeforeTheFirstBox(string text, string reason)
    {
        File.WriteAllText(Csv, text, Encoding.UTF8);
        Changing boxes = new(1);
        CommandRun run = boxes.Run("provision", Csv, "--yes");
        Assert.AreNotEqual(ExitCode.Ok, run.ExitCode);
        Assert.Contains(reason, run.Error);
        Assert.IsEmpty(boxes.All[0].Lines);
    }
}
