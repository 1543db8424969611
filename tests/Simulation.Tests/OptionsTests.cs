using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.Simulation.Tests;

/// <summary>The command line.</summary>
[TestClass]
public sealed class OptionsTests
{
    [TestMethod]
    public void ASeedAloneIsOneSeed()
    {
        var options = SimulationOptions.Parse(["--seed", "417", "--trace"], out var error);
        Assert.IsNull(error);
        Assert.AreEqual(417UL, options.FirstSeed);
        Assert.AreEqual(1L, options.Seeds);
        Assert.IsTrue(options.IsTraced);
    }

    [TestMethod]
    public void SeedsHoursAndThreadsAreTaken()
    {
        var options = SimulationOptions.Parse(["--seeds", "2000", "--hours", "0.5", "--threads", "3", "--json"], out var error);
        Assert.IsNull(error);
        Assert.AreEqual(2000L, options.Seeds);
        Assert.AreEqual(0.5, options.Hours);
        Assert.AreEqual(3, options.Threads);
        Assert.IsTrue(options.IsJson);
    }

    [TestMethod]
    [DataRow("--seeds", "0")]
    [DataRow("--seeds", "many")]
    [DataRow("--hours", "-1")]
    [DataRow("--threads", "0")]
    [DataRow("--sedes", "1")]
    [DataRow("--trace", "--seeds")]
    public void NonsenseIsRefusedInWords(string name, string value)
    {
        SimulationOptions.Parse([name, value], out var error);
        Assert.IsNotNull(error);
        StringAssert.Contains(error, "--");
    }
}
