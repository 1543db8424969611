using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.Simulation.Tests;

/// <summary>A seed decides everything: what it found once it finds again.</summary>
[TestClass]
public sealed class DeterminismTests
{
    [TestMethod]
    [DataRow(3UL)]
    [DataRow(17UL)]
    [DataRow(924UL)]
    public void TheSameSeedGivesTheSameEvents(ulong seed)
    {
        var first = SeedRunner.RunOne(seed, 6);
        var second = SeedRunner.RunOne(seed, 6);
        Assert.AreEqual(first.Hash, second.Hash);
        Assert.AreEqual(first.Frames, second.Frames);
        CollectionAssert.AreEqual(first.FaultCounts, second.FaultCounts);
    }

    [TestMethod]
    public void PrintingChangesNothing()
    {
        var output = new StringWriter();
        Assert.AreEqual(SeedRunner.RunOne(5, 2).Hash, SeedRunner.RunOne(5, 2, output).Hash);
        StringAssert.Contains(output.ToString(), "CONNECT");
    }

    [TestMethod]
    public void AnotherSeedGivesOtherEvents() => Assert.AreNotEqual(SeedRunner.RunOne(3, 2).Hash, SeedRunner.RunOne(4, 2).Hash);

    [TestMethod]
    public void TheSumsDoNotDependOnThreads()
    {
        var one = SeedRunner.Run(SimulationOptions.For(40, 12, 3, 1), null);
        var three = SeedRunner.Run(SimulationOptions.For(40, 12, 3, 3), null);
        Assert.AreEqual(one.Frames, three.Frames);
        Assert.AreEqual(one.Arrived, three.Arrived);
        CollectionAssert.AreEqual(one.FaultCounts, three.FaultCounts);
    }
}
