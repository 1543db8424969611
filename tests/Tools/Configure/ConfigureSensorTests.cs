using System.Text.Json;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure watch|calibrate</c>.</summary>
[TestClass]
public sealed class ConfigureSensorTests
{
    [TestMethod]
    public void WatchOnceIsATable()
    {
        CommandRun run = new ConfigureBench(new FakeBox()).Run("watch", "--once");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("SpindleCurrent", run.Output);
        Assert.Contains("Good", run.Output);
        Assert.Contains("▁", run.Output);
        FakeBox bad = new() { SensorStatus = "BadSensorFailure" };
        Assert.Contains("BadSensorFailure", new ConfigureBench(bad).Run("watch", "--once").Output);
    }

    [TestMethod]
    public void WatchForSomeSecondsIsALineAReading()
    {
        ConfigureBench bench = new(new FakeBox { SensorStatus = "BadSensorFailure" });
        List<JsonElement> lines = bench.Run("watch", "--json", "--seconds", "5").Json();
        Assert.HasCount(5, lines);
        JsonElement field = lines[0].GetProperty("fields")[0];
        Assert.AreEqual(JsonValueKind.Null, field.GetProperty("value").ValueKind);
        Assert.AreEqual("BadSensorFailure", field.GetProperty("status").GetString());
        Assert.AreEqual(2, lines[0].GetProperty("fields")[1].GetProperty("value").GetDouble());
    }

    [TestMethod]
    public void WatchEndsWithAKey()
    {
        CommandRun run = new ConfigureBench(new FakeBox()).Typing("q", "watch");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
    }

    [TestMethod]
    public void WithoutANameCalibrateLists()
    {
        CommandRun run = new ConfigureBench(new FakeBox()).Run("calibrate");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("SpindleCurrent", run.Output);
        Assert.Contains("adc0", run.Output);
    }

    [TestMethod]
    public void TwoPointsByScript()
    {
        FakeBox box = new() { Raw = 100 };
        ConfigureBench bench = new(box);
        CommandRun run = bench.Start(["calibrate", "SpindleCurrent", "--low", "0", "--high", "10"], () => new OnRead(() => box.Raw = 600), null);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("SpindleCurrent: gain 0.02, offset -2 A; saved, and in effect\n", run.Output);
        Assert.Contains("bring SpindleCurrent to 10, then send a line", run.Error);
        Assert.AreEqual(0.02, box.Correction.Gain, 1e-12);
        Assert.AreEqual("SpindleCurrent: no correction any more\n", bench.Run("calibrate", "SpindleCurrent", "--clear").Output);
        Assert.AreEqual((1.0, 0.0), box.Correction);
    }

    [TestMethod]
    public void OnePointCorrectsTheOffset()
    {
        ConfigureBench bench = new(new FakeBox { Raw = 100 });
        Assert.AreEqual(ExitCode.Ok, bench.Run("calibrate", "SpindleCurrent", "--low", "98.5").ExitCode);
        Assert.AreEqual((1.0, -1.5), bench.Box.Correction);
    }

    [TestMethod]
    public void PointsThatCantBeTakenChangeNothing()
    {
        ConfigureBench bench = new(new FakeBox());
        bench.Run("calibrate", "Nothing", "--low", "1").CheckFailed(ExitCode.Finding, "there is no such channel");
        CommandRun close = bench.Run("calibrate", "SpindleCurrent", "--low", "0", "--high", "10");
        Assert.AreEqual(ExitCode.Finding, close.ExitCode);
        Assert.Contains("the points are too close to each other", close.Error);
        bench.Box.SensorStatus = "BadSensorFailure";
        bench.Run("calibrate", "SpindleCurrent", "--low", "1").CheckFailed(ExitCode.Finding, "its reading is not Good");
        Assert.AreEqual((1.0, 0.0), bench.Box.Correction);
        bench.Run("calibrate", "SpindleCurrent").CheckFailed(ExitCode.BadInput, "--low V, --high V");
        bench.Run("calibrate", "9", "--low", "x").CheckFailed(ExitCode.BadInput, "--low x is no number; write it like 20.5");
        bench.Run("calibrate", "--low", "1").CheckFailed(ExitCode.BadInput, "which signal?");
        bench.Run("calibrate", "SpindleCurrent", "--clear", "--low", "1").CheckFailed(ExitCode.BadInput, "leave one or the other out");
    }

    [TestMethod]
    public void GuidedItSaysWhatToDo()
    {
        FakeBox box = new() { Raw = 100 };
        ConfigureBench bench = new(box);
        Queue<char> keys = new("zero\r0\r10\ryes\r");
        int lines = 0;
        char? Next()
        {
            char? key = keys.Dequeue(); // throws when it asks for more
            lines += key == '\r' ? 1 : 0;
            box.Raw = lines >= 3 ? 600 : 100;
            return key;
        }

        CommandRun run = bench.Start(["calibrate", "SpindleCurrent"], () => TextReader.Null, Next);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("1. Bring the machine to a low value", run.Error);
        Assert.Contains("that is no number", run.Error);
        Assert.Contains("2. The same with a high value", run.Error);
        Assert.StartsWith("SpindleCurrent: gain ", run.Output);
        Assert.AreNotEqual((1.0, 0.0), box.Correction);
    }

    [TestMethod]
    public void GuidedItCanBeLeft()
    {
        ConfigureBench bench = new(new FakeBox());
        Assert.AreEqual("nothing was changed\n", bench.Typing("\r", "calibrate", "SpindleCurrent").Output);
        Assert.AreEqual("nothing was changed\n", bench.Typing("5\r\rno\r", "calibrate", "SpindleCurrent").Output);
        Assert.AreEqual((1.0, 0.0), bench.Box.Correction);
    }

    [TestMethod]
    public void APointWhoseAnswerIsLostIsNotTakenTwice()
    {
        FakeBox reference = new();
        new ConfigureBench(reference).Run("calibrate", "SpindleCurrent", "--low", "5");
        int lost = 0;
        for (int at = 0; at < reference.Out; at += 3)
        {
            FakeBox box = new();
            box.Add(new LineFault(IsToBox: false, at, LineFaultKind.Cut));
            CommandRun run = new ConfigureBench(box).Run("calibrate", "SpindleCurrent", "--low", "5");
            Assert.AreEqual(1, box.Lines.Count(line => line == "calibrate SpindleCurrent low 5"), $"octet {at}");
            if (run.ExitCode != ExitCode.Ok)
            {
                lost++;
                run.CheckFailed(ExitCode.NoBox, "the answer to calibrate SpindleCurrent was lost");
            }
        }

        Assert.IsTrue(lost is > 0 and < 100, $"{lost}");
    }

    /// <summary>Standard input on which something happens when it is read.</summary>
    private sealed class OnRead(Action happens) : TextReader
    {
        public override string? ReadLine()
        {
            happens();
            return "";
        }
    }
}
