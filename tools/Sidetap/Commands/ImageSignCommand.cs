using System.CommandLine;
using System.Globalization;
using Sidetap.Images;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image sign</c>: a payload, or several assemblies, becomes a signed image.</summary>
internal static class ImageSignCommand
{
    private const string FromVersion = "auto";

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string[]> payload = new("PAYLOAD")
        {
            Description = "A payload; or nanoFramework assemblies (.pe) in the order in which they are loaded, which become a pack.",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> key = new("--key") { Description = "The private key, PEM.", HelpName = "FILE", Required = true };
        Option<string> version = new("--version") { Description = "The image's version: 1.2.3, or with a build number 1.2.3+4.", HelpName = "VERSION", Required = true };
        Option<string> board = new("--board") { Description = "The board it is for (sidetap boards), or host. Other boards refuse it.", HelpName = "BOARD", Required = true };
        Option<string> output = new("--output", "-o") { Description = "The image.", HelpName = "FILE", Required = true };
        Option<int?> headerSize = new("--header-size") { Description = "Octets of the header. Default: 512 for an STM32, else 32.", HelpName = "32|512" };
        Option<string?> counter = new("--security-counter") { Description = "Security counter, against going back to an old image; auto makes it of the version. Default: none.", HelpName = "N|auto" };
        Option<string[]> dependencies = new("--dependency") { Description = "Another image that has to be there, and its version at the least. May be given several times.", HelpName = "IMAGE:VERSION" };
        Option<bool> pack = new("--pack") { Description = "Make a pack of a single assembly too." };
        Option<string?> password = ImageKeyInput.PasswordFile();
        Option<bool> force = OutputFile.Force();
        Option<bool> json = new("--json") { Description = "What is in the image, as one JSON object." };
        ExampleCommand command = new(
            "sign",
            "Make a signed image. The same input gives the same octets.",
            ("sidetap image sign app.bin --key release.pem --version 1.2.3+4 --board esp32 -o app.img", "one payload"),
            ("sidetap image sign Sidetap.Core.pe Sidetap.pe --key release.pem --version 1.2.3 --board esp32s3 -o app.img", "a pack of assemblies"),
            ("sidetap image sign app.bin --key release.pem --version 2.0.0 --board stm32f769 --security-counter auto --dependency 1:1.4.0 -o app.img", "with counter and dependency"))
        {
            payload, key, version, board, output, headerSize, counter, dependencies, pack, password, force, json,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(board);
            ImageFile.CheckBoard(name);
            ImageVersion number = VersionOf(parsed.GetRequiredValue(version));
            SigningOptions options = new()
            {
                Version = number,
                Board = name,
                HeaderLength = HeaderLengthOf(parsed.GetValue(headerSize), name),
                SecurityCounter = CounterOf(parsed.GetValue(counter), number),
                Dependencies = DependenciesOf(parsed.GetValue(dependencies) ?? []),
            };
            string[] files = parsed.GetRequiredValue(payload);
            string target = parsed.GetRequiredValue(output);
            string keyFile = parsed.GetRequiredValue(key);
            OutputFile.CheckReplaceable(target, parsed.GetValue(force), [.. files, keyFile]);
            ImageKey signer = ImageKeyInput.Read(keyFile, parsed.GetValue(password), needsPrivate: true);
            byte[] image = ImageSigner.Sign(PayloadOf(files, files.Length > 1 || parsed.GetValue(pack)), options, signer);
            OutputFile.Write(target, image, parsed.GetValue(force), [.. files, keyFile]);
            return ImageInfoCommand.Show(context, target, image, parsed.GetValue(json));
        });
        return command;
    }

    private static byte[] PayloadOf(string[] files, bool isPack)
    {
        if (!isPack)
        {
            return ImageFile.Read(files[0]);
        }

        List<PackedAssembly> assemblies = [];
        long length = 0;
        foreach (string file in files)
        {
            byte[] octets = ImageFile.Read(file);
            string name = Path.GetFileName(file);
            if (octets.AsSpan().StartsWith("MZ"u8))
            {
                throw new CliError($"{file} is an assembly for the desktop; name the .pe file that the nanoFramework build makes of it");
            }

            if (!AssemblyPack.IsName(name))
            {
                throw new CliError($"{name} can't be a name in a pack: {AssemblyPack.MaxNameLength} octets at the most, no control characters");
            }

            if (assemblies.Exists(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new CliError($"{name} is there twice; a pack has each assembly once");
            }

            length += octets.Length;
            if (length > ImageFile.MaxOctets)
            {
                throw new CliError($"these files have more than {ImageFile.MaxOctets / 1024 / 1024} MB together, and so more than any board's flash");
            }

            assemblies.Add(new PackedAssembly(name, octets));
        }

        return AssemblyPack.Write(assemblies);
    }

    private static ImageVersion VersionOf(string text) => ImageVersion.TryParse(text, out ImageVersion version)
        ? version
        : throw new CliError($"--version {text} is none: MAJOR.MINOR.REVISION, or with a build number MAJOR.MINOR.REVISION+BUILD; up to 255.255.65535+4294967295, without leading zeros");

    private static int HeaderLengthOf(int? given, string board) => (given ?? ImageFile.HeaderLengthOf(board)) switch
    {
        32 => 32,
        512 => 512,
        int other => throw new CliError($"--header-size {other} is neither 32 nor 512"),
    };

    private static uint? CounterOf(string? text, ImageVersion version) =>
        text == null ? null
        : text == FromVersion ? version.SecurityCounter
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number
        : throw new CliError($"--security-counter {text} is neither a number up to 4294967295 nor {FromVersion}");

    private static List<ImageDependency> DependenciesOf(string[] texts)
    {
        if (texts.Length > ImageSigner.MaxDependencies)
        {
            throw new CliError($"--dependency is there {texts.Length} times, and an image has {ImageSigner.MaxDependencies} at the most");
        }

        return [.. texts.Select(text => ImageDependency.TryParse(text, out ImageDependency dependency)
            ? dependency
            : throw new CliError($"--dependency {text} is none: IMAGE:VERSION, the image's number up to 255, for example 1:2.0.0"))];
    }
}
