#nullable enable
using Sidetap.Model;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>The shipped profile of a CNC machine tool.</summary>
internal static class ShippedMill
{
    private static readonly ProfileModel Profile = ProfileFile.Load("cnc-machine-tool").Model!;

    /// <summary>The source that tells the machine's state.</summary>
    public static ProfileSource State => Profile.Sources.Single(source => source.Kind.Type == "machineState");

    /// <summary>How often it is sampled, in milliseconds.</summary>
    public static int SamplingInterval => Profile.SamplingInterval;

    /// <summary>The profile as a box reads it.</summary>
    public static MachineProfile Load()
    {
        var octets = ProfileCompiler.Compile(Profile).Octets;
        return new ProfileReader().Read(octets, 0, octets.Length);
    }
}
