using System.CommandLine;
using Sidetap.Boards.Host;
using Sidetap.Images;
using Sidetap.Tool.Output;
using Sidetap.Update;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap image slot</c>: the files that a box has on its drive when an image is in its first slot and in use.</summary>
internal static class ImageSlotCommand
{
    private const int AreaOctets = 4 * SlotBudget.UsualCapacity;

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string> file = new("IMAGE") { Description = "A signed image with a pack of assemblies.", HelpName = "FILE" };
        Option<string> output = new("--output", "-o") { Description = "The folder; made where there is none.", HelpName = "FOLDER", Required = true };
        Option<bool> force = new("--force") { Description = "Write into a folder that has files, and over files of an older image." };
        ExampleCommand command = new(
            "slot",
            "Write the files of a box's first slot, which the loader starts: what flash.ps1 -Updatable puts on the drive of a board with nanoFramework v1.",
            ("sidetap image slot app.img -o slot", "slot/slot-a.000 and so on, slots.a and slots.b"),
            ("sidetap image slot app.img -o slot --force", "once more"))
        {
            file, output, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            string folder = parsed.GetRequiredValue(output);
            byte[] image = ImageFile.Read(path);
            Check(path, image);
            Prepare(folder, parsed.GetValue(force));
            int files = Write(new FolderFileArea(folder, AreaOctets), image)
                ? Directory.GetFiles(folder, "slot*").Length
                : throw new CliError($"{folder} can't be written to: look at its permissions and at the free space, then run this again with --force");
            context.Output.WriteLine(PlainText.Of($"{folder}: {files} files, {image.Length} octets of image in the first slot"));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>What the loader would refuse is refused here.</summary>
    private static void Check(string path, byte[] image)
    {
        if (!McubootImage.TryParse(image, out McubootImage? parsed, out ImageFault fault))
        {
            throw new CliError($"{path} is no image that can be started ({ImageFaults.NameOf(fault)}: {ImageFaults.Describe(fault)}); make one with sidetap image sign");
        }

        if (!AssemblyPack.TryRead(parsed.Payload, out _, out PackFault pack))
        {
            throw new CliError($"{path} has no pack of assemblies ({pack}): the loader starts nothing else. Name the .pe files in sidetap image sign, or add --pack");
        }

        if (image.Length > SlotBudget.UsualCapacity)
        {
            throw new CliError($"{path} has {image.Length} octets, and a slot {SlotBudget.UsualCapacity}: leave assemblies out that the box does not use");
        }
    }

    private static void Prepare(string folder, bool mayReplace)
    {
        if (File.Exists(folder))
        {
            throw new CliError($"{folder} is a file; name a folder");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!mayReplace)
            {
                throw new CliError($"{folder} is not empty; name another folder, or add --force to write into it");
            }

            foreach (string old in (string[])[.. Directory.GetFiles(folder, "slot-?.???"), .. Directory.GetFiles(folder, "slots.?")])
            {
                File.Delete(old);
            }
        }
    }

    /// <summary>An update as a box takes it, with its start and its confirmation.</summary>
    private static bool Write(FolderFileArea files, byte[] image)
    {
        FileSlots slots = new(files, SlotBudget.UsualCapacity, FileSlots.NoSlot);
        if (!slots.Start(image.Length, image) || !slots.Append(image, 0, image.Length) || !slots.Complete())
        {
            return false;
        }

        int slot = FileSlots.Choose(files);
        return slot != FileSlots.NoSlot && new FileSlots(files, SlotBudget.UsualCapacity, slot).Confirm() && FileSlots.Choose(files) == slot;
    }
}
