using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>boards/boards.json, which flash.ps1 and <c>sidetap boards</c> read, against the boards themselves.</summary>
[TestClass]
public class BoardTableTests
{
    // Pins of the converter's channels. ESP32 and ESP32-S3: ADC1 in the data sheets. STM32F769I-DISCO: A0 to A3 (UM2033), in nanoFramework's order.
    private static readonly Dictionary<string, int[]> Converters = new()
    {
        ["esp32"] = [36, 37, 38, 39, 32, 33, 34, 35],
        ["esp32s3"] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ["stm32f769"] = [6, 4, (2 * 16) + 2, (5 * 16) + 10],
    };

    private static readonly JsonElement Table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.BoardsFolder, "boards.json"))).RootElement;

    public static IEnumerable<object[]> Names => BoardProjectTests.Names;

    [TestMethod]
    public void TheTableHasTheBoardsThatThereAre() =>
        CollectionAssert.AreEqual(
            BoardProject.All.Select(project => project.Name).ToArray(),
            Table.GetProperty("boards").EnumerateArray().Select(board => board.GetProperty("id").GetString()).ToArray());

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ProjectPackagesAndImageAreThoseOfTheTable(string name)
    {
        BoardProject project = BoardProject.Of(name);
        JsonElement board = Board(name);
        Assert.AreEqual(Path.GetRelativePath(Repository.RootFolder, project.Path), Text(board, "project"));
        Assert.AreEqual(project.Packages()["nanoFramework.CoreLibrary"], Text(Table, "coreLibrary"));
        Assert.AreEqual(project.Property("AssemblyName") + ".bin", Text(Table, "image"));
        string code = File.ReadAllText(project.Listed.Single(path => path.EndsWith("Board.cs", StringComparison.Ordinal)));
        StringAssert.Contains(code, $"new NanoFileArea(\"{Text(board, "drive")}\")");
        StringAssert.Contains(code, $"new NanoSerialPort(\"{Text(board.GetProperty("serial"), "field")}\"");
    }

    [TestMethod]
    public void TheLoaderIsTheOneOfTheTable()
    {
        JsonElement loader = Table.GetProperty("loader");
        Assert.AreEqual(Path.GetRelativePath(Repository.RootFolder, BoardProject.Loader.Path), Text(loader, "project"));
        Assert.AreEqual(BoardProject.Loader.Property("AssemblyName") + ".bin", Text(loader, "image"));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ABoardHasTheNameOfTheTable(string name) => Assert.AreEqual(name, (string?)PinsTests.Load(name).GetField("BoardId")?.GetRawConstantValue());

    [TestMethod]
    [DataRow("esp32", "COM3")]
    [DataRow("esp32s3", "COM1")]
    [DataRow("stm32f769", "")]
    public void TheConsoleIsAtThePortOfTheTable(string name, string port)
    {
        string console = Text(Board(name).GetProperty("serial"), "console");
        Assert.AreEqual(port, console.Split(' ')[0]);
        Assert.AreEqual(port, (string?)PinsTests.Load(name).GetField("ConsolePort")?.GetRawConstantValue() ?? "");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ChannelsAreWiredAsInTheTable(string name)
    {
        Type pins = PinsTests.Load(name);
        CollectionAssert.AreEqual(PinsTests.Array(pins, "Digital"), Numbers(name, "digital", "", "gpio"));
        CollectionAssert.AreEqual(PinsTests.Array(pins, "CounterA"), Numbers(name, "counter", "A", "gpio"));
        CollectionAssert.AreEqual(PinsTests.Array(pins, "CounterB"), Numbers(name, "counter", "B", "gpio"));
        int[] addresses = PinsTests.Array(pins, "Ads1115");
        int[] converters = [.. addresses.SelectMany(address => Enumerable.Repeat(address, 4)), .. PinsTests.Array(pins, "AnalogAdc")];
        CollectionAssert.AreEqual(converters, Numbers(name, "analog", "", "converter"));
        JsonElement[] analog = [.. Pins(name, "analog", "")];
        for (int i = 0; i < addresses.Length * 4; i++)
        {
            Assert.AreEqual(i % 4, analog[i].GetProperty("input").GetInt32());
            Assert.AreEqual($"AIN{i % 4}", Text(analog[i], "connector"));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void SingleLinesAreWiredAsInTheTable(string name)
    {
        (string Field, string Function, string Signal)[] lines =
        [
            ("Led", "led", ""), ("I2cData", "i2c", "data"), ("I2cClock", "i2c", "clock"), ("SpiClock", "spi", "clock"), ("SpiMiso", "spi", "miso"), ("SpiMosi", "spi", "mosi"),
            ("SerialTransmit", "serial", "transmit"), ("SerialReceive", "serial", "receive"), ("SerialDirection", "serial", "direction"),
            ("ConsoleTransmit", "console", "transmit"), ("ConsoleReceive", "console", "receive"),
        ];
        Type pins = PinsTests.Load(name);
        IReadOnlyDictionary<string, int> single = PinsTests.SinglePins(pins);
        foreach (KeyValuePair<string, int> pin in single.Where(pin => !pin.Key.StartsWith("SpiSelect", StringComparison.Ordinal)))
        {
            (string _, string function, string signal) = lines.Single(line => line.Field == pin.Key);
            CollectionAssert.AreEqual(new[] { pin.Value }, Numbers(name, function, signal, "gpio"), pin.Key);
        }

        int[] selects = [.. single.Where(pin => pin.Key.StartsWith("SpiSelect", StringComparison.Ordinal)).OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => pin.Value)];
        CollectionAssert.AreEqual(selects, Numbers(name, "spi", "select", "gpio"));
        CollectionAssert.AreEqual(new[] { (int)pins.GetField("Burst0Adc")!.GetRawConstantValue()! }, Numbers(name, "burst", "", "converter"));
    }

    /// <summary>Numbers and names of pins say the same, a converter's channel is at its pin, and a pin with two uses says so.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void NamesAndNotesOfPinsAreRight(string name)
    {
        Dictionary<int, int> digital = Pins(name, "digital", "").ToDictionary(pin => Number(pin, "gpio"), pin => Number(pin, "channel"));
        int shared = 0;
        foreach (JsonElement pin in Board(name).GetProperty("pins").EnumerateArray().Where(pin => pin.TryGetProperty("gpio", out _)))
        {
            int gpio = Number(pin, "gpio");
            Assert.AreEqual(name == "stm32f769" ? $"P{(char)('A' + (gpio / 16))}{gpio % 16}" : $"GPIO{gpio}", Text(pin, "pin"));
            if (pin.TryGetProperty("converter", out JsonElement channel))
            {
                Assert.AreEqual(Converters[name][channel.GetInt32()], gpio);
            }

            if (Text(pin, "function") != "digital" && digital.TryGetValue(gpio, out int other))
            {
                shared++;
                StringAssert.Contains(Text(pin, "note"), $"the pin of digital channel {other}: one use each");
            }
            else
            {
                Assert.IsFalse(pin.TryGetProperty("note", out JsonElement note) && note.GetString()!.Contains("one use each", StringComparison.Ordinal), Text(pin, "pin"));
            }
        }

        Assert.IsTrue(shared >= 4);
    }

    private static JsonElement Board(string name) => Table.GetProperty("boards").EnumerateArray().Single(board => Text(board, "id") == name);

    /// <summary>The terminals of a function, which have to stand in the order of their channels.</summary>
    private static IEnumerable<JsonElement> Pins(string board, string function, string signal)
    {
        JsonElement[] pins =
        [
            .. Board(board).GetProperty("pins").EnumerateArray()
                .Where(pin => Text(pin, "function") == function && (pin.TryGetProperty("signal", out JsonElement line) ? line.GetString() : "") == signal),
        ];
        for (int i = 0; i < pins.Length; i++)
        {
            Assert.AreEqual(i, Number(pins[i], "channel"));
        }

        return pins;
    }

    private static int[] Numbers(string board, string function, string signal, string property) =>
        [.. Pins(board, function, signal).Select(pin => Number(pin, property))];

    private static int Number(JsonElement pin, string property) => pin.GetProperty(property).GetInt32();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
