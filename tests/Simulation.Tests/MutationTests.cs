using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Mutations;

namespace Sidetap.Simulation.Tests;

/// <summary>What is deliberately broken has to be found, and for the right reason.</summary>
[TestClass]
public sealed class MutationTests
{
    private const double Hours = 24;

    public static IEnumerable<object[]> Names => Mutation.Names().Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void AMutationIsFound(string name)
    {
        var mutation = Mutation.Load(name);
        var result = MutatedFirmware.Run(mutation, 1, mutation.Seeds, Hours);
        Assert.IsNotNull(result, $"{name} was not found in {mutation.Seeds} seeds: {mutation.About}");
        CollectionAssert.Contains(mutation.Expected, result.Rule, $"{name}, seed {result.Seed}: {result.Text}");
    }

    [TestMethod]
    public void ThereAreEnough() => Assert.IsTrue(Mutation.Names().Length >= 20);

    [TestMethod]
    public void AMutationThatNoLongerFitsSaysSo()
    {
        var mutation = Mutation.Parse("gone", "about: a test\nfile: firmware/Node.cs\nexpect: books\n--- find\nno such line\n--- replace\n");
        var error = Assert.ThrowsExactly<InvalidDataException>(() => MutatedFirmware.Run(mutation, 1, 1, 1));
        StringAssert.Contains(error.Message, "no longer fits firmware/Node.cs");
        StringAssert.Contains(error.Message, "not at all");
    }

    [TestMethod]
    public void AMutationHasToSayWhatIsExpected() =>
        Assert.ThrowsExactly<InvalidDataException>(() => Mutation.Parse("short", "file: firmware/Node.cs\n--- find\nx\n--- replace\n"));

    [TestMethod]
    public void AMutationWhoseTextIsThereTwiceIsRefused()
    {
        var mutation = Mutation.Parse("twice", "about: a test\nfile: firmware/Node.cs\nexpect: books\n--- find\na\n--- replace\nb\n");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => mutation.ApplyTo("a\na\n")).Message, "more than once");
        Assert.AreEqual("b\n", mutation.ApplyTo("a\n"));
    }
}
