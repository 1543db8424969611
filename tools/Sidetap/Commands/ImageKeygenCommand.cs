using System.CommandLine;
using System.Text;
using Sidetap.Images;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image keygen</c>: a key to sign images with.</summary>
internal static class ImageKeygenCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string> file = new("FILE") { Description = "The private key's file; the public key goes to FILE.pub.", HelpName = "FILE" };
        Option<string?> password = ImageKeyInput.PasswordFile();
        password.Description = "Encrypt the private key; this file's first line is the password.";
        Option<bool> force = new("--force") { Description = "Replace a key that is there. Boxes that know the old one take no image of the new one." };
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "keygen",
            "Make a key: ECDSA over P-256, PKCS#8 in PEM, readable by its owner alone. Prints the public key as a box's setting takes it.",
            ("sidetap image keygen release.pem", "release.pem, and release.pem.pub"),
            ("sidetap image keygen release.pem --password-file password.txt", "encrypted"))
        {
            file, password, force, json,
        };
        command.SetAction(parsed => Make(context, parsed.GetRequiredValue(file), parsed.GetValue(password), parsed.GetValue(force), parsed.GetValue(json)));
        return command;
    }

    private static int Make(CliContext context, string file, string? passwordFile, bool mayReplace, bool isJson)
    {
        string publicFile = file + ".pub";
        string? password = ImageKeyInput.PasswordIn(passwordFile);
        OutputFile.CheckReplaceable(file, mayReplace);
        OutputFile.CheckReplaceable(publicFile, mayReplace);
        ImageKey key = ImageKey.Generate();
        WriteForOwner(file, key.ToPrivatePem(password));
        OutputFile.Write(publicFile, key.ToPublicPem(), mayReplace: true);
        if (isJson)
        {
            context.Output.WriteLine(JsonText.Line(json =>
            {
                json.WriteString("file", file);
                json.WriteString("publicFile", publicFile);
                json.WriteString("publicKey", key.PublicText);
                json.WriteString("keyHash", Convert.ToHexStringLower(key.KeyHash));
            }));
        }
        else
        {
            context.Output.WriteLine(PlainText.Of($"{file}: the private key; keep a copy where nobody else comes to it"));
            context.Output.WriteLine(PlainText.Of($"{publicFile}: the public key"));
            context.Output.WriteLine("for the boxes' setting update.key:");
            context.Output.WriteLine(key.PublicText);
        }

        return ExitCode.Ok;
    }

    /// <summary>Writes a file that was never readable by others, and takes the place of one that is there in one step.</summary>
    private static void WriteForOwner(string path, string text)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (FileStream stream = new(partial, options))
            {
                stream.Write(Encoding.ASCII.GetBytes(text));
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
