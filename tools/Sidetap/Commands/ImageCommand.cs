using System.CommandLine;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image</c>: images for updates over the air, in MCUboot's format.</summary>
public static class ImageCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context) => new ExampleCommand(
        "image",
        "Make, show and verify the images that a box is updated with: MCUboot's format, signed with ECDSA P-256. docs/images.md says what is in one.",
        ("sidetap image keygen release.pem", "a key, and the text for the boxes' settings"),
        ("sidetap image sign app.bin --key release.pem --version 1.2.3 --board esp32 -o app.img", "a signed image for one kind of board"),
        ("sidetap image info app.img", "what is in it"),
        ("sidetap image verify app.img --key release.pem.pub --board esp32", "whether a box would take it"))
    {
        ImageKeygenCommand.Build(context), ImageSignCommand.Build(context), ImageInfoCommand.Build(context), ImageVerifyCommand.Build(context),
    };
}
