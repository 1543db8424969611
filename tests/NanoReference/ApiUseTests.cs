using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sidetap.NanoReference.Tests;

/// <summary>The compiler sees each note of the table as it would see the real assembly's metadata.</summary>
[TestClass]
public class ApiUseTests
{
    private const string Frame = """
        using System; using System.Collections; using System.Device.Gpio; using System.Device.Pwm; using System.IO.Ports;
        using System.Net; using System.Net.Sockets; using Microsoft.Extensions.Logging; using nanoFramework.Networking;
        using TestAssert = nanoFramework.TestFramework.Assert;
        class C
        {
            object M(Socket socket, ILogger log, SerialPort port, GpioPin pin, byte[] b, string s, object o, EndPoint remote)
            {
                $$;
                return o;
            }
        }
        """;

    private const string InClass = "using System; using nanoFramework.TestFramework; $$";

    /// <summary>A statement, and what the compiler says to it; warnings count.</summary>
    public static IEnumerable<object[]> Statements =>
    [
        ["optional integers and doubles", "PwmChannel.CreateFromPin(1)", ""],
        ["an optional parameter by name", "PwmChannel.CreateFromPin(pin: 1, dutyCyclePercentage: 0.1)", ""],
        ["a name that the parameter does not have", "PwmChannel.CreateFromPin(pin: 1, duty: 0.1)", "CS1739"],
        ["a parameter that is not optional", "PwmChannel.CreateFromPin()", "CS7036"],
        ["optional enums", "new SerialPort(\"COM2\")", ""],
        ["an optional default struct", "NetworkHelper.SetupAndConnectNetwork()", ""],
        ["an optional char", "s.PadLeft(3)", ""],
        ["an optional null", "TestAssert.SkipTest()", ""],
        ["params, expanded", "s.Split(' ', ',')", ""],
        ["params, as an array", "s.Split(new[] { ' ' })", ""],
        ["params of an extension method", "log.LogInformation(\"{0} {1}\", 1, 2)", ""],
        ["an extension method on the wrong type", "s.LogInformation(\"x\")", "CS1929"],
        ["out", "int.TryParse(s, out int n)", ""],
        ["out without the word", "int n = 0; int.TryParse(s, n)", "CS1620"],
        ["ref", "socket.ReceiveFrom(b, ref remote)", ""],
        ["ref without the word", "socket.ReceiveFrom(b, remote)", "CS1620"],
        ["an enum's value as a constant", "const int Output = (int)PinMode.Output; const byte Fits = Output + 252; o = Fits", ""],
        ["an enum's value, one too high", "const int Output = (int)PinMode.Output; const byte Fits = Output + 253; o = Fits", "CS0031"],
        ["a constant", "const int Largest = int.MaxValue; o = Largest", ""],
        ["a constant's value", "const int TooMuch = int.MaxValue + 1; o = TooMuch", "CS0220"],
        ["a constant is not assignable", "Math.PI = 3", "CS0131"],
        ["an indexer", "var t = new Hashtable(); t[s] = 1; o = t[s]", ""],
        ["an indexer of a string", "o = s[0]", ""],
        ["an indexer without a setter", "s[0] = 'a'", "CS0200"],
        ["an event", "port.DataReceived += (sender, e) => { }; pin.ValueChanged += (sender, e) => { }", ""],
        ["an event is not called from outside", "port.DataReceived(null, null)", "CS0079"],
        ["obsolete", "TestAssert.True(true)", "CS0612"],
        ["obsolete with an error", "o = DateTimeKind.Local", "CS0619"],
        ["a static class", "o = new Math()", "CS0712"],
        ["an abstract class", "o = new System.IO.Stream()", "CS0144"],
        ["a class without an accessible constructor", "o = new GpioPin()", "CS1729"],
        ["a protected member", "o.MemberwiseClone()", "CS1540"],
        ["a property without a setter", "s.Length = 1", "CS0200"],
        ["a read-only field", "string.Empty = s", "CS0198"],
        ["a struct with state needs a value", "TimeSpan t; o = t", "CS0165"],
        ["an operator", "o = DateTime.UtcNow - TimeSpan.FromSeconds(1) < DateTime.MaxValue", ""],
        ["a conversion operator", "SpanByte span = b; o = span.Length", ""],
        ["contravariance of a delegate", "Action<object> a = x => { }; Action<string> c = a; o = c", ""],
        ["covariance of a delegate", "Func<string> f = () => s; Func<object> g = f; o = g", ""],
        ["no variance the other way", "Action<string> a = x => { }; Action<object> c = a; o = c", "CS0266"],
        ["an interface that a base implements", "IDisposable d = port; d.Dispose()", ""],
    ];

    public static IEnumerable<object[]> Declarations =>
    [
        ["an attribute on its target", "[TestClass] public class T { [TestMethod] public void M() { } }", ""],
        ["an attribute off its target", "[TestMethod] public class T { }", "CS0592"],
        ["an attribute that repeats", "public class T { [DataRow(1)] [DataRow(2)] public void M(int x) { } }", ""],
        ["an attribute that does not repeat", "public class T { [TestMethod] [TestMethod] public void M() { } }", "CS0579"],
        ["a ref struct in a class", "public class T { public SpanByte Span; }", "CS8345"],
        ["a sealed class", "public class T : System.Device.Gpio.GpioPin { }", "CS0509"],
        ["an abstract member", "public class T : System.Text.Encoding { }", "CS0534"],
        ["an override", "public class T : Exception { public override string Message => null; }", ""],
        ["an override of what is not virtual", "public class T : Exception { public override Type GetType() => null; }", "CS0506"],
        ["a finalizer", "public class T { ~T() { } }", ""],
        ["a nested type", "public class T { public System.Net.NetworkInformation.Wireless80211Configuration.ConfigurationOptions Options; }", ""],
    ];

    [TestMethod]
    [DynamicData(nameof(Statements))]
    public void AStatement(string name, string statement, string expected) =>
        Assert.AreEqual(expected, string.Join(",", Errors(Frame.Replace("$$", statement))), name);

    [TestMethod]
    [DynamicData(nameof(Declarations))]
    public void ADeclaration(string name, string declaration, string expected) =>
        Assert.AreEqual(expected, string.Join(",", Errors(InClass.Replace("$$", declaration))), name);

    [TestMethod]
    public void ConditionalCallsVanishUnlessTheSymbolIsDefined()
    {
        Snippet release = new("class C { void M() { System.Diagnostics.Debug.WriteLine(\"seen\"); } }");
        CollectionAssert.DoesNotContain(Strings(release), "seen");
        CollectionAssert.Contains(Strings(release with { Symbols = ["DEBUG"] }), "seen");
    }

    [TestMethod]
    public void TheCallersExpressionIsPassedOn()
    {
        Snippet snippet = new("class C { void M(int total) { nanoFramework.TestFramework.Assert.AreEqual(1, total + 2); } }");
        CollectionAssert.Contains(Strings(snippet with { Language = LanguageVersion.CSharp10 }), "total + 2");
    }

    [TestMethod]
    [DataRow("method\tSystem.Device.Pwm.PwmChannel::CreateFromPin(", "PwmChannel.CreateFromPin(1)", "CS0117")]
    [DataRow("enumvalue\tSystem.Device.Gpio.PinMode::Output\t", "o = PinMode.Output", "CS0117")]
    [DataRow("property\tSystem.String::Length:", "o = s.Length", "CS1061")]
    [DataRow("property\tSystem.String::Chars[", "o = s[0]", "CS0021")]
    [DataRow("event\tSystem.IO.Ports.SerialPort::DataReceived:", "port.DataReceived += null", "CS1061")]
    [DataRow("field\tSystem.String::Empty:", "o = string.Empty", "CS0117")]
    [DataRow("const\tSystem.Math::PI:", "o = Math.PI", "CS0117")]
    [DataRow("ctor\tSystem.Device.Gpio.GpioController::.ctor(", "o = new GpioController()", "CS1729")]
    public void WithoutItsRowAMemberIsGone(string row, string statement, string expected)
    {
        string source = Frame.Replace("$$", statement);
        IReadOnlyList<MetadataReference> without =
            ReferenceSet.FromChangedTable(lines => lines.Where(line => !line.Contains('\t' + row)));
        Assert.AreEqual(string.Empty, string.Join(",", new Snippet(source).Codes()));
        Assert.AreEqual(expected, string.Join(",", new Snippet(source) { References = without }.Codes()));
    }

    /// <summary>Errors and the warnings that the firmware's build makes errors; warnings about the frame's own unused names aside.</summary>
    private static IEnumerable<string> Errors(string source) =>
        new Snippet(source).Codes(DiagnosticSeverity.Warning).Where(code => code is not ("CS0168" or "CS0219" or "CS0649"));

    private static List<string> Strings(Snippet snippet)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(snippet.Image()));
        return
        [
            .. module.GetType("C").Methods.SelectMany(method => method.Body.Instructions)
                .Where(instruction => instruction.OpCode == OpCodes.Ldstr)
                .Select(instruction => (string)instruction.Operand),
        ];
    }
}
