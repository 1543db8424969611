using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>The simulated machines by name.</summary>
public static class SimulatedMachines
{
    /// <summary>A milling machine.</summary>
    public const string Mill = "mill";

    /// <summary>An injection molding machine.</summary>
    public const string Molding = "molding";

    /// <summary>An automated guided vehicle.</summary>
    public const string Agv = "agv";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Mill, Molding, Agv];

    /// <summary>What can go wrong with a machine.</summary>
    /// <param name="machine">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such machine.</exception>
    public static IReadOnlyList<MachineFault> FaultsOf(string machine) => machine switch
    {
        Mill => SimulatedMill.AllFaults,
        Molding => SimulatedMoldingMachine.AllFaults,
        Agv => SimulatedAgv.AllFaults,
        _ => throw Unknown(machine),
    };

    /// <summary>Makes a machine.</summary>
    /// <param name="machine">One of <see cref="Names"/>.</param>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides noise, tolerances and jitter.</param>
    /// <param name="plans">Faults that come by themselves.</param>
    /// <returns>The machine at uptime 0.</returns>
    /// <exception cref="ArgumentException">There is no such machine, or it has no such fault.</exception>
    public static SimulatedMachine Create(string machine, IClock clock, uint seed, IEnumerable<FaultPlan> plans) => machine switch
    {
        Mill => new SimulatedMill(clock, seed, plans),
        Molding => new SimulatedMoldingMachine(clock, seed, plans),
        Agv => new SimulatedAgv(clock, seed, plans),
        _ => throw Unknown(machine),
    };

    private static ArgumentException Unknown(string machine) => new($"'{machine}' is not a machine. Machines are {string.Join(", ", Names)}.");
}
