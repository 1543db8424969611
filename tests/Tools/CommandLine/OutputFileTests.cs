using Sidetap.Decoding.Pcap;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary>Verbs that write a file treat what is there in the same way.</summary>
[TestClass]
public sealed class OutputFileTests
{
    private const string Old = "somebody's";

    public static IEnumerable<object[]> Verbs =>
    [
        ["profile compile agv -o OUT"],
        ["model export agv --format csv -o OUT"],
        ["log IN --export csv -o OUT"],
        ["conformance payload --profile agv --pcap IN --report OUT"],
    ];

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void AFileThatIsThereStays(string verb)
    {
        using TemporaryFile input = Capture();
        using TemporaryFile output = new("somebody's"u8.ToArray(), ".out");
        Run(verb, input, output.Path).CheckFailed(ExitCode.BadInput, $"{output.Path} is there already; name another file, or add --force to write over it");
        Assert.AreEqual(Old, File.ReadAllText(output.Path));
    }

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void ForceWritesOverIt(string verb)
    {
        using TemporaryFile input = Capture();
        using TemporaryFile output = new("somebody's"u8.ToArray(), ".out");
        CommandRun run = Run($"{verb} --force", input, output.Path);
        bool isNothingFound = verb.StartsWith("conformance", StringComparison.Ordinal); // then there is no report either
        Assert.AreEqual(isNothingFound, File.ReadAllText(output.Path) == Old, run.Error);
        Assert.DoesNotContain("is there already", run.Error);
    }

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void NothingIsWrittenOverItsInput(string verb)
    {
        using TemporaryFile input = Capture();
        using TemporaryFile profile = new(File.ReadAllBytes(ProfilePath()), ".json");
        byte[] before = File.ReadAllBytes(verb.Contains("IN", StringComparison.Ordinal) ? input.Path : profile.Path);
        string output = verb.Contains("IN", StringComparison.Ordinal) ? input.Path : profile.Path;
        Run(verb.Replace(" agv ", $" {profile.Path} ", StringComparison.Ordinal) + " --force", input, output)
            .CheckFailed(ExitCode.BadInput, "is the input; name another output file");
        CollectionAssert.AreEqual(before, File.ReadAllBytes(output));
    }

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void AFolderThatIsNotThereIsTold(string verb)
    {
        using TemporaryFile input = Capture();
        string output = Path.Combine(Path.GetTempPath(), $"sidetap-{Guid.NewGuid():N}", "x.out");
        Run(verb, input, output).CheckFailed(ExitCode.BadInput, "there is no folder ");
    }

    [TestMethod]
    public void ACompiledProfileIsCompiledAgain()
    {
        using TemporaryFile output = new([], ".stp");
        Assert.AreEqual(ExitCode.Ok, CommandRun.Of("profile", "compile", "agv", "-o", output.Path).ExitCode);
        CommandRun again = CommandRun.Of("profile", "compile", "agv", "--descriptions", "-o", output.Path);
        Assert.AreEqual(ExitCode.Ok, again.ExitCode, again.Error);
    }

    [TestMethod]
    public void ALogOfNoCaptureLeavesNoFile()
    {
        using TemporaryFile input = new("no capture"u8.ToArray());
        string output = input.Path + ".csv";
        CommandRun.Of("log", input.Path, "--export", "csv", "-o", output).CheckFailed(ExitCode.BadInput, input.Path);
        Assert.IsFalse(File.Exists(output));
    }

    private static CommandRun Run(string verb, TemporaryFile input, string output) =>
        CommandRun.Of([.. verb.Split(' ').Select(word => word == "IN" ? input.Path : word == "OUT" ? output : word)]);

    private static string ProfilePath([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "profiles", "agv.json");

    /// <summary>A capture of nothing.</summary>
    private static TemporaryFile Capture()
    {
        using MemoryStream stream = new();
        using (PcapWriter writer = new(stream))
        {
        }

        return new TemporaryFile(stream.ToArray());
    }
}
