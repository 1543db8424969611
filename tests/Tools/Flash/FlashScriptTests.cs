using System.Management.Automation.Language;
using System.Text.Json;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Flash;

/// <summary>flash.ps1 in PowerShell's engine, against a nanoff and a dotnet that write down what they are called with.</summary>
[TestClass]
public sealed class FlashScriptTests
{
    private const string Script = "flash.ps1";
    private const string Bin = "boards/esp32/bin/Release/Sidetap.bin";
    private static readonly string[] Esp32 = ["-Board", "esp32", "-Port", "/dev/ttyUSB0"];

    // What PowerShell 7 has and 5.1 has not (about_Operators, about_Pipeline_Chain_Operators).
    private static readonly TokenKind[] New =
    [
        TokenKind.AndAnd, TokenKind.OrOr, TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot, TokenKind.QuestionLBracket,
        TokenKind.Clean,
    ];

    // Commands that both have, with the parameters that both have.
    private static readonly string[] Commands = ["ConvertFrom-Json", "ForEach-Object", "Get-Command", "Set-StrictMode", "Where-Object", "Write-Host"];
    private static readonly string[] Parameters = ["Name", "CommandType", "ErrorAction", "Version"];

    [TestMethod]
    public void TheScriptIsWhatBothPowerShellsHave()
    {
        ScriptBlockAst script = Parser.ParseFile(Repository.PathOf(Script), out Token[] tokens, out ParseError[] errors);
        Assert.IsEmpty(errors);
        Assert.AreEqual(new Version(5, 1), script.ScriptRequirements.RequiredPSVersion);
        Token[] refused = [.. tokens.Where(token => New.Contains(token.Kind))];
        Assert.IsEmpty(refused, string.Join(", ", refused.Select(token => $"{token.Extent.StartLineNumber}: {token.Text}")));
        string[] own = [.. script.FindAll(ast => ast is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>().Select(function => function.Name)];
        string[] called =
        [
            .. script.FindAll(ast => ast is CommandAst, true).Cast<CommandAst>()
                .Where(command => command.InvocationOperator == TokenKind.Unknown).Select(command => command.GetCommandName()).Distinct(),
        ];
        Assert.IsEmpty(called.Except(own).Except(Commands).ToArray(), string.Join(", ", called));
        string[] given =
        [
            .. script.FindAll(ast => ast is CommandParameterAst, true).Cast<CommandParameterAst>().Select(parameter => parameter.ParameterName).Distinct(),
        ];
        Assert.IsEmpty(given.Except(Parameters).ToArray(), string.Join(", ", given));
    }

    /// <summary>Windows PowerShell reads a file without a byte order mark as ANSI; the repository's rule for .ps1 is CRLF.</summary>
    [TestMethod]
    public void TheScriptIsAsciiWithCrLf()
    {
        string text = File.ReadAllText(Repository.PathOf(Script));
        Assert.IsTrue(text.All(char.IsAscii));
        Assert.AreEqual(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [TestMethod]
    public void ABoardGetsClrApplicationAndFilesInThisOrder()
    {
        using FlashBench bench = new();
        string image = bench.Add(Bin);
        string settings = bench.Add("a box.json");
        (int exitCode, string output, string error) = bench.Run([.. Esp32, "-Settings", "a box.json", "-Profile", "cnc-machine-tool"]);
        Assert.AreEqual(0, exitCode, output + error);
        string work = bench.PathOf("artifacts/flash/esp32");
        string tool = bench.PathOf("tools/Sidetap");
        Assert.AreEqual(
            string.Join(
                '\n',
                $"dotnet|run|--project|{tool}|--configuration|Release|--|settings|compile|{settings}|--output|{work}/settings.a",
                $"dotnet|run|--project|{tool}|--configuration|Release|--|profile|compile|cnc-machine-tool|--record|--output|{work}/profile.a",
                "nanoff|--target|ESP32_PSRAM_REV0|--serialport|/dev/ttyUSB0|--update",
                $"nanoff|--target|ESP32_PSRAM_REV0|--serialport|/dev/ttyUSB0|--deploy|--image|{image}",
                $"nanoff|--filedeployment|{work}/files.json",
                "nanoff|--nanodevice|--serialport|/dev/ttyUSB0|--devicedetails"),
            string.Join('\n', bench.Calls));
        using JsonDocument files = JsonDocument.Parse(bench.Files);
        Assert.AreEqual("/dev/ttyUSB0", files.RootElement.GetProperty("serialport").GetString());
        string[] copies = [.. files.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("DestinationFilePath").GetString()!)];
        CollectionAssert.AreEqual((string[])["I:\\settings.a", "I:\\settings.b", "I:\\profile.a", "I:\\profile.b"], copies);
        Assert.IsFalse(Directory.Exists(work), "the passwords are still there");
        Assert.Contains("done: esp32 answers at /dev/ttyUSB0", output);
    }

    /// <summary>The loader in the application's place, and the image's slot on the drive, its record last.</summary>
    [TestMethod]
    public void ABoxThatIsUpdatedOverTheAirGetsLoaderAndSlot()
    {
        using FlashBench bench = new();
        bench.Add(Bin);
        string loader = bench.Add("boards/loader/bin/Release/Sidetap.Loader.bin");
        string image = bench.Add("app.img");
        string settings = bench.Add("box.json");
        (int exitCode, string output, string error) = bench.Run([.. Esp32, "-Settings", "box.json", "-Updatable", "app.img"]);
        Assert.AreEqual(0, exitCode, output + error);
        string work = bench.PathOf("artifacts/flash/esp32");
        string tool = bench.PathOf("tools/Sidetap");
        Assert.AreEqual(
            string.Join(
                '\n',
                $"dotnet|run|--project|{tool}|--configuration|Release|--|settings|compile|{settings}|--output|{work}/settings.a",
                $"dotnet|run|--project|{tool}|--configuration|Release|--|image|slot|{image}|--output|{work}/slot|--force",
                "nanoff|--target|ESP32_PSRAM_REV0|--serialport|/dev/ttyUSB0|--update",
                $"nanoff|--target|ESP32_PSRAM_REV0|--serialport|/dev/ttyUSB0|--deploy|--image|{loader}",
                $"nanoff|--filedeployment|{work}/files.json",
                "nanoff|--nanodevice|--serialport|/dev/ttyUSB0|--devicedetails"),
            string.Join('\n', bench.Calls));
        using JsonDocument files = JsonDocument.Parse(bench.Files);
        (string, string)[] copies =
        [
            .. files.RootElement.GetProperty("files").EnumerateArray().Select(file => (file.GetProperty("DestinationFilePath").GetString()!, file.GetProperty("SourceFilePath").GetString()!)),
        ];
        CollectionAssert.AreEqual(
            ((string, string)[])[
                ("I:\\settings.a", $"{work}/settings.a"), ("I:\\settings.b", $"{work}/settings.b"), ("I:\\slot-a.000", $"{work}/slot/slot-a.000"),
                ("I:\\slot-a.001", $"{work}/slot/slot-a.001"), ("I:\\slots.a", $"{work}/slot/slots.a"), ("I:\\slots.b", $"{work}/slot/slots.b"),
            ],
            copies);
        Assert.IsFalse(Directory.Exists(work));
        Assert.Contains("note: Over the air with nanoFramework v1: modules with PSRAM", output);
    }

    [TestMethod]
    public void AnImageThatCantBeUsedIsToldBeforeTheBoardIsTouched()
    {
        using FlashBench bench = new();
        CheckFailed(bench.Run([.. Esp32, "-Updatable", "app.img"]), 2, "make it with sidetap image sign");
        bench.Add("app.img");
        CheckFailed(bench.Run([.. Esp32, "-Updatable", "app.img"]), 2, "there is no Sidetap.Loader.bin");
        Assert.IsEmpty(bench.Calls);
        bench.Add("boards/loader/bin/Release/Sidetap.Loader.bin");
        CheckFailed(bench.Run([.. Esp32, "-Updatable", "app.img"], ("FLASH_BAD_IMAGE", "1")), 1, "the board was not touched");
        Assert.HasCount(1, bench.Calls);
        (int exitCode, string output, string error) = bench.Run([.. Esp32, "-Updatable", "app.img", "-WhatIf"]);
        Assert.AreEqual(0, exitCode, error);
        Assert.Contains("image slot", output);
        Assert.HasCount(1, bench.Calls);
    }

    [TestMethod]
    [DataRow("esp32", "nanoff|--target|ESP32_REV3|--serialport|COM5|--update|--masserase")]
    [DataRow("stm32f769", "nanoff|--platform|stm32|--masserase")]
    public void EraseIsAStepOrAnOption(string board, string first)
    {
        using FlashBench bench = new();
        string image = bench.Add("other image.bin");
        string[] target = board == "esp32" ? ["-Target", "ESP32_REV3"] : [];
        (int exitCode, string output, string error) = bench.Run(["-Board", board, "-Port", "COM5", "-Image", image, "-Erase", .. target]);
        Assert.AreEqual(0, exitCode, output + error);
        Assert.AreEqual(first, bench.Calls[0]);
        Assert.IsTrue(bench.Calls.Any(call => call.EndsWith($"--image|{image}", StringComparison.Ordinal) || call.Contains($"--image|{image}|", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void WhatIfRunsAndWritesNothing()
    {
        using FlashBench bench = new(hasNanoff: false);
        bench.Add("box.json");
        string[] before = Directory.GetFileSystemEntries(bench.PathOf(""), "*", SearchOption.AllDirectories);
        (int exitCode, string output, string error) = bench.Run([.. Esp32, "-Settings", "box.json", "-Profile", "agv", "-Erase", "-WhatIf"]);
        Assert.AreEqual(0, exitCode, error);
        Assert.IsEmpty(bench.Calls);
        CollectionAssert.AreEquivalent(before, Directory.GetFileSystemEntries(bench.PathOf(""), "*", SearchOption.AllDirectories));
        Assert.Contains("note: there is no Sidetap.bin", output);
        Assert.Contains("nuget restore boards/Device.sln, then msbuild boards/esp32/Sidetap.Esp32.nfproj -p:Configuration=Release", output);
        Assert.IsTrue(File.Exists(Repository.PathOf("boards/Device.sln")));
        Assert.Contains("would run: dotnet tool install --global nanoff", output);
        Assert.Contains("would run: nanoff --target ESP32_PSRAM_REV0 --serialport /dev/ttyUSB0 --update --masserase", output);
        Assert.HasCount(7, output.Split('\n').Where(line => line.StartsWith("would run: ", StringComparison.Ordinal)).ToArray());
        Assert.EndsWith("nothing was changed\n", output);
    }

    [TestMethod]
    public void TheNewestImageIsTaken()
    {
        using FlashBench bench = new();
        File.SetLastWriteTimeUtc(bench.Add(Bin), DateTime.UtcNow.AddDays(-1));
        string newest = bench.Add("boards/esp32/bin/Release/net/Sidetap.bin");
        Assert.AreEqual(0, bench.Run(Esp32).ExitCode);
        Assert.EndsWith($"|--image|{newest}", bench.Calls[1]);
    }

    [TestMethod]
    public void NanoffIsInstalledWhereItIsMissing()
    {
        using FlashBench bench = new(hasNanoff: false);
        bench.Add(Bin);
        (int exitCode, string output, string error) = bench.Run(Esp32);
        Assert.AreEqual(0, exitCode, output + error);
        Assert.AreEqual("dotnet|tool|install|--global|nanoff", bench.Calls[0]);
        Assert.HasCount(4, bench.Calls);

        using FlashBench offline = new(hasNanoff: false);
        offline.Add(Bin);
        CheckFailed(offline.Run(Esp32, ("FLASH_NO_NUGET", "1")), 1, "nanoff could not be installed");
    }

    [TestMethod]
    [DataRow("--update", "putting nanoCLR ESP32_PSRAM_REV0 on the board failed (nanoff returned 7): hold the BOOT button", 1)]
    [DataRow("--deploy", "putting the application on the board failed (nanoff returned 7): hold the BOOT button", 2)]
    [DataRow("--devicedetails", "asking the box who it is failed (nanoff returned 7): press EN", 3)]
    public void AStepThatFailsEndsItAndSaysWhatToDo(string step, string told, int calls)
    {
        using FlashBench bench = new();
        bench.Add(Bin);
        CheckFailed(bench.Run(Esp32, ("FLASH_FAIL", step)), 1, told);
        Assert.HasCount(calls, bench.Calls);
    }

    /// <summary>nanoff tells a file that it could not write and returns 0 all the same.</summary>
    [TestMethod]
    public void AFileThatWasNotWrittenIsAFailureAndTheFilesStay()
    {
        using FlashBench bench = new();
        bench.Add(Bin);
        bench.Add("box.json");
        CheckFailed(bench.Run([.. Esp32, "-Settings", "box.json"], ("FLASH_NO_FILE", "1")), 1, "writing the files failed (nanoff could not write a file): ");
        Assert.IsTrue(File.Exists(bench.PathOf("artifacts/flash/esp32/settings.b")));
    }

    [TestMethod]
    public void BadSettingsAreToldBeforeTheBoardIsTouched()
    {
        using FlashBench bench = new();
        bench.Add(Bin);
        bench.Add("box.json");
        CheckFailed(bench.Run([.. Esp32, "-Settings", "box.json"], ("FLASH_BAD_FILE", "1")), 1, "the board was not touched");
        Assert.IsFalse(bench.Calls.Any(call => call.StartsWith("nanoff", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("name the board: -Board esp32, esp32s3, stm32f769")]
    [DataRow("there is no board 'esp8266'; there are esp32", "-Board", "esp8266", "-Port", "COM5")]
    [DataRow("name the serial port: -Port COM5", "-Board", "esp32")]
    [DataRow("esp32 has no target 'ESP32_S3'; there are ESP32_PSRAM_REV0", "-Board", "esp32", "-Port", "COM5", "-Target", "ESP32_S3")]
    [DataRow("no such file: ", "-Board", "esp32", "-Port", "COM5", "-Settings", "nowhere.json")]
    [DataRow("no such file: ", "-Board", "esp32", "-Port", "COM5", "-Image", "nowhere.bin")]
    [DataRow("Build it where Visual Studio has the nanoFramework extension", "-Board", "esp32", "-Port", "COM5")]
    [DataRow("and esp32 has room for 1792 KB", "-Board", "esp32", "-Port", "COM5", "-Image", "large.bin")]
    [DataRow("is empty; build it again", "-Board", "esp32", "-Port", "COM5", "-Image", "empty.bin")]
    public void WhatCanNotBeBegunIsOneLine(string told, params string[] args)
    {
        using FlashBench bench = new();
        bench.Add("large.bin", 1793 * 1024);
        bench.Add("empty.bin", 0);
        CheckFailed(bench.Run(args), 2, told);
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void WithoutAnSdkItSaysSo()
    {
        using FlashBench bench = new(hasDotnet: false);
        bench.Add(Bin);
        CheckFailed(bench.Run(Esp32), 2, "there is no dotnet on the PATH; install the .NET 10 SDK");
    }

    private static void CheckFailed((int ExitCode, string Output, string Error) run, int exitCode, string told)
    {
        Assert.AreEqual(exitCode, run.ExitCode, run.Output + run.Error);
        Assert.StartsWith("flash.ps1: ", run.Error);
        Assert.Contains(told, run.Error);
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'));
    }
}
