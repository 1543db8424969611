using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>The pins of each board: they carry the shipped profiles, none has two uses that go together, and none is one that its chip needs itself.</summary>
[TestClass]
public class PinsTests
{
    private const int AdsChannels = 4;
    private const int FirstShared = 5; // digital channels from here on share their pins with the encoders

    // ESP32 (data sheet, strapping pins; flash at 6..11; PSRAM of a WROVER at 16 and 17) and ESP32-S3 (the same, with USB, octal memory and UART0).
    private static readonly int[] NotOnEsp32 = [0, 1, 3, 6, 7, 8, 9, 10, 11, 12, 16, 17, 20, 24, 28, 29, 30, 31];
    private static readonly int[] NotOnEsp32s3 =
        [0, 3, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 43, 44, 45, 46];

    private static readonly int[] InputsOnlyOfEsp32 = [34, 35, 36, 37, 38, 39];

    public static IEnumerable<object[]> Names => BoardProjectTests.Names;

    public static IEnumerable<object[]> NamesAndProfiles =>
        from board in BoardProject.All
        from profile in Directory.GetFiles(Repository.ProfilesFolder, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal))
        select new object[] { board.Name, Path.GetFileName(profile) };

    [TestMethod]
    [DynamicData(nameof(NamesAndProfiles))]
    public void ABoardHasTheChannelsOfAShippedProfile(string board, string profile) => AssertChannels(board, Path.Combine(Repository.ProfilesFolder, profile));

    // Another board may have fewer: what a fresh box lacks then is Bad.
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ABoardHasTheChannelsOfTheBuiltInProfile(string board) =>
        AssertChannels(board, Path.Combine(Repository.ProfilesFolder, "..", "firmware", "Model", "BuiltInProfile.json"));

    private static void AssertChannels(string board, string profile)
    {
        Type pins = Load(board);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(profile));
        int analog = (Array(pins, "Ads1115").Length * AdsChannels) + Array(pins, "AnalogAdc").Length;
        int used = 0;
        foreach (JsonElement source in document.RootElement.GetProperty("sources").EnumerateArray())
        {
            string type = source.GetProperty("type").GetString()!;
            int count = type switch
            {
                "analog" => analog,
                "digital" => Array(pins, "Digital").Length,
                "quadrature" or "pulseCounter" => Array(pins, "CounterA").Length,
                "currentClamp" => 1,
                "tagReader" or "modbus" => 1,
                _ => 0,
            };
            if (count > 0)
            {
                used++;
                int channel = source.GetProperty(type is "tagReader" or "modbus" ? "port" : "channel").GetInt32();
                Assert.IsTrue(channel >= 0 && channel < count, source.GetProperty("name").GetString());
            }
        }

        Assert.IsTrue(used > 0);
    }

    [TestMethod]
    [DynamicData(nameof(NamesAndProfiles))]
    public void AProfileUsesNoPinTwice(string board, string profile)
    {
        Type pins = Load(board);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.ProfilesFolder, profile)));
        JsonElement[] sources = [.. document.RootElement.GetProperty("sources").EnumerateArray()];
        List<int> used = [.. SinglePins(pins).Values];
        used.AddRange(Channels("digital").Select(channel => Array(pins, "Digital")[channel]));
        used.AddRange(Channels("quadrature").SelectMany(channel => new[] { Array(pins, "CounterA")[channel], Array(pins, "CounterB")[channel] }));
        int[] twice = [.. used.GroupBy(pin => pin).Where(group => group.Count() > 1).Select(group => group.Key)];
        Assert.AreEqual(0, twice.Length, string.Join(", ", twice));

        IEnumerable<int> Channels(string type) => sources
            .Where(source => source.GetProperty("type").GetString() == type)
            .Select(source => source.GetProperty("channel").GetInt32());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void OnlyEncodersShareAndOnlyWithTheLastDigitalChannels(string board)
    {
        Type pins = Load(board);
        int[] encoders = [.. Array(pins, "CounterA"), .. Array(pins, "CounterB")];
        int[] digital = Array(pins, "Digital");
        Assert.AreEqual(encoders.Length, encoders.Distinct().Count());
        Assert.AreEqual(digital.Length, digital.Distinct().Count());
        CollectionAssert.AreEquivalent(digital[FirstShared..], encoders);
        int[] others = [.. SinglePins(pins).Values];
        Assert.AreEqual(others.Length, others.Distinct().Count());
        Assert.AreEqual(0, others.Intersect(digital).Count());
    }

    [TestMethod]
    [DataRow("esp32")]
    [DataRow("esp32s3")]
    public void NoPinIsOneThatAnEsp32NeedsItself(string board)
    {
        Type pins = Load(board);
        int[] forbidden = board == "esp32" ? NotOnEsp32 : NotOnEsp32s3;
        IEnumerable<int> single = SinglePins(pins).Where(pin => !pin.Key.StartsWith("Console", StringComparison.Ordinal)).Select(pin => pin.Value);
        int[] used = [.. single, .. Array(pins, "Digital"), .. Array(pins, "CounterA"), .. Array(pins, "CounterB")];
        Assert.AreEqual(0, used.Intersect(forbidden).Count(), string.Join(", ", used.Intersect(forbidden)));
    }

    /// <summary>The board that ESP32s share makes a chip of each line of SpiSelect.</summary>
    [TestMethod]
    [DataRow("esp32", 1)]
    [DataRow("esp32s3", 2)]
    public void EverySelectLineOfAnEsp32HasItsChip(string board, int chips)
    {
        Type pins = Load(board);
        int[] lines = [.. Enumerable.Range(0, chips).Select(chip => SinglePins(pins)[$"SpiSelect{chip}"])];
        Assert.AreEqual(chips, SinglePins(pins).Keys.Count(name => name.StartsWith("SpiSelect", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(lines, Array(pins, "SpiSelect"));
    }

    /// <summary>The console alone has pins that a chip may need itself, where the board looks first whether it does.</summary>
    [TestMethod]
    public void TheConsoleHasPinsOfPsramOrOfUart0()
    {
        Type esp32 = Load("esp32");
        Assert.AreEqual<(object, object, object)>((17, 16, true), (Value(esp32, "ConsoleTransmit"), Value(esp32, "ConsoleReceive"), Value(esp32, "IsConsoleAtPsram")));
        Type esp32s3 = Load("esp32s3");
        Assert.AreEqual<(object, object, object)>((43, 44, true), (Value(esp32s3, "ConsoleTransmit"), Value(esp32s3, "ConsoleReceive"), Value(esp32s3, "IsConsoleUart0")));

        static object Value(Type pins, string name) => pins.GetField(name)!.GetRawConstantValue()!;
    }

    [TestMethod]
    public void OutputsOfAnEsp32AreAtPinsThatCanDrive()
    {
        IReadOnlyDictionary<string, int> single = SinglePins(Load("esp32"));
        int[] outputs = [.. single.Where(pin => pin.Key is not ("SerialReceive" or "SpiMiso" or "ConsoleReceive")).Select(pin => pin.Value)];
        Assert.AreEqual(0, outputs.Intersect(InputsOnlyOfEsp32).Count());
    }

    /// <summary>An interrupt line of an STM32 is one place of all ports (RM0410, EXTI).</summary>
    [TestMethod]
    public void EncodersOfAnStm32HaveInterruptLinesOfTheirOwn()
    {
        Type pins = Load("stm32f769");
        int[] lines = [.. Array(pins, "CounterA").Concat(Array(pins, "CounterB")).Select(pin => pin % 16)];
        Assert.AreEqual(lines.Length, lines.Distinct().Count());
    }

    internal static int[] Array(Type pins, string field) => (int[])pins.GetField(field)!.GetValue(null)!;

    /// <summary>The pins that have one use whatever the profile: all constants but the converter's channel, its volts and the ports.</summary>
    internal static IReadOnlyDictionary<string, int> SinglePins(Type pins) => pins
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral && field.FieldType == typeof(int) && !field.Name.EndsWith("Adc", StringComparison.Ordinal))
        .ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);

    internal static Type Load(string board)
    {
        BoardProject project = BoardProject.Of(board);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(project.Folder, "Pins.cs")));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Pins." + board, [tree], ReferenceSet.Host, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Assert.IsTrue(compilation.Emit(image).Success);
        return Assembly.Load(image.ToArray()).GetTypes().Single(type => type.Name == "Pins");
    }
}
