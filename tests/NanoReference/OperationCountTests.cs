using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Counting;

namespace Sidetap.NanoReference.Tests;

/// <summary>IL instructions are counted as the device executes them, and budgets hold.</summary>
[TestClass]
public class OperationCountTests
{
    private const string Frame = """
        using System;
        abstract class Scenario
        {
            public string Name { get; set; }
            public virtual void Prepare() { }
            public abstract void Run();
        }
        """;

    [TestMethod]
    public void OnePassOfALoopIsElevenInstructions()
    {
        // The figure measured on a nanoCLR: one pass of a for loop with x += i.
        const string Loop = """
            class Loop : Scenario
            {
                int passes;
                public static int Sum;
                public Loop(int passes) { this.passes = passes; Name = passes.ToString(); }
                public override void Run()
                {
                    int x = 0;
                    for (int i = 0; i < passes; i++) { x += i; }
                    Sum = x;
                }
            }
            static class All_ { public static Scenario[] All() { return new Scenario[] { new Loop(100), new Loop(1100) }; } }
            """;

        // "passes" is a field here, so that the two differ; the device's figure was measured with a constant: one instruction less.
        IReadOnlyList<ScenarioCount> counts = Count(Loop);
        Assert.AreEqual(1000 * (11 + 1), counts[1].Operations - counts[0].Operations);
    }

    [TestMethod]
    public void WhatIsNotExecutedIsNotCounted()
    {
        const string Branches = """
            class Branch : Scenario
            {
                int which;
                int x;
                public Branch(int which) { this.which = which; Name = which.ToString(); }
                public override void Run()
                {
                    if (which == 1) { x = x + 1; }
                    if (which == 2) { throw new Exception(); }
                }
            }
            static class All_ { public static Scenario[] All() { return new Scenario[] { new Branch(0), new Branch(1) }; } }
            """;
        IReadOnlyList<ScenarioCount> counts = Count(Branches);
        Assert.AreEqual(6, counts[1].Operations - counts[0].Operations, "ldarg, ldarg, ldfld, ldc, add, stfld");
        Assert.AreEqual(0, counts[1].Allocations);
    }

    [TestMethod]
    public void SwitchesHandlersAndBackwardJumpsStillWork()
    {
        const string Source = """
            class Work : Scenario
            {
                public Work() { Name = "work"; }
                int Weigh(int i)
                {
                    switch (i)
                    {
                        case 0: return 3;
                        case 1: return 5;
                        case 2: return 7;
                        case 3: goto case 1;
                        default: return 0;
                    }
                }
                public override void Run()
                {
                    int sum = 0;
                    int ends = 0;
                    for (int i = 0; i < 5; i++)
                    {
                        try
                        {
                            if (i == 4) { throw new InvalidOperationException(); }
                            sum += Weigh(i);
                        }
                        catch (InvalidOperationException) { sum += 100; }
                        finally { ends++; }
                    }
                    if (sum != 120 || ends != 5) { throw new Exception("woven code computes " + sum.ToString()); }
                }
            }
            static class All_ { public static Scenario[] All() { return new Scenario[] { new Work() }; } }
            """;
        ScenarioCount count = Count(Source)[0];
        Assert.IsTrue(count.Operations > 50, count.Operations.ToString());
        Assert.AreEqual(1, count.Allocations, "the exception");
    }

    [TestMethod]
    public void AllocationsAreCountedWhereTheDeviceMakesThem()
    {
        const string Source = """
            class Literal : Scenario
            {
                object kept;
                public Literal() { Name = "literal"; }
                public override void Run() { kept = "no memory on the desktop, 12 octets on the device"; }
            }
            class Library : Scenario
            {
                object kept;
                int i = 1000;
                public Library() { Name = "library"; }
                public override void Run() { i++; kept = i.ToString(); }
            }
            static class All_ { public static Scenario[] All() { return new Scenario[] { new Literal(), new Library() }; } }
            """;
        IReadOnlyList<ScenarioCount> counts = Count(Source);
        Assert.AreEqual((1L, 0L), (counts[0].Allocations, counts[0].Octets));
        Assert.AreEqual(1L, counts[1].Allocations);
        Assert.IsTrue(counts[1].Octets > 0);
    }

    [TestMethod]
    public void ABudgetThatIsExceededIsAnErrorOfItsLine()
    {
        ScenarioCount[] counts = [new("a", 100, 0, 0, []), new("b", 10, 1, 24, [])];
        Assert.AreEqual(string.Empty, Errors("a\t100\t0\nb\t10\t1", counts));
        StringAssert.Contains(Errors("a\t99\t0", counts), "budgets.tsv(1,1): error SNR022: a: 100 IL instructions, the budget is 99");
        StringAssert.Contains(Errors("# first\nb\t10\t0", counts), "budgets.tsv(2,1): error SNR022: b: 1 allocations, the budget is 0");
        StringAssert.Contains(Errors("c\t1\t0", counts), "there is no scenario 'c'");
        ScenarioCount[] hidden = [new("a", 1, 0, 16, [])];
        StringAssert.Contains(Errors("a\t1\t0", hidden), "the class library took 16 octets");
    }

    [TestMethod]
    [DataRow("a\t1")]
    [DataRow("a\t-1\t0")]
    [DataRow("a\t1\tnone")]
    [DataRow("a\t1\t0\na\t1\t0")]
    public void ATableThatIsWrongIsRefused(string text)
    {
        InputException exception = Assert.ThrowsExactly<InputException>(() => Errors(text, []));
        StringAssert.Contains(exception.Message, "error SNR902");
    }

    private static string Errors(string table, IReadOnlyList<ScenarioCount> counts)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("budgets.tsv");
        File.WriteAllText(path, table);
        CountReport report = new(BudgetTable.Read(path), counts);
        using StringWriter output = new();
        report.Print(output, withMethods: false);
        string[] lines = [.. output.ToString().Split('\n').Where(line => line.Contains("error"))];
        Assert.AreEqual(lines.Length == 0, report.IsWithin);
        return string.Join('\n', lines);
    }

    private static IReadOnlyList<ScenarioCount> Count(string source)
    {
        using TemporaryFolder folder = new();
        string assembly = new Snippet(Frame + source) { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        return new ScenarioRunner(CountedAssembly.Load(assembly)).Run("All_");
    }
}
