using System.CommandLine;
using Sidetap.Images;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image verify</c>: whether an image is whole and by whom it should be.</summary>
internal static class ImageVerifyCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string> file = new("IMAGE") { Description = "The image.", HelpName = "FILE" };
        Option<string> key = new("--key") { Description = "The key: a PEM file, public or private, or the 128 digits of the boxes' setting.", HelpName = "FILE|TEXT", Required = true };
        Option<string?> board = new("--board") { Description = "The board it has to be for.", HelpName = "BOARD" };
        Option<string?> password = ImageKeyInput.PasswordFile();
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "verify",
            "Check an image: form, hash, key, signature, board. Names every check that fails; exit code 1 then.",
            ("sidetap image verify app.img --key release.pem.pub", "form, hash and signature"),
            ("sidetap image verify app.img --key release.pem.pub --board esp32 --json", "for one board; for other programs"))
        {
            file, key, board, password, json,
        };
        command.SetAction(parsed =>
        {
            string? name = parsed.GetValue(board);
            if (name != null)
            {
                ImageFile.CheckBoard(name);
            }

            ImageKey known = ImageKeyInput.Read(parsed.GetRequiredValue(key), parsed.GetValue(password), needsPrivate: false);
            string path = parsed.GetRequiredValue(file);
            ImageVerification verification = ImageVerifier.Verify(ImageFile.Read(path), known, name);
            if (parsed.GetValue(json))
            {
                context.Output.WriteLine(ImageJson.Verification(path, verification));
            }
            else
            {
                Write(context, path, verification);
            }

            return verification.IsGood ? ExitCode.Ok : ExitCode.Finding;
        });
        return command;
    }

    private static void Write(CliContext context, string path, ImageVerification verification)
    {
        foreach (ImageFault fault in verification.Faults)
        {
            string found = fault == ImageFault.Board && verification.Image?.Board is { } other ? $"it is for {other}" : ImageFaults.Describe(fault);
            context.Output.WriteLine(PlainText.Of($"{path}: {ImageFaults.NameOf(fault)}: {found}"));
        }

        if (verification is { IsGood: true, Image: { } image })
        {
            string board = image.Board is { } name ? $" for {name}" : "";
            context.Output.WriteLine(PlainText.Of($"{path}: good; version {image.Header.Version}{board}, signed with this key"));
        }
    }
}
