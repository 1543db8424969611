using System.Net;
using Sidetap.Boards.Host.Lines;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;

namespace Sidetap.Boards.Host.Desktop;

/// <summary>What a desktop gives a box that has its settings and profile from its own files, as a board's box has.</summary>
public sealed record DesktopBoxOptions
{
    /// <summary>The serial line to whoever sets it up.</summary>
    public required HostLine Line { get; init; }

    /// <summary>The box's files; they outlive its restarts.</summary>
    public required IFileArea Files { get; init; }

    /// <summary>A name that the board's unique number is made of.</summary>
    public string Name { get; init; } = "sidetap";

    /// <summary>The simulated machine it is bolted onto; one of <see cref="SimulatedMachines.Names"/>.</summary>
    public string Machine { get; init; } = SimulatedMachines.Mill;

    /// <summary>What goes wrong with it.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    /// <summary>How fast time runs, more than 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The UTC time at the beginning; null: the box does not know it.</summary>
    public DateTime? UtcAtStart { get; init; }

    /// <summary>The network on which gateways are looked for: without the user's word, this machine's own.</summary>
    public IPAddress DiscoveryInterface { get; init; } = IPAddress.Loopback;

    /// <summary>The firmware's version.</summary>
    public string Version { get; init; } = "";
}
