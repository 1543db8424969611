using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Api;
using Sidetap.NanoReference.Generation;

namespace Sidetap.NanoReference.Tests;

/// <summary>A row that is wrong is refused with its line and the reason; nothing is generated from the rest.</summary>
[TestClass]
public class TableReaderTests
{
    /// <summary>A table small enough to see what a row does to it. Assembly B has one class.</summary>
    private static readonly string[] Good =
    [
        "# a comment",
        "*\t\tpublickey\t0024000004\t\t",
        "mscorlib\t\tassembly\t\tversion:1.0.0.0\t",
        "mscorlib\tSystem.Object\tclass\tSystem.Object\t\t",
        "mscorlib\tSystem.ValueType\tclass\tSystem.ValueType : System.Object\tabstract\t",
        "mscorlib\tSystem.Enum\tclass\tSystem.Enum : System.ValueType\tabstract\t",
        "mscorlib\tSystem.Int32\tstruct\tSystem.Int32\t\t",
        "B\t\tassembly\tmscorlib\tversion:1.2.3.4\t",
        "B\tN.C\tclass\tN.C : System.Object\t\t",
    ];

    public static IEnumerable<object[]> BadRows =>
    [
        ["five columns", "B\tN.C\tmethod\tN.C::M():System.Void\t", "5 columns"],
        ["blanks for tabs", "B N.C method N.C::M():System.Void", "1 columns"],
        ["unknown kind", "B\tN.C\tmethd\tN.C::M():System.Void\t\t", "'methd' is not a kind"],
        ["unknown note", "B\tN.C\tmethod\tN.C::M():System.Void\tstatik\t", "'statik' is not a note"],
        ["unknown accessor", "B\tN.C\tproperty\tN.C::P:System.Int32\tgot;\t", "'got;' is not a note"],
        ["property without accessors", "B\tN.C\tproperty\tN.C::P:System.Int32\t\t", "a property needs"],
        ["method without a return type", "B\tN.C\tmethod\tN.C::M()\t\t", "does not read as a method"],
        ["method without brackets", "B\tN.C\tmethod\tN.C::M:System.Void\t\t", "does not read as a method"],
        ["field with brackets", "B\tN.C\tfield\tN.C::F():System.Int32\t\t", "does not read as a field"],
        ["signature of another type", "B\tN.C\tmethod\tN.D::M():System.Void\t\t", "does not read as a method of N.C"],
        ["constructor with another name", "B\tN.C\tctor\tN.C::C():System.Void\t\t", "does not read as a ctor"],
        ["names missing", "B\tN.C\tmethod\tN.C::M(System.Int32):System.Void\t\t", "1 parameters in the signature, 0 in the column of names"],
        ["names too many", "B\tN.C\tmethod\tN.C::M():System.Void\t\tx", "0 parameters in the signature, 1 in the column of names"],
        ["note about a parameter that is not there", "B\tN.C\tmethod\tN.C::M(System.Int32):System.Void\topt:1=2\tx", "parameter 1"],
        ["type of an unknown assembly", "X\tN.D\tclass\tN.D : System.Object\t\t", "no row of kind assembly for 'X'"],
        ["member of an unknown type", "B\tN.D\tmethod\tN.D::M():System.Void\t\t", "no row for the type 'N.D'"],
        ["type with another's signature", "B\tN.D\tclass\tN.E : System.Object\t\t", "the signature should read 'N.D'"],
        ["class without a base", "B\tN.D\tclass\tN.D\t\t", "a class names its base"],
        ["row twice", "B\tN.C\tclass\tN.C : System.Object\t\t", "twice"],
        ["type twice", "B\tN.C\tstruct\tN.C\t\t", "a second type called 'N.C'"],
        ["assembly twice", "B\t\tassembly\t\tversion:1.2.3.4\t", "a second row of kind assembly"],
        ["assembly without a version", "X\t\tassembly\tmscorlib\t\t", "needs the note version"],
        ["version of two numbers", "X\t\tassembly\tmscorlib\tversion:1.2\t", "'1.2' is not a version"],
        ["public key that is no hexadecimal", "*\t\tpublickey\txyz\t\t", "hex"],
        ["reference to an unknown assembly", "X\t\tassembly\tNowhere\tversion:1.0.0.0\t", "the referenced assembly 'Nowhere' has no row"],
        ["unknown parameter type", "B\tN.C\tmethod\tN.C::M(N.Nothing):System.Void\t\tx", "'N.Nothing' is neither in B nor in an assembly that it references"],
        ["unknown base", "B\tN.D\tclass\tN.D : N.Nothing\t\t", "'N.Nothing' is neither in B"],
        ["nested in nothing", "B\tN.X/Y\tclass\tN.X/Y : System.Object\t\t", "no row for the type around 'N.X/Y'"],
        ["constant without a value", "B\tN.C\tconst\tN.C::K:System.Int32\t\t", "a const needs the note value="],
        ["constant that does not fit", "B\tN.C\tconst\tN.C::K:System.Int32\tvalue=2147483648\t", "'2147483648' is not a value of System.Int32"],
        ["constant that is no number", "B\tN.C\tconst\tN.C::K:System.Int32\tvalue=many\t", "'many' is not a value of System.Int32"],
        ["default that is no value", "B\tN.C\tmethod\tN.C::M(System.Int32):System.Void\topt:0=\"a\"\tx", "is not a value of System.Int32"],
        ["enum without an integer", "B\tN.E\tenum\tN.E\t\t", "no row of kind underlying"],
        ["type parameter of a type without any", "B\tN.C\tmethod\tN.C::M(!0):System.Void\t\tx", "'!0' is not a parameter of this type"],
        ["usage that is no number", "B\tN.D\tclass\tN.D : System.Object\tusage:all\t", "'usage:all' is not a note"],
    ];

    [TestMethod]
    public void TheGoodTableIsGood()
    {
        using TemporaryFolder folder = new();
        Assert.AreEqual(2, ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(Write(folder, Good))).Count);
    }

    [TestMethod]
    [DynamicData(nameof(BadRows))]
    public void ABadRowIsRefusedWithItsLine(string name, string row, string reason)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, [.. Good, string.Empty, row]);
        ApiTableException refusal = Assert.ThrowsExactly<ApiTableException>(() => ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(path)), name);
        Assert.AreEqual(Good.Length + 2, refusal.Line, name);
        StringAssert.Contains(refusal.Reason, reason, name);
        StringAssert.StartsWith(refusal.Message, $"{path}({Good.Length + 2}): error SNR900: ", name);
    }

    [TestMethod]
    public void ATableWithoutAPublicKeyIsRefused()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, [.. Good.Where(line => !line.Contains("publickey"))]);
        StringAssert.Contains(Assert.ThrowsExactly<ApiTableException>(() => ApiTableReader.Read(path)).Reason, "publickey");
    }

    [TestMethod]
    public void RowsMayComeInAnyOrder()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, [.. Good.Reverse()]);
        Assert.AreEqual(2, ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(path)).Count);
    }

    private static string Write(TemporaryFolder folder, string[] lines)
    {
        string path = folder.File("table.tsv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
