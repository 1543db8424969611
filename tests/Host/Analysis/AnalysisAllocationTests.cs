#nullable enable
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>Every analysis source samples without allocating, whatever its inputs are.</summary>
[TestClass]
public sealed class AnalysisAllocationTests
{
    private const int Steps = 20_000;

    [TestMethod]
    public void Features_of_1024_samples_allocate_nothing() => AssertNoAllocation(SourceKind.Features, 1, 1024);

    [TestMethod]
    public void Amplitudes_of_1024_samples_allocate_nothing() => AssertNoAllocation(SourceKind.Goertzel, 1, 10, 1024, 0.5, 1, 2, 4);

    [TestMethod]
    public void The_machine_state_allocates_nothing() => AssertNoAllocation(SourceKind.MachineState, 3, 1, 0.5, 1, 0.5, 300);

    [TestMethod]
    public void Operation_counters_allocate_nothing() => AssertNoAllocation(SourceKind.OperationCounters, 2);

    [TestMethod]
    public void Injection_cycles_allocate_nothing() => AssertNoAllocation(SourceKind.InjectionCycle, 1, 1, 0.5, 1000, 9000);

    [TestMethod]
    public void Zones_allocate_nothing() => AssertNoAllocation(SourceKind.ZoneDeviation, 3, 1, 1, 0, 1, 2);

    [TestMethod]
    public void Cycle_profiles_allocate_nothing() => AssertNoAllocation(SourceKind.CycleProfile, 2, 32, 60000);

    [TestMethod]
    public void Cutting_allocates_nothing() => AssertNoAllocation(SourceKind.Cutting, 4, 1, 0.5, 1, 0.5, 300, 5000);

    private static void AssertNoAllocation(SourceKind kind, int inputs, params double[] parameters)
    {
        var bench = new AnalysisBench(kind, inputs, parameters).Make();
        var state = new byte[bench.Source.StateOctets];
        Run(bench, 0, 3000, state);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(bench, 3000, Steps, state);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsTrue(bench.Signals.Statuses.Skip(inputs).Any(s => !StatusCode.IsBad(s)), "it has had results");
    }

    private static void Run(AnalysisBench bench, int from, int steps, byte[] state)
    {
        for (var i = from; i < from + steps; i++)
        {
            for (var input = 0; input < bench.Descriptor.Inputs.Length; input++)
            {
                bench.Put(input, (i / 7 * (input + 3)) % 5, i % 97 == input ? StatusCode.BadTimeout : StatusCode.Good);
            }

            bench.Sample(i * 100L);
            bench.Source.SaveState(state, 0);
        }
    }
}
