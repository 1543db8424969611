using System.Text;
using System.Text.Json;
using Sidetap.Boards.Host;
using Sidetap.Model;
using Sidetap.Profiles;
using Sidetap.Profiles.Catalogue;
using Sidetap.Settings;
using Sidetap.Tool;
using Sidetap.Tool.Boards;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap boards</c>, and the files that a board is given.</summary>
[TestClass]
public sealed class BoardsCommandTests
{
    private static readonly string[] Boards = ["esp32", "esp32s3", "stm32f769"];

    public static IEnumerable<object[]> BoardsAndProfiles => from board in Boards from profile in ShippedProfiles.Names select new object[] { board, profile };

    [TestMethod]
    public void AllBoardsAreListed()
    {
        CommandRun run = CommandRun.Of("boards");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        List<JsonElement> json = CommandRun.Of("boards", "--json").Json();
        CollectionAssert.AreEqual(Boards, json.Select(board => board.GetProperty("board").GetString()).ToArray());
        foreach (JsonElement board in json)
        {
            Assert.Contains(board.GetProperty("targets")[0].GetProperty("name").GetString()!, run.Output);
        }
    }

    [TestMethod]
    public void ABoardIsShownWithItsTerminals()
    {
        CommandRun run = CommandRun.Of("boards", "esp32");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        foreach (string text in (string[])["ESP32_PSRAM_REV0", "1792 KB of it for the application", "Wi-Fi", "GPIO36", "VP (36)", "mscorlib 1.17.11"])
        {
            Assert.Contains(text, run.Output);
        }

        JsonElement json = CommandRun.Of("boards", "esp32", "--json").Json().Single();
        JsonElement pin = json.GetProperty("pins").EnumerateArray().Single(one => one.GetProperty("function").GetString() == "digital" && one.GetProperty("channel").GetInt32() == 0);
        Assert.AreEqual(34, pin.GetProperty("gpio").GetInt32());
    }

    [TestMethod]
    [DynamicData(nameof(BoardsAndProfiles))]
    public void EveryShippedProfileCanBeWired(string board, string profile)
    {
        CommandRun run = CommandRun.Of("boards", board, "--profile", profile, "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        List<JsonElement> sensors = run.Json();
        Assert.IsTrue(sensors.Count > 10 && sensors.All(sensor => sensor.GetProperty("pins").GetArrayLength() > 0));
        Assert.Contains(sensors[0].GetProperty("sensor").GetString()!, CommandRun.Of("boards", board, "--profile", profile).Output);
    }

    [TestMethod]
    public void ASensorIsToldWithItsPinsAndFields()
    {
        List<JsonElement> sensors = CommandRun.Of("boards", "esp32s3", "--profile", "agv", "--json").Json();
        JsonElement wheel = Sensor("WheelRight");
        CollectionAssert.AreEqual((string[])["A 6", "B 7"], Pins(wheel, "signal", "gpio"));
        CollectionAssert.Contains(Texts(wheel.GetProperty("fields")), "vx");
        CollectionAssert.DoesNotContain(Texts(wheel.GetProperty("fields")), "batteryCharge");
        JsonElement motor = Sensor("MotorVoltageLeft");
        CollectionAssert.AreEqual((string[])["72 2"], Pins(motor, "converter", "input"));
        CollectionAssert.AreEqual((string[])["motorTemperatureLeft"], Texts(motor.GetProperty("fields")));

        JsonElement Sensor(string name) => sensors.Single(sensor => sensor.GetProperty("sensor").GetString() == name);
        static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetString()!)];
        static string[] Pins(JsonElement sensor, string first, string second) =>
            [.. sensor.GetProperty("pins").EnumerateArray().Select(pin => $"{pin.GetProperty(first)} {pin.GetProperty(second)}")];
    }

    [TestMethod]
    public void ATerminalThatABoardLacksIsAFinding()
    {
        string text = ShippedProfiles.Read("agv").Replace("\"port\": 0", "\"port\": 3");
        using TemporaryFile file = new(Encoding.UTF8.GetBytes(text), ".json");
        CommandRun run = CommandRun.Of("boards", "esp32", "--profile", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.AreEqual("Tags: esp32 has no serial channel 3; give it another channel, or take another board", run.Error.TrimEnd());
        Assert.Contains("not on this board", run.Output);
    }

    /// <summary>A kind of source that has a channel, a port or a chip is one that somebody has to wire.</summary>
    [TestMethod]
    public void EveryKindOfSensorHasATerminal()
    {
        string[] kinds =
        [
            .. SourceCatalog.Kinds.Where(kind => kind.Parameters.Any(parameter => parameter.Name is "channel" or "port" or "device" or "address")).Select(kind => kind.Type),
        ];
        Assert.IsGreaterThan(5, kinds.Length);
        CollectionAssert.AreEquivalent(kinds, Wiring.Types.ToArray());
    }

    [TestMethod]
    public void BadUsageIsTold()
    {
        CommandRun.Of("boards", "esp8266").CheckFailed(ExitCode.BadInput, "there is no board 'esp8266': esp32, esp32s3, stm32f769");
        CommandRun.Of("boards", "--profile", "agv").CheckFailed(ExitCode.BadInput, "--profile needs a board: esp32");
        CommandRun.Of("boards", "esp32", "--profile", "nowhere.json").CheckFailed(ExitCode.BadInput, "no such file: nowhere.json");
    }

    /// <summary>What flash.ps1 writes to a board is what the box loads, under the names that boards.json has.</summary>
    [TestMethod]
    public void ABoxLoadsTheProfileThatWasCompiledAsARecord()
    {
        using TemporaryFile target = new([], ".record");
        CommandRun run = CommandRun.Of("profile", "compile", "agv", "--record", "--force", "-o", target.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        byte[] octets = File.ReadAllBytes(target.Path);
        BoxFiles names = BoardTable.Load().Files;
        Assert.HasCount(2, names.Profile);
        foreach (string name in names.Profile)
        {
            MemoryFileArea files = new();
            files.Write(name, octets, 0, octets.Length);
            TwoCopyRecord record = new(files, "profile", ProfileFormat.MaxLength);
            Assert.IsTrue(record.TryLoad(out int length));
            Assert.IsNotNull(new ProfileReader().Read(record.Buffer, record.Offset, length));
        }

        CollectionAssert.AreEqual((string[])[SettingStore.Name + ".a", SettingStore.Name + ".b"], names.Settings.ToArray());
    }
}
