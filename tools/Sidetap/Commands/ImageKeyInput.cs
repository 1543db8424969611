using System.CommandLine;
using Sidetap.Images;

namespace Sidetap.Tool.Commands;

/// <summary>The keys of <c>sidetap image</c>.</summary>
internal static class ImageKeyInput
{
    // A PEM file has a few hundred octets.
    private const int MaxOctets = 65536;

    /// <summary>The option that opens an encrypted key.</summary>
    /// <returns>A new option.</returns>
    public static Option<string?> PasswordFile() => new("--password-file") { Description = "File whose first line is the password of the private key.", HelpName = "FILE" };

    /// <summary>Reads a key.</summary>
    /// <param name="value">A file; or the public key as the 128 digits of a box's setting.</param>
    /// <param name="passwordFile">Where the password is; null: there is none.</param>
    /// <param name="needsPrivate">Whether it has to be able to sign.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CliError">It is none.</exception>
    public static ImageKey Read(string value, string? passwordFile, bool needsPrivate)
    {
        bool isText = !needsPrivate && value.Length == ImageKey.PublicTextLength && !File.Exists(value);
        string? password = PasswordIn(passwordFile);
        if (!ImageKey.TryRead(isText ? value : TextIn(value), password, out ImageKey? key, out string problem))
        {
            throw new CliError($"{value} {problem}");
        }

        return !needsPrivate || key.HasPrivate ? key : throw new CliError($"{value} is a public key, which can't sign; name the private one");
    }

    /// <summary>Reads a password.</summary>
    /// <param name="file">The file; null: there is none.</param>
    /// <returns>Its first line; null without a file.</returns>
    /// <exception cref="CliError">There is no such file, or nothing in its first line.</exception>
    public static string? PasswordIn(string? file)
    {
        if (file == null)
        {
            return null;
        }

        InputFile.Check(file);
        string? password = File.ReadLines(file).FirstOrDefault();
        return string.IsNullOrEmpty(password) ? throw new CliError($"{file} has no password in its first line") : password;
    }

    private static string TextIn(string file)
    {
        InputFile.Check(file);
        return new FileInfo(file).Length <= MaxOctets
            ? File.ReadAllText(file)
            : throw new CliError($"{file} is too large for a key; name a PEM file");
    }
}
