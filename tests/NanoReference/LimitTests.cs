using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Tests;

/// <summary>The limits that are numbers: the last value that passes and the first that is refused.</summary>
[TestClass]
public class LimitTests
{
    [TestMethod]
    [DataRow(255, "")]
    [DataRow(256, "SNR009 line 5")]
    public void CasesOfOneJumpTable(int cases, string expected)
    {
        StringBuilder body = new("class C\n{\nint M(int x)\n{\nswitch (x)\n{\n");
        for (int i = 0; i < cases; i++)
        {
            body.Append($"case {i}: return {(i * 7919) % 1009};\n");
        }

        Expect(expected, body.Append("}\nreturn -1;\n}\n}").ToString(), OptimizationLevel.Debug);
    }

    [TestMethod]
    public void ManySparseCasesNeedNoJumpTable()
    {
        StringBuilder body = new("class C { int M(int x) { switch (x) {\n");
        for (int i = 0; i < 300; i++)
        {
            body.Append($"case {i * 1000}: return {i};\n");
        }

        Expect(string.Empty, body.Append("} return -1; } }").ToString());
    }

    [TestMethod]
    [DataRow(250, "")]
    [DataRow(251, "SNR010 line 3")]
    public void Locals(int count, string expected)
    {
        StringBuilder body = new("class C\n{\nvoid M(int x)\n{\n");
        for (int i = 0; i < count; i++)
        {
            body.Append($"int local{i} = x;\n");
        }

        // An optimising compiler would drop these.
        Expect(expected, body.Append("}\n}").ToString(), OptimizationLevel.Debug);
    }

    [TestMethod]
    [DataRow("field = 1;", "")]
    [DataRow("field = 100;", "SNR011 line 4")]
    public void OctetsOfCode(string last, string expected)
    {
        // A store of 1 takes six octets, of 100 seven; the return takes one: 5461 stores are one octet short of 32 KB.
        StringBuilder body = new("class C\n{\nstatic int field;\nvoid M()\n{\n");
        for (int i = 0; i < 5460; i++)
        {
            body.Append("field = 1;\n");
        }

        Expect(expected, body.Append(last).Append("\n}\n}").ToString());
    }

    [TestMethod]
    [DataRow("static void M$()", 255, "")]
    [DataRow("static void M$()", 256, "SNR012 line 2")]
    [DataRow("void M$()", 254, "")]
    [DataRow("void M$()", 255, "SNR012 line 2")]
    [DataRow("virtual public void M$()", 255, "")]
    [DataRow("virtual public void M$()", 256, "SNR012 line 2")]
    public void MethodsOfOneKind(string declaration, int count, string expected)
    {
        // The constructor that the compiler adds is an instance method too.
        StringBuilder body = new("\nclass C\n{\n");
        for (int i = 0; i < count; i++)
        {
            body.Append(declaration.Replace("$", i.ToString())).Append(" { }\n");
        }

        Expect(expected, body.Append('}').ToString());
    }

    [TestMethod]
    [DataRow("public int", 255, "")]
    [DataRow("public int", 256, "SNR012 line 2")]
    [DataRow("public static int", 256, "SNR012 line 2")]
    [DataRow("public const int", 300, "")]
    public void FieldsOfOneKind(string declaration, int count, string expected)
    {
        StringBuilder body = new("\nclass C\n{\n");
        for (int i = 0; i < count; i++)
        {
            body.Append($"{declaration} f{i} = 1;\n");
        }

        Expect(expected, body.Append('}').ToString());
    }

    [TestMethod]
    public void ArrayInitialisersDoNotCount()
    {
        StringBuilder body = new("class C\n{\nobject M(int x)\n{\nswitch (x)\n{\n");
        for (int i = 0; i < 300; i++)
        {
            body.Append($"case {i * 1000}: return new int[] {{ {i}, 2, 3, 4, 5, 6 }};\n");
        }

        Expect(string.Empty, body.Append("}\nreturn null;\n}\n}").ToString());
    }

    private static void Expect(string expected, string source, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        IReadOnlyList<Finding> findings = new Snippet(source) { Optimization = optimization }.Check();
        IEnumerable<string> actual = findings.Select(finding => $"{finding.Rule.Code} line {finding.Position.Line}");
        Assert.AreEqual(expected, string.Join(", ", actual));
    }
}
