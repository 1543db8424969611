using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.Simulation.Tests;

/// <summary>Seeds that have found something once.</summary>
[TestClass]
public sealed class RegressionTests
{
    [TestMethod]
    [DataRow(41UL, DisplayName = "what was flashed took itself for the damaged image in the slot")]
    [DataRow(22798UL, DisplayName = "an image that was refused started when the one in use was damaged")]
    [DataRow(20299UL, DisplayName = "a trial ended before messages that waited for the time were sent")]
    public void ASeedThatFoundSomething(ulong seed)
    {
        var result = SeedRunner.RunOne(seed, 24);
        Assert.IsNull(result.Rule, $"{result.Rule}: {result.Text}");
    }
}
