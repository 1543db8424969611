using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.Simulation.Tests;

/// <summary>Some hundred seeds on the firmware as it is; tests/run.sh runs thousands with the tool.</summary>
[TestClass]
public sealed class ShortRunTests
{
    [TestMethod]
    public void NoSeedBreaksARuleAndEveryFaultIsSeen()
    {
        var totals = SeedRunner.Run(SimulationOptions.For(100001, SimulationOptions.SeedsForEveryFault, 24, 2), null);
        var first = totals.Violations.FirstOrDefault();
        Assert.IsNull(first, $"seed {first?.Seed}: {first?.Rule}: {first?.Text}");
        Assert.AreEqual("", string.Join(", ", totals.MissingFaults), "kinds of fault that never occurred");
        Assert.IsTrue(totals.Arrived > 0 && totals.Recovered > 0 && totals.Lost > 0 && totals.TakenByResets > 0);
        Assert.IsTrue(totals.Updated > 0 && totals.UpdateCuts > 0 && totals.Confirmed > 0 && totals.Reverted > 0);
    }
}
