using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests;

/// <summary>
/// What v1 does not have does not compile. Each row is one frame with one hole: filled with the construct it must give exactly
/// the compiler errors of the row, filled with the control it must compile. So it is the construct that fails, and nothing around it.
/// </summary>
[TestClass]
public class MissingFromV1Tests
{
    private const string InMethod = "using System; class C { object M(int[] a, string s, object o, Array array) { $$; return null; } }";
    private const string InClass = "using System; class C { $$ }";
    private const string AsType = "class C { object M() => typeof($$); }";

    public static IEnumerable<object[]> Types =>
    [
        ["List<T>", AsType, "System.Collections.Generic.List<int>", "System.Collections.ArrayList", "CS0234"],
        ["IEnumerable<T>", AsType, "System.Collections.Generic.IEnumerable<int>", "System.Collections.IEnumerable", "CS0234"],
        ["Span<T>", AsType, "System.Span<byte>", "System.SpanByte", "CS0234"],
        ["ReadOnlySpan<T>", AsType, "System.ReadOnlySpan<byte>", "System.SpanByte", "CS0234"],
        ["IEquatable<T>", AsType, "System.IEquatable<int>", "System.IComparable", "CS0234"],
        ["HashCode", AsType, "System.HashCode", "System.Guid", "CS0234"],
        ["Stopwatch", AsType, "System.Diagnostics.Stopwatch", "System.Diagnostics.Debugger", "CS0234"],
        ["Buffer", AsType, "System.Buffer", "System.BitConverter", "CS0234"],
        ["BinaryPrimitives", AsType, "System.Buffers.Binary.BinaryPrimitives", "System.BitConverter", "CS0234"],
        ["Lazy<T>", AsType, "System.Lazy<int>", "System.Action<int>", "CS0234"],
        ["Volatile", AsType, "System.Threading.Volatile", "System.Threading.Interlocked", "CS0234"],
        ["Semaphore", AsType, "System.Threading.Semaphore", "System.Threading.AutoResetEvent", "CS0234"],
        ["ThreadPool", AsType, "System.Threading.ThreadPool", "System.Threading.Thread", "CS0234"],
        ["Predicate<T>", AsType, "System.Predicate<int>", "System.Func<int, bool>", "CS0234"],
        ["LINQ namespace", "using $$; class C { }", "System.Linq", "System.Collections", "CS0234"],
    ];

    public static IEnumerable<object[]> Language =>
    [
        ["int?", InClass, "int? X() => 1;", "int X() => 1;", "CS0518"],
        ["?. to a value", InMethod, "o = s?.Length ?? 0", "o = s?.Trim() ?? s", "CS0518"],
        ["decimal", InClass, "decimal X(decimal d) => d;", "double X(double d) => d;", "CS0518"],
        ["tuple", InClass, "(int, int) X;", "int X;", "CS8179"],
        ["record", "$$ C { }", "record", "class", "CS0518,CS0656"],
        ["async", InClass, "async void X() { }", "static void X() { }", "CS0518,CS0656"],
        ["yield", "using System.Collections; class C { IEnumerator X() { $$; } }", "yield return 1", "return null", "CS0518,CS0656"],
        ["volatile", InClass, "volatile int X;", "internal int X;", "CS0518"],
        ["[ThreadStatic]", InClass, "[ThreadStatic] static int X;", "[NonSerialized] static int X;", "CS0246"],
        ["index from the end", InMethod, "o = a[^1]", "o = a[1]", "CS0518,CS0656"],
        ["range", InMethod, "o = a[1..2]", "o = a[1]", "CS0518"],
        ["anonymous type", InMethod, "o = new { A = 1 }", "o = new int[] { 1 }", "CS0656"],
        ["LINQ query", InMethod, "o = from x in a select x", "foreach (int x in a) { }", "CS1935"],
        ["covariant return", "class B { public virtual object X() => null; } class C : B { $$ }", "public override string X() => null;", "public override object X() => null;", "CS8830"],
        ["in on a virtual method", InClass, "public virtual void X(in int x) { }", "public static void X(in int x) { }", "CS0518"],
        ["FieldOffset", "using System.Runtime.InteropServices; struct S { $$ public int X; }", "[FieldOffset(0)]", "[System.NonSerialized]", "CS0246"],
    ];

    public static IEnumerable<object[]> Members =>
    [
        ["string.Join", InMethod, """o = string.Join(",", new[] { s })""", "o = string.Concat(new[] { s })", "CS0117"],
        ["string.Replace", InMethod, "o = s.Replace('a', 'b')", "o = s.Substring(0, 1)", "CS1061"],
        ["string.IsNullOrWhiteSpace", InMethod, "o = string.IsNullOrWhiteSpace(s)", "o = string.IsNullOrEmpty(s)", "CS0117"],
        ["char.IsDigit", InMethod, "o = char.IsDigit('1')", "o = '1'.ToUpper()", "CS0117"],
        ["Convert.ToHexString", InMethod, "o = Convert.ToHexString(new byte[1])", "o = Convert.ToBase64String(new byte[1])", "CS0117"],
        ["Enum.Parse", InMethod, """o = Enum.Parse(typeof(DayOfWeek), "Monday")""", "o = DayOfWeek.Monday.ToString()", "CS0117"],
        ["Array.Sort", InMethod, "Array.Sort(array)", "Array.Clear(array, 0, 1)", "CS0117"],
        ["Array.Resize", InMethod, "Array.Resize(ref a, 2)", "Array.Clear(a, 0, 2)", "CS0117"],
        ["Array.Reverse", InMethod, "Array.Reverse(array)", "array.Clone()", "CS0117"],
        ["Array.Empty", InMethod, "o = Array.Empty<int>()", "o = new int[0]", "CS0117"],
        ["Array.Fill", InMethod, "Array.Fill(a, 1)", "Array.IndexOf(a, 1)", "CS0117"],
        ["Interlocked.Add", InMethod, "System.Threading.Interlocked.Add(ref a[0], 1)", "System.Threading.Interlocked.Exchange(ref a[0], 1)", "CS0117"],
        ["Interlocked on long", InMethod, "long l = 0; System.Threading.Interlocked.Increment(ref l)", "int l = 0; System.Threading.Interlocked.Increment(ref l)", "CS1503"],
        ["Monitor.TryEnter", InMethod, "System.Threading.Monitor.TryEnter(o)", "System.Threading.Monitor.Enter(o)", "CS0117"],
        ["Monitor.Wait", InMethod, "System.Threading.Monitor.Wait(o)", "System.Threading.Monitor.Exit(o)", "CS0117"],
    ];

    public static IEnumerable<object[]> LaterLanguage =>
    [
        ["u8", InMethod, "var x = \"a\"u8", "var x = \"a\"", "CS0518"],
        ["required", InClass, "public required int X;", "public readonly int X;", "CS0656"],
        ["static abstract", "interface I { $$ void X(); }", "static abstract", "abstract", "CS8919"],
        ["collection expression to List<T>", InMethod, "System.Collections.Generic.List<int> x = [1]", "int[] x = [1]", "CS0234"],
    ];

    [TestMethod]
    [DynamicData(nameof(Types))]
    public void ATypeThatV1Lacks(string name, string frame, string construct, string control, string errors) =>
        OnlyTheConstructFails(name, frame, construct, control, errors, LanguageVersion.CSharp9);

    [TestMethod]
    [DynamicData(nameof(Language))]
    public void ALanguageFeatureThatNeedsATypeV1Lacks(string name, string frame, string construct, string control, string errors) =>
        OnlyTheConstructFails(name, frame, construct, control, errors, LanguageVersion.CSharp9);

    [TestMethod]
    [DynamicData(nameof(Members))]
    public void AMemberThatV1Lacks(string name, string frame, string construct, string control, string errors) =>
        OnlyTheConstructFails(name, frame, construct, control, errors, LanguageVersion.CSharp9);

    [TestMethod]
    [DynamicData(nameof(LaterLanguage))]
    public void AFeatureAfterCSharp9(string name, string frame, string construct, string control, string errors) =>
        OnlyTheConstructFails(name, frame, construct, control, errors, LanguageVersion.CSharp13);

    private static void OnlyTheConstructFails(string name, string frame, string construct, string control, string errors, LanguageVersion language)
    {
        Snippet refused = new(frame.Replace("$$", construct)) { Language = language };
        Snippet accepted = new(frame.Replace("$$", control)) { Language = language };
        Assert.AreEqual(errors, string.Join(",", refused.Codes()), name);
        Assert.AreEqual(string.Empty, string.Join(",", accepted.Codes()), $"the control of {name}");
    }
}
