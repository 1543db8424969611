using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>A sample of the tool-wear estimator leaves nothing on the heap.</summary>
[TestClass]
public sealed class ToolWearAllocationTests
{
    private const int Samples = 10_000;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Sampling_and_saving_allocate_nothing(int calibrated)
    {
        SignalTable signals = new(3 + ToolWear.Outputs);
        SourceDescriptor descriptor = new()
        {
            Kind = SourceKind.ToolWear,
            Inputs = [0, 1, 2],
            Parameters = [1000, 300, 30, 0.2, calibrated, -500, 50, -40, 5, 10, 30, 0.1, 10, 20, 400],
        };
        SignalSource source = WearSources.Create(descriptor, new MachineInputs(), signals, 3)!;
        byte[] state = new byte[source.StateOctets];
        Array.Fill(signals.Statuses, 0u, 0, 3);
        Run(source, signals, state, 0, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(source, signals, state, 100, Samples);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsGreaterThan(100, ((ToolWear)source).Segments);
    }

    private static void Run(SignalSource source, SignalTable signals, byte[] state, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            signals.Values[0] = 12 + (i % 7);
            signals.Values[1] = i % 400 < 300 ? 1 : 0;
            signals.Values[2] = i / 3000;
            source.Sample(i * 100L);
            source.SaveState(state, 0);
        }
    }
}
