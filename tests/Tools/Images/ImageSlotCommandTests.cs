using Sidetap.Boards.Host;
using Sidetap.Images;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;
using Sidetap.Update;

namespace Sidetap.Tools.Tests.Images;

/// <summary><c>sidetap image slot</c>: its files are those of a box that has taken the image.</summary>
[TestClass]
public sealed class ImageSlotCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sidetap-slot-").FullName;

    private string Slot => At("slot");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void ABoxStartsTheImageFromTheFiles()
    {
        byte[] image = Image(10000);
        CommandRun run = Run(Write(image), "-o", Slot);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains($"5 files, {image.Length} octets", run.Output);
        string[] names = [.. Directory.GetFiles(Slot).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual((string[])["slot-a.000", "slot-a.001", "slot-a.002", "slots.a", "slots.b"], names);
        AssertStarts(image);
    }

    [TestMethod]
    public void AFolderWithFilesIsLeftAloneWithoutForce()
    {
        string path = Write(Image(10000));
        Run(path, "-o", Slot);
        File.WriteAllText(Path.Combine(Slot, "note.txt"), "kept");
        Run(path, "-o", Slot).CheckFailed(ExitCode.BadInput, "is not empty");
        byte[] shorter = Image(3000);
        Assert.AreEqual(ExitCode.Ok, Run(Write(shorter), "-o", Slot, "--force").ExitCode);
        Assert.IsTrue(File.Exists(Path.Combine(Slot, "note.txt")));
        Assert.IsFalse(File.Exists(Path.Combine(Slot, "slot-a.001")), "of the older image");
        AssertStarts(shorter);
        Run(path, "-o", path).CheckFailed(ExitCode.BadInput, "is a file");
    }

    [TestMethod]
    public void WhatTheLoaderWouldRefuseIsRefused()
    {
        File.WriteAllBytes(At("none"), [1, 2, 3]);
        Run(At("none"), "-o", Slot).CheckFailed(ExitCode.BadInput, "is no image that can be started");
        Run(Write(SampleImage.Signed()), "-o", Slot).CheckFailed(ExitCode.BadInput, "has no pack of assemblies");
        Run(Write(Image(SlotBudget.UsualCapacity)), "-o", Slot).CheckFailed(ExitCode.BadInput, $"and a slot {SlotBudget.UsualCapacity}");
        Assert.IsFalse(Directory.Exists(Slot));
    }

    [TestMethod]
    public void ALongestImageFits()
    {
        byte[] image = Image(SlotBudget.UsualCapacity - 1000);
        Assert.AreEqual(ExitCode.Ok, Run(Write(image), "-o", Slot).ExitCode);
        AssertStarts(image);
    }

    private static byte[] Image(int octets)
    {
        byte[] assembly = new byte[octets];
        new Random(octets).NextBytes(assembly);
        return ImageSigner.Sign(AssemblyPack.Write([new PackedAssembly("Sidetap.pe", assembly)]), SampleImage.Options, KnownKey.Key);
    }

    private void AssertStarts(byte[] image)
    {
        FolderFileArea files = new(Slot);
        Assert.AreEqual(0, FileSlots.Choose(files));
        byte[] read = new byte[image.Length];
        Assert.AreEqual(read.Length, FileSlots.ReadSlot(files, 0, 0, read, 0, read.Length));
        CollectionAssert.AreEqual(image, read);
        Assert.AreEqual(Hal.UpdateSlotState.None, new FileSlots(files, SlotBudget.UsualCapacity, 0).State, "nothing is on trial");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(byte[] image)
    {
        string path = At($"{image.Length}.img");
        File.WriteAllBytes(path, image);
        return path;
    }

    private static CommandRun Run(params string[] args) => CommandRun.Of(["image", "slot", .. args]);
}
