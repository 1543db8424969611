namespace Sidetap.Profiles.Catalogue;

/// <summary>
/// Every kind of source there is, once: the JSON schema, the checks, the compiler and the table in docs/profiles.md are made from this list. A kind's number
/// and the order of its inputs and parameters never change; a new kind takes a new number.
/// </summary>
public static partial class SourceCatalog
{
    /// <summary>The interval of a source in milliseconds; 0: as often as the profile samples.</summary>
    public const int MaxIntervalMs = Day;

    /// <summary>The channels a board can have at the most.</summary>
    private const int MaxChannel = 63;

    private const int MaxSpiDevice = 15;

    private const int Hour = 3_600_000;

    private const int Day = 86_400_000;

    /// <summary>All kinds, by number.</summary>
    public static IReadOnlyList<SourceKindInfo> Kinds { get; } = [.. Basic(), .. Electrical(), .. Io(), .. Analysis(), .. Wear()];

    /// <summary>Finds a kind by its JSON type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The kind, or null.</returns>
    public static SourceKindInfo? Find(string type) => Kinds.FirstOrDefault(kind => kind.Type == type);

    /// <summary>Finds a kind by its number.</summary>
    /// <param name="number">The number in a compiled profile.</param>
    /// <returns>The kind, or null.</returns>
    public static SourceKindInfo? Find(int number) => Kinds.FirstOrDefault(kind => kind.Number == number);

    private static SourceKindInfo[] Basic() =>
    [
        new(1, "constant", "A number that never changes: a nominal value.")
        {
            Parameters = [Number("value", "The number")],
            OutputsOf = Always(new SourceOutput("Value")),
            OutputsText = "Value",
        },
        new(2, "box", "The box itself.")
        {
            OutputsOf = Always(
                new("LostMessages", "C62", OutputForm.Count), new("UptimeSeconds", "SEC", OutputForm.Count), new("WaitingMessages", "C62", OutputForm.Count)),
            OutputsText = "LostMessages, UptimeSeconds, WaitingMessages",
        },
    ];

    private static SourceParameter Number(string name, string description, string unit = "", double? value = null) =>
        new(name, description, ParameterForm.Number) { Unit = unit, Default = value };

    private static SourceParameter Number(string name, string description, string unit, double low, double high, double? value = null) =>
        new(name, description, ParameterForm.Number) { Unit = unit, Low = low, High = high, Default = value };

    private static SourceParameter Gain(string name, string description, double? value = null, double most = SourceParameter.Any) =>
        new(name, description, ParameterForm.Number) { Default = value, IsNotZero = true, Low = -most, High = most };

    /// <summary>A threshold: what is above 0, because everything would reach 0.</summary>
    private static SourceParameter Above0(string name, string description) => new(name, description, ParameterForm.Number) { Low = 0, IsNotZero = true };

    private static SourceParameter AtLeast0(string name, string description, string unit = "", double? value = null) =>
        new(name, description, ParameterForm.Number) { Unit = unit, Low = 0, Default = value };

    private static SourceParameter Integer(string name, string description, string unit, int low, int high, int? value = null) =>
        new(name, description, ParameterForm.Integer) { Unit = unit, Low = low, High = high, Default = value };

    private static SourceParameter Flag(string name, string description, bool? value = null) =>
        new(name, description, ParameterForm.Flag) { Default = value == null ? null : value.Value ? 1 : 0 };

    private static SourceParameter OneOf(string name, string description, string unit, double? value, params double[] allowed) =>
        new(name, description, ParameterForm.OneOf) { Unit = unit, Allowed = allowed, Default = value };

    /// <summary>Names that stand for 0, 1, 2…</summary>
    private static SourceParameter Named(string name, string description, int? value, params string[] names) =>
        new(name, description, ParameterForm.Named) { Names = [.. names.Select((one, i) => (one, (double)i))], Default = value };

    private static SourceParameter Channel(string what) => Integer("channel", $"The board's {what}, counted from 0", "", 0, MaxChannel);

    private static SourceParameter SpiDevice() => Integer("device", "The chip on the board's SPI, counted from 0", "", 0, MaxSpiDevice);

    private static SourceParameter MainsHz() => OneOf("mainsHz", "Frequency of the mains", "Hz", 50, 50, 60);

    private static Func<SourceShape, IReadOnlyList<SourceOutput>> Always(params SourceOutput[] outputs) => _ => outputs;

    private static IReadOnlyList<SourceOutput> Numbered(string name, int count, string unit = "") =>
        [.. Enumerable.Range(1, count).Select(i => new SourceOutput($"{name}{i}", unit))];
}
