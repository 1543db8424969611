using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Size;

namespace Sidetap.NanoReference.Tests;

/// <summary>The estimate of an image is made of what the device's format has: counted by hand here.</summary>
[TestClass]
public class ImageSizeTests
{
    [TestMethod]
    public void CodeIsCountedAsTheDeviceHasIt()
    {
        // ldarg.0 brfalse.s ldstr(1+2) ret | ldnull ret: tokens take 2 octets instead of 4, a short branch stays.
        const string With = "class C { string M(bool b) { if (b) { return \"text\"; } return null; } }";
        const string Without = "class C { string M(bool b) { return null; } }";
        Assert.AreEqual(1 + 2 + 3 + 1, Of(With).Code - Of(Without).Code);
        Assert.AreEqual(5, Of(With).Strings - Of(Without).Strings, "text and its end");
    }

    [TestMethod]
    public void AFieldAndAMethodAreRecordsAndAConstantIsNothing()
    {
        const string Bare = "class C { int a; }";
        Assert.AreEqual(8, Of("class C { int a; int b; }").Tables - Of(Bare).Tables);
        Assert.AreEqual(0, Of("class C { int a; const int B = 5; }").Total - Of(Bare).Total);
        ImageSize method = Of("class C { int a; void M() { } }");
        Assert.AreEqual(16, method.Tables - Of(Bare).Tables);
        Assert.AreEqual(1, method.Code - Of(Bare).Code, "ret");
        Assert.AreEqual(2, method.Strings - Of(Bare).Strings);
    }

    [TestMethod]
    public void TheContentsOfATableAreInIt()
    {
        const string Table = "class C {{ static readonly byte[] T = new byte[] {{ {0} }}; }}";
        int forty = Of(string.Format(Table, string.Join(',', Enumerable.Repeat("1", 40)))).Signatures;
        int hundred = Of(string.Format(Table, string.Join(',', Enumerable.Repeat("1", 100)))).Signatures;
        Assert.AreEqual(60, hundred - forty);
    }

    [TestMethod]
    public void WhatIsTooLargeIsAnError()
    {
        using TemporaryFolder folder = new();
        string path = new Snippet("class C { }") { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        int total = ImageSize.Of(path).Total;
        Assert.AreEqual((true, string.Empty), Report(null, path));
        Assert.AreEqual((true, string.Empty), Report(total, path));
        (bool isWithin, string errors) = Report(total - 1, path);
        Assert.IsFalse(isWithin);
        StringAssert.StartsWith(errors, $"{path}: error SNR023: the image will have some {total} octets; the budget is {total - 1}");
    }

    [TestMethod]
    public void AnImageIsTheSumOfItsAssemblies()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder other = new();
        string application = new Snippet("class C { int M() { return 5; } }") { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        string library = new Snippet("class Library { int a; }") { Optimization = OptimizationLevel.Release }.CompileInto(other);
        int total = ImageSize.Of(application).Total + ImageSize.Of(library).Total;
        Assert.AreEqual((true, string.Empty), Report(total, application, library));
        (bool isWithin, string errors) = Report(total - 1, application, library);
        Assert.IsFalse(isWithin);
        StringAssert.StartsWith(errors, $"{application}: error SNR023: the image will have some {total} octets");
        (int exit, string output) = Size(application, library);
        Assert.AreEqual(ExitCode.Ok, exit);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(3, lines.Length, output);
        Assert.AreEqual($"2 assemblies: some {total} octets", lines[2].Trim());
    }

    // Where a method's code and a string begins has 16 bits: 65,535 octets of each are what an assembly can have.
    [TestMethod]
    [DataRow("code")]
    [DataRow("strings")]
    public void MoreThanAnAssemblyCanHaveIsAnErrorWhateverTheBudget(string section)
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder other = new();
        string statement = section == "code" ? "x = x * 1234567 + 7;" : string.Empty;
        string methods = string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"static int M{i}(int x) {{ {string.Concat(Enumerable.Repeat(statement, 800))} return x; }} static string S{i}() {{ return \"{i}{new string('s', section == "code" ? 1 : 6000)}\"; }}"));
        string path = new Snippet($"class C {{ {methods} }}") { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        string fine = new Snippet("class C { }") { Optimization = OptimizationLevel.Release }.CompileInto(other);
        ImageSize size = ImageSize.Of(path);
        Assert.AreEqual(section == "code", size.Code > ImageSize.TableLimit);
        Assert.AreEqual(section == "strings", size.Strings > ImageSize.TableLimit);
        (bool isWithin, string errors) = Report(1000000, path);
        Assert.IsFalse(isWithin);
        StringAssert.StartsWith(errors, $"{path}: error SNR023: {section}: ");
        StringAssert.Contains(errors, "divide the assembly");
        Assert.IsFalse(Report(null, path).IsWithin, "It needs no budget.");

        // As a board's build asks: it ends when one of an image's assemblies can't be.
        (int exit, string output) = Size(fine, path);
        Assert.AreEqual(ExitCode.Findings, exit);
        StringAssert.Contains(output, $"{path}: error SNR023: {section}: ");
    }

    [TestMethod]
    public void TheBuildOfEveryDeviceAssemblyEndsWhenItsSizeIsRefused()
    {
        XDocument targets = XDocument.Load(Path.Combine(Repository.ToolFolder, "Boards", "Board.targets"));
        XElement target = targets.Descendants("Target").Single(element => (string?)element.Attribute("Name") == "EstimateImage");
        Assert.AreEqual("Build", (string?)target.Attribute("AfterTargets"));
        XElement exec = target.Elements("Exec").Single();
        StringAssert.Contains((string)exec.Attribute("Command")!, " size @(ImagePart->");
        Assert.AreEqual("SizeExitCode", (string?)exec.Elements("Output").Single().Attribute("PropertyName"));
        Assert.AreEqual("'$(SizeExitCode)' != '0'", (string?)target.Elements("Error").Single().Attribute("Condition"));
    }

    private static (int Exit, string Output) Size(params string[] paths)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = CommandLine.Run(["size", .. paths], output, error);
        Assert.AreEqual(string.Empty, error.ToString());
        return (exit, output.ToString());
    }

    private static (bool IsWithin, string Errors) Report(int? limit, params string[] paths)
    {
        SizeReport report = new([.. paths.Select(path => (path, ImageSize.Of(path)))], limit);
        using StringWriter output = new();
        report.Print(output);
        return (report.IsWithin, string.Join('\n', output.ToString().Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal))));
    }

    private static ImageSize Of(string source)
    {
        using TemporaryFolder folder = new();
        return ImageSize.Of(new Snippet(source) { Optimization = OptimizationLevel.Release }.CompileInto(folder));
    }
}
