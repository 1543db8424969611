using Microsoft.CodeAnalysis.Emit;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Tests;

/// <summary>The tool from its arguments to its exit code, in process.</summary>
[TestClass]
public class CommandLineTests
{
    private const string Bad = "class C\n{\n    int[,] grid;\n    object M() => grid;\n}";
    private const string Fine = "class C\n{\n    int[][] grid;\n    object M() => grid;\n}";

    [TestMethod]
    [DataRow(DebugInformationFormat.PortablePdb)]
    [DataRow(DebugInformationFormat.Embedded)]
    public void CheckPrintsFindingsInTheBuildsFormat(DebugInformationFormat pdb)
    {
        using TemporaryFolder folder = new();
        string assembly = new Snippet(Bad) { Pdb = pdb }.CompileInto(folder);
        (int exit, string output, string error) = Run("check", assembly);
        string source = folder.File(Snippet.FileName);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(ExitCode.Findings, exit);
        Assert.AreEqual(string.Empty, error);
        Assert.AreEqual(2, lines.Length, output);
        Rule rule = Rules.MultiDimensionalArray;
        Assert.AreEqual($"{source}(3,12): error SNR005: int[,]: {rule.Title} {rule.Reason}; {rule.Remedy}", lines[0].TrimEnd());
        StringAssert.StartsWith(lines[1], $"{source}(4,19): error SNR005: ");
    }

    [TestMethod]
    public void CheckSaysNothingWhenThereIsNothing()
    {
        using TemporaryFolder folder = new();
        Assert.AreEqual((ExitCode.Ok, string.Empty, string.Empty), Run("check", new Snippet(Fine).CompileInto(folder)));
    }

    [TestMethod]
    public void WithoutSymbolsTheFindingNamesTheAssembly()
    {
        using TemporaryFolder folder = new();
        string assembly = new Snippet(Bad).CompileInto(folder);
        string expected = $"{assembly}: error SNR005: ";
        StringAssert.StartsWith(Run("check", assembly, "--pdb", "none").Output, expected);
        File.Delete(folder.File("Snippet.pdb"));
        (int exit, string output, _) = Run("check", assembly);
        Assert.AreEqual(ExitCode.Findings, exit);
        StringAssert.StartsWith(output, expected);
    }

    [TestMethod]
    public void WithoutTheSourceAStatementKeepsItsLine()
    {
        using TemporaryFolder folder = new();
        string assembly = new Snippet(Bad).CompileInto(folder);
        File.Delete(folder.File(Snippet.FileName));
        StringAssert.Contains(Run("check", assembly).Output, $"{Snippet.FileName}(4,19): error SNR005: ");
    }

    [TestMethod]
    public void SymbolsOfAnotherBuildAreRefused()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder other = new();
        string assembly = new Snippet(Bad).CompileInto(folder);
        new Snippet(Fine).CompileInto(other);
        File.Copy(other.File("Snippet.pdb"), folder.File("Snippet.pdb"), overwrite: true);
        AssertBadInput(Run("check", assembly), "belongs to another build");
    }

    [TestMethod]
    public void GenerateWritesTheAssemblies()
    {
        using TemporaryFolder folder = new();
        string[] arguments = ["generate", "--api", Repository.ApiTable, "--out", folder.Path];
        Assert.AreEqual((ExitCode.Ok, "36 written, 0 unchanged", string.Empty), Run(arguments));
        Assert.AreEqual((ExitCode.Ok, "0 written, 36 unchanged", string.Empty), Run(arguments));
        CollectionAssert.AreEqual(ReferenceSet.Images["mscorlib"], File.ReadAllBytes(folder.File("mscorlib.dll")));
    }

    [TestMethod]
    public void GenerateRefusesABadTableAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        string table = folder.File("table.tsv");
        string output = folder.File("out");
        File.WriteAllLines(table, File.ReadLines(Repository.ApiTable).Append("mscorlib\tSystem.Object\tmethod\tSystem.Object::M(\t\t"));
        int line = File.ReadLines(table).Count();
        AssertBadInput(Run("generate", "--api", table, "--out", output), $"{table}({line}): error SNR900: ");
        Assert.IsFalse(Directory.Exists(output));
    }

    [TestMethod]
    public void WrongUseIsOneLineAndExitCode2()
    {
        using TemporaryFolder folder = new();
        string text = folder.File("text.dll");
        File.WriteAllText(text, "not an assembly");
        AssertBadInput(Run(), "Required command");
        AssertBadInput(Run("chekc"), "chekc");
        AssertBadInput(Run("check"), "ASSEMBLY");
        AssertBadInput(Run("check", text, "--pdb", "perhaps"), "perhaps");
        AssertBadInput(Run("generate", "--api", Repository.ApiTable), "--out");
        AssertBadInput(Run("check", folder.File("missing.dll")), "there is no such file");
        AssertBadInput(Run("check", text), "not a .NET assembly");
        AssertBadInput(Run("generate", "--api", folder.File("missing.tsv"), "--out", folder.Path), "there is no such file");
        AssertBadInput(Run("generate", "--api", Repository.ApiTable, "--out", text), "text.dll");
    }

    [TestMethod]
    [DataRow("--help", "generate")]
    [DataRow("check --help", "--pdb")]
    [DataRow("generate --help", "--api")]
    public void HelpListsWhatThereIs(string arguments, string expected)
    {
        (int exit, string output, string error) = Run(arguments.Split(' '));
        Assert.AreEqual((ExitCode.Ok, string.Empty), (exit, error));
        StringAssert.Contains(output, expected);
    }

    [TestMethod]
    public void TheReadmeHasTheRulesOfTheTool()
    {
        (int exit, string table, _) = Run("rules");
        string readme = File.ReadAllText(Path.Combine(Repository.ToolFolder, "README.md")).ReplaceLineEndings("\n");
        Assert.AreEqual(ExitCode.Ok, exit);
        StringAssert.Contains(readme, table.ReplaceLineEndings("\n"), "Copy the output of 'nano-reference rules' into README.md.");
    }

    [TestMethod]
    public void EveryRuleHasItsOwnCodeAndText()
    {
        Assert.AreEqual(Rules.All.Count, Rules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.AreEqual(Rules.All.Count, Rules.All.Select(rule => rule.Title).Distinct().Count());
        CollectionAssert.AreEqual(Rules.All.Select(rule => rule.Code).Order().ToArray(), Rules.All.Select(rule => rule.Code).ToArray());
    }

    private static void AssertBadInput((int Exit, string Output, string Error) result, string expected)
    {
        Assert.AreEqual(ExitCode.BadInput, result.Exit, expected);
        Assert.AreEqual(string.Empty, result.Output, expected);
        StringAssert.Contains(result.Error, expected);
        Assert.IsFalse(result.Error.Contains('\n'), result.Error);
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = CommandLine.Run(arguments, output, error);
        return (exit, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }
}
