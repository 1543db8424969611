using System.CommandLine;
using Sidetap.Images;
using Sidetap.Updates;

namespace Sidetap.Tool.Commands;

/// <summary>The images of <c>update</c>: none is offered or served that was not verified.</summary>
internal static class UpdateImages
{
    /// <summary>The option with the key that images have to be signed with.</summary>
    public static Option<string?> Key() => new("--key")
    {
        Description = "The key that the image has to be signed with: a PEM file, public or private, or the 128 digits of the boxes' setting. Without it, that it is signed is enough.",
        HelpName = "FILE|TEXT",
    };

    /// <summary>Reads the key.</summary>
    public static ImageKey? KeyOf(string? value, string? passwordFile) => value == null ? null : ImageKeyInput.Read(value, passwordFile, needsPrivate: false);

    /// <summary>Reads an image.</summary>
    /// <exception cref="CliError">There is no such file, or a box could not take it.</exception>
    public static UpdateImage Read(string path, ImageKey? key) =>
        UpdateImage.TryRead(ImageFile.Read(path), key, out UpdateImage? image, out string problem) ? image : throw new CliError($"{path} {problem}", ExitCode.Finding);
}
