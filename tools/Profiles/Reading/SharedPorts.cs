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
        Dictionary<double, ProfileSource> users = [];
        foreach ((ProfileSource source, string path) in sources)
        {
            int index = source.Kind.Parameters.ToList().FindIndex(parameter => parameter.Name == Port);
            if (index < 0 || users.TryAdd(source.Parameters[index], source))
            {
                continue;
            }

            ProfileSource other = users[source.Parameters[index]];
            bool isShared = source.Kind == other.Kind && source.Kind.List != null && source.Parameters.Take(LineSettings).SequenceEqual(other.Parameters.Take(LineSettings));
            if (!isShared)
            {
                problems.Add(JsonText.Member(path, Port), $"\"{other.Name}\" uses serial port {source.Parameters[index]:0} already"
                    + (source.Kind == other.Kind && source.Kind.List != null ? ", with another speed, parity or stop bits; make them the same" : "; take another port"));
            }
        }
    }
}
