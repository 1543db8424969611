using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests;

/// <summary>What works on the device compiles in C# 9 and passes the check.</summary>
[TestClass]
public class AcceptedTests
{
    public static IEnumerable<object[]> Sources =>
    [
        ["pattern matching", """
            class Shape { public int Sides; public Shape Inner; }
            class C
            {
                int M(object o, int x)
                {
                    if (o is Shape { Sides: > 3 and < 9, Inner: not null } s && x is >= 0 or -7) { return s.Sides; }
                    return o is string { Length: 3 } text ? text.Length : 0;
                }
            }
            """],
        ["switch expression", """
            enum Kind { A, B, C }
            class C
            {
                int M(Kind kind, int x) => kind switch { Kind.A => 1, Kind.B when x > 2 => 2, _ => 3 };
                string N(int x) => x switch { < 0 => "below", 0 => "zero", > 0 => "above" };
            }
            """],
        ["switch on a string", """
            class C
            {
                int M(string s)
                {
                    switch (s)
                    {
                        case "alpha": return 1; case "beta": return 2; case "gamma": return 3; case "delta": return 4;
                        case "epsilon": return 5; case "zeta": return 6; case "eta": return 7; case "theta": return 8;
                        default: return 0;
                    }
                }
            }
            """],
        ["local function", """
            class C
            {
                int M(int x)
                {
                    int captured = x;
                    return Add(1) + Twice(2);
                    int Add(int y) { return captured + y; }
                    static int Twice(int y) => 2 * y;
                }
            }
            """],
        ["closure with a named delegate", """
            delegate int Transform(int value);
            class C
            {
                Transform M(int offset) { int local = offset; return x => x + local; }
                Transform N() => x => 2 * x;
                Transform O() => P;
                static int P(int x) => -x;
            }
            """],
        ["the delegate without parameters", """
            using System;
            class C { Action M(int[] a) => () => a[0]++; void Run(Action action) => action(); }
            """],
        ["field-like event", """
            using System;
            class C
            {
                public event EventHandler Happened;
                void Raise() => Happened?.Invoke(this, EventArgs.Empty);
            }
            """],
        ["init accessor", """
            class C { public int X { get; init; } static C M() => new C { X = 1 }; }
            """],
        ["ref local and ref return", """
            class C
            {
                int[] items = new int[4];
                ref int At(int i) => ref items[i];
                void M() { ref int item = ref At(2); item += 5; ref readonly int seen = ref items[1]; item = seen; }
            }
            """],
        ["in on a static method", """
            struct Point { public int X, Y; }
            class C { static int Sum(in Point p) => p.X + p.Y; int M() { Point p = default; return Sum(p) + Sum(in p); } }
            """],
        ["exception filter", """
            using System;
            class C
            {
                int M(int x)
                {
                    try { return 10 / x; }
                    catch (Exception e) when (e.Message != null && x == 0) { return 0; }
                    finally { x = 1; }
                }
            }
            """],
        ["ref struct and readonly struct", """
            ref struct Cursor { public byte[] Octets; public int At; public readonly int Left => Octets.Length - At; }
            readonly struct Fixed { public readonly int Raw; public Fixed(int raw) { Raw = raw; } public int Whole => Raw >> 8; }
            class C { int M() { Cursor c = new Cursor { Octets = new byte[2] }; return c.Left + new Fixed(512).Whole; } }
            """],
        ["explicit interface implementation", """
            interface ISource { int Read(); int Count { get; } }
            class C : ISource { int ISource.Read() => 1; int ISource.Count => 2; }
            """],
        ["operators", """
            struct Ticks
            {
                public long Value;
                public static Ticks operator +(Ticks a, Ticks b) { a.Value += b.Value; return a; }
                public static bool operator <(Ticks a, Ticks b) => a.Value < b.Value;
                public static bool operator >(Ticks a, Ticks b) => a.Value > b.Value;
                public static implicit operator long(Ticks t) => t.Value;
                public static explicit operator int(Ticks t) => (int)t.Value;
            }
            """],
        ["nullable reference annotations", """
            #nullable enable
            class C { string? text; string M() => text ?? string.Empty; string N(string? s) => s!; }
            """],
        ["jagged array", """
            class C { int M() { int[][] rows = new int[3][]; rows[0] = new[] { 1, 2, 3 }; return rows[0][1]; } }
            """],
        ["static tables", """
            class C
            {
                static readonly ushort[] Table = { 0x0000, 0xC0C1, 0xC181, 0x0140, 0xC301, 0x03C0, 0x0280, 0xC241, 0xC601, 0x06C0 };
                static readonly byte[] Octets = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 };
                static readonly string[] Names = { "a", "b", "c" };
                int M(int i) => Table[i] ^ Octets[i] ^ Names.Length;
            }
            """],
        ["interpolation", """
            class C { string M(int k, string s, double d) => $"{k}:{s} {d:F2} {k,5:X4}"; }
            """],
        ["reflection", """
            using System;
            using System.Reflection;
            class C
            {
                int X() => 1;
                object M() { MethodInfo m = typeof(C).GetMethod("X", BindingFlags.Instance | BindingFlags.NonPublic); return m.Invoke(this, null); }
                string N() => GetType().Name;
            }
            """],
        ["finalizer", """
            class C { static int gone; ~C() { gone++; } }
            """],
        ["plain pointer to a local", """
            unsafe class C
            {
                int M(int x) { int* p = &x; *p += 1; byte* q = (byte*)p; return q[1]; }
                float N(uint bits) => *(float*)&bits;
            }
            """],
        ["unchecked arithmetic, division and narrowing", """
            class C
            {
                int M(int a, int b, long c, double d) => unchecked((int)c) + a / b + a % b + (int)d + (byte)a + (short)c + -a;
                uint N(uint a, ulong b) => a * 31 + (uint)b / 3;
            }
            """],
        ["lock, using, foreach and threads", """
            using System;
            using System.Collections;
            using System.Threading;
            class C : IDisposable
            {
                readonly object gate = new object();
                public void Dispose() { }
                int M(ArrayList list)
                {
                    int sum = 0;
                    using (var c = new C()) { lock (gate) { foreach (object o in list) { sum += (int)o; } } }
                    var t = new Thread(() => sum++); t.Start(); t.Join();
                    using var again = new C();
                    return Interlocked.Increment(ref sum);
                }
            }
            """],
        ["optional and named arguments, params, out variables, throw expressions", """
            using System;
            class C
            {
                int Sum(params int[] values) { int s = 0; foreach (int v in values) { s += v; } return s; }
                int Opt(int a, int b = 2, string c = null) => a + b + (c == null ? 0 : c.Length);
                int M(string s) => int.TryParse(s, out int v) ? v + Sum(1, 2, 3) + Opt(1, c: "x") : throw new ArgumentException(nameof(s));
            }
            """],
        ["a dense switch that fits", """
            class C
            {
                int M(int x)
                {
                    switch (x) { case 0: return 5; case 1: return 3; case 2: return 8; case 3: return 1; case 4: return 9; case 5: return 2; default: return 0; }
                }
            }
            """],
        ["a NUL character that is no string", """
            class C { char M() => '\0'; byte[] N() => new byte[] { 0, 1 }; string O() => "a\\0b"; }
            """],
    ];

    [TestMethod]
    [DynamicData(nameof(Sources))]
    public void CompilesAndPasses(string name, string source)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            Snippet snippet = new(source) { Optimization = optimization };
            Assert.AreEqual(string.Empty, string.Join(Environment.NewLine, snippet.Check()), name);
        }
    }
}
