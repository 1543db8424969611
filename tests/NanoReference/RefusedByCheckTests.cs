using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Tests;

/// <summary>
/// What compiles against v1 and fails on the device is refused. A source line that ends in a comment such as // SNR004 must give
/// exactly that finding, and every other line none: rule, file and line are all compared.
/// </summary>
[TestClass]
public partial class RefusedByCheckTests
{
    public static IEnumerable<object[]> Sources =>
    [
        ["generic class", """
            class Ring<T> // SNR001
            {
                T[] items;
                T Get(int i) { return items[i]; }
            }
            class User { object M() { return new Ring<int>(); } }
            """],
        ["generic types without code", """
            interface IEmpty<T> { } // SNR001
            struct Pair<A, B> { A a; B b; } // SNR001
            class Outer
            {
                delegate void Handler<T>(T value); // SNR001
                class Inner<T> { class Innermost { } } // SNR001
            }
            """],
        ["generic method", """
            class C
            {
                static T Id<T>(T value) // SNR002
                {
                    return value;
                }
                int Local(int x)
                {
                    return Twice(x);
                    T Twice<T>(T value) => value; // SNR002
                }
                object M() { return Id("a"); }
            }
            """],
        ["closure in a generic method is the method's fault", """
            delegate int Get();
            class C
            {
                static Get Capture<T>(T value) // SNR002
                {
                    int x = 1;
                    return () => value == null ? x : 2;
                }
            }
            """],
        ["generic delegates in fields, properties, events and signatures", """
            using System;
            class C
            {
                Action<int> field; // SNR003
                Func<int>[] array; // SNR003
                Func<int> Property { get; set; } // SNR003
                event EventHandler<EventArgs> Happened; // SNR003
                void Takes(Action<int, int> callback) // SNR003
                {
                }
                Func<int, string> Returns() { return null; } // SNR003
                object M() => field ?? (object)array ?? (object)Happened; // SNR003
            }
            interface I { void Takes(Func<int> f); } // SNR003
            """],
        ["a constructor, its field initialisers around it", """
            using System;
            class C
            {
                int before = Next();
                /// <summary>Names C(, which declares nothing.</summary>
                C(Action<int> callback) // SNR003
                    : base()
                {
                    other = callback == null ? null : new C(null); // SNR003
                }
                C other;
                int after = Next();
                static int Next() => 1;
            }
            """],
        ["generic delegate as a local, made and called on one line", """
            using System;
            class C
            {
                int M(int x)
                {
                    Func<int, int> twice = y => y * 2; int z = twice(x); // SNR003
                    return z;
                }
            }
            """],
        ["generic delegate captured by a closure", """
            using System;
            delegate void Run();
            class C
            {
                Run M(object o)
                {
                    var a = (Action<int>)o; // SNR003
                    return () => a(1); // SNR003
                }
            }
            """],
        ["checked arithmetic and conversions", """
            class C
            {
                long M(int a, uint b, long c, double d)
                {
                    checked
                    {
                        a = a + 1; // SNR004
                        b = b - 1; // SNR004
                        c = c * 2; // SNR004
                        a = (int)c; // SNR004
                        b = (uint)d; // SNR004
                        byte e = (byte)a; // SNR004
                        ushort f = (ushort)b; // SNR004
                        a = -a; // SNR004
                        a = a / 2 % 3;
                        c += e + f; // SNR004
                    }
                    return a + b + c;
                }
            }
            """],
        ["every checked conversion", """
            class C
            {
                object o;
                void M(long l, ulong u, double d)
                {
                    o = checked((sbyte)l); // SNR004
                    o = checked((byte)l); // SNR004
                    o = checked((short)l); // SNR004
                    o = checked((ushort)l); // SNR004
                    o = checked((int)l); // SNR004
                    o = checked((uint)l); // SNR004
                    o = checked((ulong)l); // SNR004
                    o = checked((nint)l); // SNR004
                    o = checked((nuint)l); // SNR004
                    o = checked((sbyte)u); // SNR004
                    o = checked((byte)u); // SNR004
                    o = checked((short)u); // SNR004
                    o = checked((ushort)u); // SNR004
                    o = checked((int)u); // SNR004
                    o = checked((uint)u); // SNR004
                    o = checked((long)u); // SNR004
                    o = checked((nint)u); // SNR004
                    o = checked((long)d); // SNR004
                    o = checked(u + u); // SNR004
                    o = checked(u - u); // SNR004
                    o = checked(u * u); // SNR004
                }
            }
            """],
        ["long as array size or index", """
            class C
            {
                object M(long n, uint m)
                {
                    var a = new byte[n]; // SNR004
                    a[n] = 1; // SNR004
                    return new byte[m];
                }
            }
            """],
        ["multi-dimensional arrays", """
            class C
            {
                int[,] field; // SNR005
                int M(int[,,] cube) // SNR005
                {
                    field = new int[2, 2]; // SNR005
                    int[][] jagged = new int[2][];
                    field[0, 1] = 1; // SNR005
                    return field[0, 1] + jagged.Length; // SNR005
                }
            }
            """],
        ["interface methods with a body", """
            interface I
            {
                int Plain();
                int Default() { return 1; } // SNR006
                static int Static() => 2; // SNR006
                int Property => 3; // SNR006
            }
            """],
        ["function pointers", """
            unsafe class C
            {
                delegate*<int, int> field; // SNR007
                static int Twice(int x) => 2 * x;
                int M(int x)
                {
                    delegate*<int, int> f = &Twice; // SNR007
                    return f(x); // SNR007
                }
                void* N() => (delegate*<int, int>)&Twice; // SNR007
            }
            """],
        ["fixed", """
            unsafe class C
            {
                int M(byte[] octets)
                {
                    fixed (byte* p = octets) // SNR008
                    {
                        return p[0];
                    }
                }
            }
            """],
        ["NUL in a string", """
            class C
            {
                const string Nul = "x\0y";
                string M() { return "a\0b"; } // SNR015
                string N() { return Nul; } // SNR015
                bool P(string s) { return s == "\u0000"; } // SNR015
                char Q() { return '\0'; }
            }
            """],
        ["stackalloc", """
            unsafe class C
            {
                int M(int n)
                {
                    int* p = stackalloc int[n]; // SNR017
                    return p[0];
                }
            }
            """],
        ["in every kind of member", """
            using System;
            class C
            {
                static string text = "\0"; // SNR015
                string field = "\0"; // SNR015
                C() { field = "\0"; } // SNR015
                ~C() { field = "\0"; } // SNR015
                string Get => "\0"; // SNR015
                string this[int i] => "\0"; // SNR015
                public static C operator +(C a, C b) { a.field = "\0"; return a; } // SNR015
                class Nested { class Deep { string M() { return "\0"; } } } // SNR015
                Action M() { return () => { field = "\0"; }; } // SNR015
            }
            """],
    ];

    /// <summary>Does not compile against v1 today; compiled against .NET here, so that it is refused should v1 ever take it.</summary>
    public static IEnumerable<object[]> HostSources =>
    [
        ["async", """
            using System.Threading.Tasks;
            class C
            {
                async Task M() // SNR013
                {
                    await Task.Yield();
                }
            }
            """],
        ["iterator", """
            using System.Collections;
            class C
            {
                IEnumerator M() // SNR014
                {
                    yield return 1;
                }
            }
            """],
        ["volatile", """
            class C
            {
                volatile int field; // SNR016
                int M() { return field; } // SNR016
            }
            """],
        ["thread-static", """
            class C
            {
                [System.ThreadStatic]
                static int field; // SNR018
                static int plain;
                int M() { return field + plain; }
            }
            """],
        ["explicit layout", """
            using System.Runtime.InteropServices;
            [StructLayout(LayoutKind.Explicit)]
            struct S // SNR019
            {
                [FieldOffset(0)] public int A;
                [FieldOffset(0)] public float B;
            }
            """],
        ["a generic type and a generic method of the framework", """
            class C
            {
                System.Collections.Generic.List<int> field; // SNR001
                object M()
                {
                    return System.Array.Empty<int>(); // SNR002
                }
            }
            """],
        ["in on a virtual method", """
            class C
            {
                public virtual void M(in int x) { } // SNR016
                public void N(in int x) { }
            }
            """],
    ];

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void CompilesAgainstV1AndIsRefused(string name, string source)
    {
        AssertFindings(name, new Snippet(source) { Optimization = OptimizationLevel.Debug });
        AssertFindings(name, new Snippet(source) { Optimization = OptimizationLevel.Release });
    }

    [TestMethod]
    [DynamicData(nameof(HostSources))]
    public void WouldBeRefusedIfItCompiled(string name, string source)
    {
        Assert.AreNotEqual(0, new Snippet(source).Codes().Count, $"{name}: compiles against v1, so it belongs to the other list");
        AssertFindings(name, new Snippet(source) { References = ReferenceSet.Host });
    }

    [TestMethod]
    public void EveryRuleIsTested()
    {
        string all = string.Concat(Sources.Concat(HostSources).Select(row => (string)row[1]));
        string[] limits = ["SNR009", "SNR010", "SNR011", "SNR012"]; // LimitTests
        string[] untested = [.. Rules.All.Select(rule => rule.Code).Where(code => !all.Contains(code)).Except(limits)];
        Assert.AreEqual(string.Empty, string.Join(",", untested));
    }

    private static void AssertFindings(string name, Snippet snippet)
    {
        string[] lines = snippet.Source.Split('\n');
        IEnumerable<string> expected = lines.SelectMany((line, index) => Expectation().Matches(line).Select(match => $"{index + 1}: {match.Value}"));
        IReadOnlyList<Finding> findings = snippet.Check();
        IEnumerable<string> actual = findings.Select(finding => $"{finding.Position.Line}: {finding.Rule.Code}");
        Assert.AreEqual(string.Join(Environment.NewLine, expected), string.Join(Environment.NewLine, actual), $"{name}, {snippet.Optimization}");
        Assert.IsTrue(findings.All(finding => Path.GetFileName(finding.Position.File) == Snippet.FileName), name);
        Assert.IsTrue(findings.All(finding => finding.Position.Column > 0), name);
    }

    [GeneratedRegex(@"SNR\d{3}")]
    private static partial Regex Expectation();
}
