using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>A serial port has one speed: Modbus devices share a line when all have the same settings, and a tag reader has it for itself.</summary>
internal static class SharedPorts
{
    private const string Port = "port";

    // Port, speed, parity and stop bits go first in a compiled Modbus source.
    private const int LineSettings = 4;

    /// <summary>Checks which sources use which port.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="sources">The sources, each with its path in the file.</param>
    public static void Check(ProblemList problems, IEnumerable<(ProfileSource Source, string Path)> sources)
    {
        List<ProfileSource> earlier = [];
        foreach ((ProfileSource source, string path) in sources)
        {
            if (UserBefore(source, earlier) is { } other)
            {
                problems.Add(JsonText.Member(path, Port), $"\"{other.Name}\" uses serial port {source.Parameters[PortOf(source)]:0} already"
                    + (source.Kind == other.Kind && source.Kind.List != null ? ", with another speed, parity or stop bits; make them the same" : "; take another port"));
            }

            earlier.Add(source);
        }
    }

    /// <summary>The earlier source whose use of a serial port keeps this one from using it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="earlier">The sources before it.</param>
    /// <returns>A source; null when there is none.</returns>
    public static ProfileSource? UserBefore(ProfileSource source, IEnumerable<ProfileSource> earlier)
    {
        int port = PortOf(source);
        ProfileSource? other = port < 0 ? null : earlier.FirstOrDefault(one => PortOf(one) >= 0 && one.Parameters[PortOf(one)] == source.Parameters[port]);
        bool isShared = other != null && source.Kind == other.Kind && source.Kind.List != null && source.Parameters.Take(LineSettings).SequenceEqual(other.Parameters.Take(LineSettings));
        return isShared ? null : other;
    }

    private static int PortOf(ProfileSource source) => source.Kind.Parameters.ToList().FindIndex(parameter => parameter.Name == Port);
}
