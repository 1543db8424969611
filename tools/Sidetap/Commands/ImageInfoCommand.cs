using System.CommandLine;
using Sidetap.Images;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image info</c>: what is in an image, whoever made it.</summary>
internal static class ImageInfoCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string> file = new("IMAGE") { Description = "An MCUboot image, whoever made it.", HelpName = "FILE" };
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "info",
            "Show an image: header, records, assemblies. Needs no key, and so says nothing of who made it. Exit code 1 when it is no image, or its hash is wrong.",
            ("sidetap image info app.img", "header, records, and the assemblies of a pack"),
            ("sidetap image info app.img --json", "for other programs"))
        {
            file, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            return Show(context, path, ImageFile.Read(path), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Shows an image.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="file">What it is called.</param>
    /// <param name="octets">Its octets.</param>
    /// <param name="isJson">Whether as JSON.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliError">It is no image.</exception>
    public static int Show(CliContext context, string file, byte[] octets, bool isJson)
    {
        if (!McubootImage.TryParse(octets, out McubootImage? image, out ImageFault fault))
        {
            throw new CliError($"{file} is no MCUboot image ({ImageFaults.NameOf(fault)}): {ImageFaults.Describe(fault)}", ExitCode.Finding);
        }

        if (isJson)
        {
            context.Output.WriteLine(ImageJson.Image(file, image));
        }
        else
        {
            ImageTables.Write(context.Console, file, image);
        }

        return image.IsHashRight == false ? ExitCode.Finding : ExitCode.Ok;
    }
}
