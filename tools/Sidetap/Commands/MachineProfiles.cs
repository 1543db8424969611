using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;

namespace Sidetap.Tool.Commands;

/// <summary>Profiles as a box has them: read, checked and compiled here, then loaded as the box loads them.</summary>
internal static class MachineProfiles
{
    /// <summary>The shipped profile of a simulated machine.</summary>
    /// <param name="machine">One of <see cref="SimulatedMachines.Names"/>.</param>
    public static string NameFor(string machine) => machine switch
    {
        SimulatedMachines.Molding => "injection-molding-machine",
        SimulatedMachines.Agv => "agv",
        _ => "cnc-machine-tool",
    };

    /// <summary>Loads a profile.</summary>
    /// <param name="pathOrName">A file, JSON or compiled, or the name of a shipped one.</param>
    /// <returns>A new profile.</returns>
    /// <exception cref="CliError">It is refused; the message says where and why.</exception>
    public static MachineProfile Load(string pathOrName)
    {
        ProfileDocument document = ProfileFile.Load(pathOrName);
        if (!document.IsValid)
        {
            throw new CliError(ProfileInput.Refusal(document, pathOrName));
        }

        byte[] octets = ProfileCompiler.Compile(document, withDescriptions: true);
        ProfileReader reader = new();
        return reader.Read(octets, 0, octets.Length) ?? throw new CliError($"{pathOrName}: refused by the box: {reader.Error} at octet {reader.ErrorOffset}");
    }
}
