using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
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

    /// <summary>Loads a profile. Warnings go to standard error.</summary>
    /// <param name="context">Where warnings go; null: they have been told.</param>
    /// <param name="file">A file, JSON or compiled, or the name of a shipped one.</param>
    /// <returns>A new profile.</returns>
    /// <exception cref="CliError">It is refused; the message says where and why.</exception>
    public static MachineProfile Load(CliContext? context, string file)
    {
        byte[] octets = ProfileCompiler.Compile(ProfileInput.Require(context, file), withDescriptions: true).Octets;
        ProfileReader reader = new();
        return reader.Read(octets, 0, octets.Length) ?? throw new CliError($"{file}: refused by the box: {reader.Error} at octet {reader.ErrorOffset}");
    }
}
