using System.CommandLine;
using System.Text.Json;
using Sidetap.Images;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Images;

/// <summary><c>sidetap image</c> from the outside.</summary>
[TestClass]
public sealed class ImageCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sidetap-image-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void FromKeyToVerifiedImage()
    {
        CommandRun made = Good("keygen", At("k.pem"));
        string text = made.Output.Trim().Split('\n')[^1].Trim();
        Assert.AreEqual(64, Convert.FromHexString(text).Length);
        ImageKey key = KnownKey.Read(File.ReadAllText(At("k.pem")));
        Assert.AreEqual(key.PublicText, text);
        Assert.AreEqual(text, KnownKey.Read(File.ReadAllText(At("k.pem.pub"))).PublicText);
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("k.pem")));
        }

        File.WriteAllBytes(At("app.bin"), SampleImage.Payload);
        string[] sign = ["sign", At("app.bin"), "--key", At("k.pem"), "--version", "1.2.3+4", "--board", "esp32", "--security-counter", "auto", "--dependency", "1:5.6.1800+151653132"];
        CommandRun signed = Good([.. sign, "-o", At("app.img"), "--json"]);
        byte[] expected = ImageSigner.Sign(SampleImage.Payload, SampleImage.Options, key);
        Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(File.ReadAllBytes(At("app.img"))));
        Assert.AreEqual(signed.Output, Good("info", At("app.img"), "--json").Output);
        Good([.. sign, "-o", At("again.img")]);
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(At("again.img")), "the same input gives the same octets");

        foreach (string known in (string[])[At("k.pem"), At("k.pem.pub"), text])
        {
            Assert.Contains("good; version 1.2.3+4 for esp32", Good("verify", At("app.img"), "--key", known, "--board", "esp32").Output);
        }
    }

    [TestMethod]
    public void AKeyThatIsThereStays()
    {
        Good("keygen", At("k.pem"));
        string before = File.ReadAllText(At("k.pem"));
        Run("keygen", At("k.pem")).CheckFailed(ExitCode.BadInput, "is there already");
        Assert.AreEqual(before, File.ReadAllText(At("k.pem")));
        File.Move(At("k.pem"), At("kept.pem"));
        Run("keygen", At("k.pem")).CheckFailed(ExitCode.BadInput, "k.pem.pub is there already");
        Assert.IsFalse(File.Exists(At("k.pem")));
        Good("keygen", At("kept.pem"), "--force");
        Assert.AreNotEqual(before, File.ReadAllText(At("kept.pem")));
        Assert.HasCount(3, Directory.GetFiles(_folder));
    }

    [TestMethod]
    public void AnEncryptedKey()
    {
        File.WriteAllText(At("pw"), "secret\nsecond line\n");
        File.WriteAllText(At("app.bin"), "payload");
        JsonElement made = Good("keygen", At("k.pem"), "--password-file", At("pw"), "--json").Json().Single();
        Assert.AreEqual(ImageKey.PublicTextLength, made.GetProperty("publicKey").GetString()!.Length);
        Assert.Contains("ENCRYPTED", File.ReadAllText(At("k.pem")));
        string[] sign = ["sign", At("app.bin"), "--key", At("k.pem"), "--version", "1", "--board", "host", "-o", At("app.img")];
        Run(sign).CheckFailed(ExitCode.BadInput, "k.pem is encrypted; add --password-file");
        Good([.. sign, "--password-file", At("pw")]);
        Good("verify", At("app.img"), "--key", At("k.pem.pub"), "--board", "host");
    }

    [TestMethod]
    public void SeveralAssembliesAreAPack()
    {
        Directory.CreateDirectory(At("bin"));
        File.WriteAllText(At("bin/Core.pe"), "NFMRK1 core");
        File.WriteAllText(At("App.pe"), "NFMRK1 application");
        File.WriteAllText(At("key"), KnownKey.Pem);
        string[] tail = ["--key", At("key"), "--version", "1.0", "--board", "stm32f769"];
        Good(["sign", At("bin/Core.pe"), At("App.pe"), .. tail, "-o", At("two.img")]);
        JsonElement two = Good("info", At("two.img"), "--json").Json().Single();
        CollectionAssert.AreEqual(new[] { "Core.pe", "App.pe" }, two.GetProperty("assemblies").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual(512, two.GetProperty("header").GetProperty("headerLength").GetInt32(), "an STM32's");
        string table = Good("info", At("two.img")).Output;
        Assert.Contains("a pack of 2 assemblies", table);
        Assert.Contains("Core.pe", table);

        Good(["sign", At("App.pe"), .. tail, "--pack", "--header-size", "32", "-o", At("one.img")]);
        McubootImage one = SampleImage.Parse(File.ReadAllBytes(At("one.img")));
        Assert.AreEqual(32, one.Header.HeaderLength);
        Assert.IsTrue(AssemblyPack.TryRead(one.Payload, out IReadOnlyList<PackedAssembly> assemblies, out _));
        Assert.AreEqual("App.pe", assemblies.Single().Name);

        Good(["sign", At("App.pe"), .. tail, "-o", At("none.img")]);
        Assert.AreEqual("NFMRK1 application", System.Text.Encoding.ASCII.GetString(SampleImage.Parse(File.ReadAllBytes(At("none.img"))).Payload.Span));
        Run(["sign", At("App.pe"), At("App.pe"), .. tail, "-o", At("x.img")]).CheckFailed(ExitCode.BadInput, "App.pe is there twice");
        File.WriteAllText(At("App.dll"), "MZ");
        Run(["sign", At("App.pe"), At("App.dll"), .. tail, "-o", At("x.img")]).CheckFailed(ExitCode.BadInput, "name the .pe file");
        Assert.IsFalse(File.Exists(At("x.img")));
    }

    [TestMethod]
    public void EveryFailedCheckIsNamed()
    {
        File.WriteAllText(At("key"), KnownKey.Pem);
        byte[] image = SampleImage.Signed();
        Verify(image, "esp32s3", "board: it is for esp32");
        Verify([.. image, 0xFF], "esp32", "trailingOctets: ");
        Verify(image[..^1], "esp32", "truncated: ");
        Verify([1, 2, 3, 4], "esp32", "magic: ");
        byte[] flipped = [.. image];
        flipped[40] ^= 1;
        JsonElement json = Verify(flipped, "esp32", "hash: ", "signature: ");
        CollectionAssert.AreEqual(new[] { "hash", "signature" }, json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()).ToArray());
        Assert.IsFalse(json.GetProperty("isGood").GetBoolean());
        Assert.IsTrue(json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("check").GetString() == "keyHash").GetProperty("isPassed").GetBoolean());
        Verify(ImageSigner.Sign([], SampleImage.Options, KnownKey.Other), "esp32", "keyHash: ", "signature: ");
        Verify(ImageSigner.Sign([], SampleImage.Options with { Board = null }, KnownKey.Key), "esp32", "board: it is for another board, or does not say for which");
    }

    [TestMethod]
    public void ImagesOfOthersAreShown()
    {
        File.WriteAllBytes(At("theirs.img"), McubootVectorTests.Image);
        string table = Good("info", At("theirs.img")).Output;
        foreach (string text in (string[])["RSA2048_PSS", "1.0.0", "none named", ", right"])
        {
            Assert.Contains(text, table);
        }

        JsonElement json = Good("info", At("theirs.img"), "--json").Json().Single();
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("securityCounter").ValueKind);
        Assert.IsTrue(json.GetProperty("isHashRight").GetBoolean());
        Assert.HasCount(3, json.GetProperty("tlvs").EnumerateArray().ToArray());

        byte[] wrong = McubootVectorTests.Image;
        wrong[100] = 2;
        File.WriteAllBytes(At("wrong.img"), wrong);
        CommandRun shown = Run("info", At("wrong.img"));
        Assert.AreEqual(ExitCode.Finding, shown.ExitCode);
        Assert.Contains("WRONG", shown.Output);
        File.WriteAllBytes(At("none.img"), [0x7F]);
        Run("info", At("none.img")).CheckFailed(ExitCode.Finding, "is no MCUboot image (magic)");
    }

    [TestMethod]
    [DataRow("there is no board 'esp99': esp32, esp32s3, stm32f769, host", "--board", "esp99")]
    [DataRow("--version 1.2.3.4 is none", "--version", "1.2.3.4")]
    [DataRow("--header-size 64 is neither", "--header-size", "64")]
    [DataRow("--security-counter -1 is neither", "--security-counter=-1")]
    [DataRow("--dependency 1.2.3 is none", "--dependency", "1.2.3")]
    [DataRow("no such file", "--key", "missing.pem")]
    public void BadOptionsOfSign(string reason, params string[] options)
    {
        File.WriteAllText(At("key"), KnownKey.Pem);
        File.WriteAllText(At("app.bin"), "payload");
        Dictionary<string, string> given = new() { ["--key"] = At("key"), ["--version"] = "1.2.3", ["--board"] = "esp32", ["-o"] = At("app.img") };
        given.Remove(options[0]);
        Run(["sign", At("app.bin"), .. given.SelectMany(one => new[] { one.Key, one.Value }), .. options]).CheckFailed(ExitCode.BadInput, reason);
        Assert.IsFalse(File.Exists(At("app.img")));
    }

    [TestMethod]
    public void SignNeverWritesOverWhatItReads()
    {
        File.WriteAllText(At("key"), KnownKey.Pem);
        File.WriteAllText(At("app.bin"), "payload");
        File.WriteAllText(At("old.img"), "old");
        string[] sign = ["sign", At("app.bin"), "--key", At("key"), "--version", "1.2.3", "--board", "esp32"];
        Run([.. sign, "-o", At("app.bin"), "--force"]).CheckFailed(ExitCode.BadInput, "is the input");
        Run([.. sign, "-o", At("key"), "--force"]).CheckFailed(ExitCode.BadInput, "is the input");
        Run([.. sign, "-o", At("old.img")]).CheckFailed(ExitCode.BadInput, "is there already");
        Good([.. sign, "-o", At("old.img"), "--force"]);
    }

    [TestMethod]
    public void KeysThatAreNone()
    {
        File.WriteAllText(At("app.bin"), "payload");
        File.WriteAllText(At("key.pub"), KnownKey.Key.ToPublicPem());
        File.WriteAllBytes(At("app.img"), SampleImage.Signed());
        Run("sign", At("app.bin"), "--key", At("key.pub"), "--version", "1", "--board", "host", "-o", At("x.img")).CheckFailed(ExitCode.BadInput, "is a public key, which can't sign");
        Run("verify", At("app.img"), "--key", At("app.bin")).CheckFailed(ExitCode.BadInput, "is no key");
        Run("verify", At("app.img"), "--key", KnownKey.Key.PublicText[..^1]).CheckFailed(ExitCode.BadInput, "no such file");
        Run("verify", At("none.img"), "--key", At("key.pub")).CheckFailed(ExitCode.BadInput, "no such file");
        Good("verify", At("app.img"), "--key", KnownKey.Key.PublicText);
    }

    [TestMethod]
    public void TheDocumentNamesEveryCheckInOrder()
    {
        string text = File.ReadAllText(Repository.PathOf("docs/images.md"));
        string[] named = [.. text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        CollectionAssert.AreEqual(Enum.GetValues<ImageFault>().Skip(1).Select(ImageFaults.NameOf).ToArray(), named);
    }

    [TestMethod]
    public void EveryVerbHasExamplesThatParse()
    {
        RootCommand root = Cli.BuildRoot(new CliContext(TextWriter.Null, TextWriter.Null));
        Command image = root.Subcommands.Single(verb => verb.Name == "image");
        Assert.HasCount(4, image.Subcommands);
        foreach (Command verb in image.Subcommands)
        {
            CommandRun help = Good(verb.Name, "--help");
            foreach ((string line, _) in ((ExampleCommand)verb).Examples)
            {
                Assert.Contains(line, help.Output);
                Assert.StartsWith($"sidetap image {verb.Name} ", line);
                Assert.IsEmpty(root.Parse(line["sidetap ".Length..]).Errors, line);
            }
        }
    }

    private static CommandRun Run(params string[] args) => CommandRun.Of(["image", .. args]);

    private static CommandRun Good(params string[] args)
    {
        CommandRun run = Run(args);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error + run.Output);
        return run;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private JsonElement Verify(byte[] image, string board, params string[] findings)
    {
        File.WriteAllBytes(At("it.img"), image);
        CommandRun run = Run("verify", At("it.img"), "--key", At("key"), "--board", board);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(findings.Length, lines);
        for (int i = 0; i < lines.Length; i++)
        {
            Assert.StartsWith($"{At("it.img")}: {findings[i]}", lines[i]);
        }

        CommandRun json = Run("verify", At("it.img"), "--key", At("key"), "--board", board, "--json");
        Assert.AreEqual(ExitCode.Finding, json.ExitCode);
        return json.Json().Single();
    }
}
