using Sidetap.Profiles.Model;

namespace Sidetap.Tool.Boards;

/// <summary>A sensor of a profile, and where on a board it is wired to.</summary>
/// <param name="Source">The source that reads it.</param>
/// <param name="Fields">The fields that get something of it, straight or through analyses.</param>
/// <param name="Function">The function of the terminal.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Pins">The terminals, several for a bus; none: the board does not have it.</param>
public sealed record WiredSource(ProfileSource Source, IReadOnlyList<string> Fields, string Function, int Channel, IReadOnlyList<BoardPin> Pins);

/// <summary>Which terminal of a board each sensor of a profile goes to.</summary>
public static class Wiring
{
    private const string Chip = "chip";

    // Type of source, function of the terminal, parameter that has the channel. A bus is channel 0.
    private static readonly (string Type, string Function, string Parameter)[] Terminals =
    [
        ("analog", "analog", "channel"),
        ("currentClamp", "burst", "channel"),
        ("digital", "digital", "channel"),
        ("pulseCounter", "counter", "channel"),
        ("quadrature", "counter", "channel"),
        ("modbus", "serial", "port"),
        ("tagReader", "serial", "port"),
        ("max31856", "spi", "device"),
        ("max31865", "spi", "device"),
        ("ads1115", "i2c", ""),
        ("accelerometer", "", ""),
    ];

    /// <summary>Types of source that are wired to something.</summary>
    public static IEnumerable<string> Types => Terminals.Select(terminal => terminal.Type);

    /// <summary>Wires a profile.</summary>
    /// <param name="board">The board.</param>
    /// <param name="profile">The profile.</param>
    /// <returns>The sensors in the profile's order.</returns>
    public static IReadOnlyList<WiredSource> Of(BoardInfo board, ProfileModel profile)
    {
        List<WiredSource> wired = [];
        foreach (ProfileSource source in profile.Sources)
        {
            if (Terminals.FirstOrDefault(terminal => terminal.Type == source.Kind.Type) is { Type: not null } terminal)
            {
                (string function, int channel) = terminal.Function.Length > 0
                    ? (terminal.Function, terminal.Parameter.Length > 0 ? Parameter(source, terminal.Parameter) : 0)
                    : Accelerometer(source);
                wired.Add(new WiredSource(source, FieldsOf(profile, source), function, channel, PinsOf(board, source, function, channel)));
            }
        }

        return wired;
    }

    private static List<BoardPin> PinsOf(BoardInfo board, ProfileSource source, string function, int channel)
    {
        // A pulse counter needs the A line only. The lines of a bus are chip 0's; each chip has a select line of its own.
        List<BoardPin> pins = [.. board.Pins.Where(pin => pin.Function == function && pin.Channel == channel && (source.Kind.Type != "pulseCounter" || pin.Signal == "A"))];
        if (function == "spi" && channel > 0 && pins.Count > 0)
        {
            pins.InsertRange(0, board.Pins.Where(pin => pin is { Function: "spi", Channel: 0 } && pin.Signal != "select"));
        }

        return pins;
    }

    private static (string Function, int Channel) Accelerometer(ProfileSource source)
    {
        int index = IndexOf(source, Chip);
        return source.Kind.ParameterAt(index).TextOf(source.Parameters[index]).EndsWith("SPI", StringComparison.Ordinal)
            ? ("spi", Parameter(source, "device"))
            : ("i2c", 0);
    }

    private static int Parameter(ProfileSource source, string name) => (int)source.Parameters[IndexOf(source, name)];

    private static int IndexOf(ProfileSource source, string name) => source.Kind.Parameters.ToList().FindIndex(parameter => parameter.Name == name);

    private static List<string> FieldsOf(ProfileModel profile, ProfileSource source)
    {
        HashSet<ProfileSource> fed = [source];
        foreach (ProfileSource one in profile.Sources)
        {
            // Sources are in an order in which each reads earlier ones.
            if (one.Inputs.Any(input => input != ProfileSource.None && fed.Contains(profile.SourceOf(input).Source)))
            {
                fed.Add(one);
            }
        }

        return
        [
            .. profile.Fields.Where(field => Enumerable.Range(field.Signal, field.SignalCount).Any(signal => fed.Contains(profile.SourceOf(signal).Source)))
                .Select(field => field.Name),
        ];
    }
}
