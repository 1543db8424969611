using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Check;
using Sidetap.NanoReference.Heap;

namespace Sidetap.NanoReference.Tests;

/// <summary>
/// What takes memory of the heap and can be reached is found. A source line that ends in // heap must give a finding, and no other line may.
/// </summary>
[TestClass]
public class HeapCheckTests
{
    private const string Start = "C::Step";

    public static IEnumerable<object[]> Sources =>
    [
        ["every kind", """
            delegate void Handler();
            struct Pair { public int A; public int B; }
            class C
            {
                object kept;
                Pair pair;
                int number;
                Handler handler;
                void Step(int x, string text)
                {
                    kept = new C(); // heap
                    kept = new byte[8]; // heap
                    kept = x; // heap
                    kept = "literal"; // heap
                    handler = Other; // heap
                    kept = x.ToString(); // heap
                    kept = text + text; // heap
                    number = Sum(1, 2, 3); // heap
                    number = Of(pair); // heap
                    number = pair.A + text.Length + x;
                }
                void Other() { }
                int Sum(params int[] values) { return values.Length; }
                int Of(Pair given) { return given.B; }
            }
            """],
        ["a closure", """
            delegate int Get();
            class C
            {
                Get kept;
                void Step(int x) // heap
                {
                    kept = () => x; // heap
                }
            }
            """],
        ["only what is reached", """
            class C
            {
                static readonly byte[] Table = new byte[8];
                readonly byte[] buffer = new byte[8];
                int Step(int x) { return buffer.Length + Table.Length + Deeper(x); }
                int Deeper(int x) { return x > 0 ? Deeper(x - 1) : Deepest(); }
                int Deepest() { return new byte[8].Length; } // heap
                object NeverCalled() { return new object(); }
            }
            """],
        ["through interfaces, base classes and delegates", """
            delegate object Maker();
            interface IMaker { object Make(); }
            class One : IMaker { public object Make() { return new object(); } } // heap
            class Two : IMaker { object IMaker.Make() { return new object(); } } // heap
            abstract class Base { public abstract object Make(); }
            class Derived : Base { public override object Make() { return new object(); } } // heap
            class Unrelated { public object Make() { return new object(); } }
            class C
            {
                IMaker maker;
                Base made;
                static Maker kept;
                object Step()
                {
                    kept = Free; // heap
                    return maker.Make() == made.Make() ? kept() : null;
                }
                static object Free() { return new object(); } // heap
            }
            """],
        ["enums, times and arrays of the code's own cost nothing", """
            enum Kind : byte { A, B }
            class C
            {
                Kind kind;
                System.DateTime time;
                byte[] buffer;
                void Step() { kind = Next(kind); time = time.AddTicks(1); buffer = Same(buffer); }
                Kind Next(Kind k) { return k == Kind.A ? Kind.B : Kind.A; }
                byte[] Same(byte[] b) { return b; }
            }
            """],
    ];

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void FindsTheMarkedLines(string what, string source)
    {
        using TemporaryFolder folder = new();
        HeapReport report = Check(folder, source, string.Empty);
        string[] lines = source.Split('\n');
        int[] expected = [.. Enumerable.Range(1, lines.Length).Where(line => lines[line - 1].TrimEnd().EndsWith("// heap", StringComparison.Ordinal))];
        int[] found = [.. report.Findings.Select(finding => finding.Position.Line).Distinct()];
        CollectionAssert.AreEqual(expected, found, what + ": " + string.Join(Environment.NewLine, report.Findings));
        Assert.IsTrue(report.Findings.All(finding => finding.Rule == HeapRules.Allocation));
    }

    [TestMethod]
    public void AFindingSaysHowItIsReached()
    {
        using TemporaryFolder folder = new();
        HeapReport report = Check(folder, "class C { void Step() { A(); } void A() { B(); } object B() { return new C(); } }", string.Empty);
        StringAssert.Contains(report.Findings.Single().ToString(), "error SNR020: Object new C in C::B, called by C.Step > C.A: ");
        Assert.AreEqual(4, report.Methods, "Step, A, B and the constructor");
    }

    [TestMethod]
    public void WhatIsOnTheListIsAllowed_ForItsMethodAndKindOnly()
    {
        const string Source = "class C { object a; object b; void Step() { a = new C(); b = new byte[1]; } }";
        using TemporaryFolder folder = new();
        HeapReport one = Check(folder, Source, "C::Step\tObject\terror: it is made once");
        Assert.AreEqual(1, one.Allowed);
        StringAssert.Contains(string.Join('\n', one.Findings), "Array new byte[]");
        HeapReport both = Check(folder, Source, "C::Step\tObject\terror\nC::Step\tArray\terror");
        Assert.AreEqual(0, both.Findings.Count);
        Assert.AreEqual(2, both.Allowed);
    }

    [TestMethod]
    public void ALineThatAllowsNothingIsAFinding()
    {
        using TemporaryFolder folder = new();
        HeapReport report = Check(folder, "class C { void Step() { } }", "# a comment\n\nC::Step\tBox\tan old reason");
        Finding finding = report.Findings.Single();
        Assert.AreEqual(HeapRules.UnusedAllowance, finding.Rule);
        Assert.AreEqual(3, finding.Position.Line);
    }

    [TestMethod]
    [DataRow("C::Step\tObject", "three columns")]
    [DataRow("C::Step\tObject\t ", "three columns")]
    [DataRow("C::Step\tThing\twhy", "'Thing' is not a kind")]
    [DataRow("C::Step\tBox\twhy\nC::Step\tBox\twhy", "on the list already")]
    public void AListThatIsWrongIsRefusedWithItsLine(string list, string reason)
    {
        using TemporaryFolder folder = new();
        InputException exception = Assert.ThrowsExactly<InputException>(() => Check(folder, "class C { void Step() { } }", list));
        StringAssert.Contains(exception.Message, reason);
        StringAssert.Contains(exception.Message, $"({list.Count(character => character == '\n') + 1},1): error SNR901");
    }

    [TestMethod]
    public void AMethodThatIsNotThereIsRefused()
    {
        using TemporaryFolder folder = new();
        string assembly = new Snippet("class C { }").CompileInto(folder);
        InputException exception = Assert.ThrowsExactly<InputException>(() => HeapCheck.Run(assembly, Start, List(folder, string.Empty)));
        StringAssert.Contains(exception.Message, "has no method C::Step");
    }

    private static HeapReport Check(TemporaryFolder folder, string source, string list)
    {
        string assembly = new Snippet(source) { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        return HeapCheck.Run(assembly, Start, List(folder, list));
    }

    private static AllowedSites List(TemporaryFolder folder, string text)
    {
        string path = folder.File("allowed.tsv");
        File.WriteAllText(path, text);
        return AllowedSites.Read(path);
    }
}
