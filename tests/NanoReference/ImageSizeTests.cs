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
        Assert.AreEqual((true, string.Empty), Report(path, null));
        Assert.AreEqual((true, string.Empty), Report(path, total));
        (bool isWithin, string errors) = Report(path, total - 1);
        Assert.IsFalse(isWithin);
        StringAssert.StartsWith(errors, $"{path}: error SNR023: the image will have some {total} octets; the budget is {total - 1}");
    }

    // RVAs have 16 bits: 65,535 octets of code are what an assembly can have.
    [TestMethod]
    public void MoreCodeThanAnAssemblyCanHaveIsAnErrorWhateverTheBudget()
    {
        using TemporaryFolder folder = new();
        string methods = string.Concat(Enumerable.Range(0, 12).Select(i => $"static int M{i}(int x) {{ {string.Concat(Enumerable.Repeat("x = x * 1234567 + 7;", 800))} return x; }}"));
        string path = new Snippet($"class C {{ {methods} }}") { Optimization = OptimizationLevel.Release }.CompileInto(folder);
        Assert.IsTrue(ImageSize.Of(path).Code > ImageSize.TableLimit);
        (bool isWithin, string errors) = Report(path, 1000000);
        Assert.IsFalse(isWithin);
        StringAssert.Contains(errors, "divide the assembly");
        Assert.AreEqual((true, string.Empty), Report(path, null), "Without a limit it is told, and nothing is refused.");
    }

    private static (bool IsWithin, string Errors) Report(string path, int? limit)
    {
        SizeReport report = new(path, ImageSize.Of(path), limit);
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
