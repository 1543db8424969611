using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>A chip on a bus has one set of settings: converters share it when all are set up alike, and an accelerometer's samples are read once.</summary>
internal static class SharedChips
{
    private const string Accelerometer = "accelerometer";
    private const string Device = "device";
    private const string I2cEnding = "-I2C";

    /// <summary>Checks which sources use which chip.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="sources">The sources, each with its path in the file.</param>
    public static void Check(ProblemList problems, IEnumerable<(ProfileSource Source, string Path)> sources)
    {
        List<ProfileSource> earlier = [];
        foreach ((ProfileSource source, string path) in sources)
        {
            if (UserBefore(source, earlier) is { } other)
            {
                string way = source.Kind.Type == Accelerometer ? "already; read" : "with other settings; make them the same, or read";
                problems.Add(JsonText.Member(path, Device), $"\"{other.Name}\" uses this chip {way} \"{other.Name}\" instead");
            }

            earlier.Add(source);
        }
    }

    /// <summary>The earlier source whose use of a chip keeps this one from using it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="earlier">The sources before it.</param>
    /// <returns>A source; null when there is none.</returns>
    public static ProfileSource? UserBefore(ProfileSource source, IEnumerable<ProfileSource> earlier)
    {
        bool isShared = source.Kind.Type != Accelerometer;
        return ChipOf(source) is not { } chip ? null
            : earlier.FirstOrDefault(one => ChipOf(one) == chip && !(isShared && one.Kind == source.Kind && one.Parameters.SequenceEqual(source.Parameters)));
    }

    /// <summary>The chip: whether it is on I²C, and its number there; null for a source without one.</summary>
    private static (bool IsI2c, double Device)? ChipOf(ProfileSource source)
    {
        int at = source.Kind.Parameters.ToList().FindIndex(parameter => parameter.Name == Device);
        return at < 0 || source.Parameters.Count <= at ? null : (source.Kind.Type == Accelerometer && source.Kind.Parameters[0].TextOf(source.Parameters[0]).EndsWith(I2cEnding, StringComparison.Ordinal), source.Parameters[at]);
    }
}
