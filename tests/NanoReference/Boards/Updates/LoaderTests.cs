using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Hal;
using Sidetap.Images;
using Sidetap.Loader;
using Sidetap.Tests;
using Sidetap.Update;

namespace Sidetap.NanoReference.Tests.Boards.Updates;

/// <summary>The loader on slots in memory: what tools/Images has packed is loaded by .NET, which takes an assembly's octets as the nanoCLR does.</summary>
[TestClass]
[DoNotParallelize] // what an application does is told by the process
public class LoaderTests
{
    private const string Told = "Sidetap.LoaderTests.Told";

    private static int names;

    [TestInitialize]
    public void Begin() => AppDomain.CurrentDomain.SetData(Told, null);

    [TestMethod]
    [DataRow(32)]
    [DataRow(512)]
    public void TheAssembliesAreLoadedInOrderAndTheLastOneIsStarted(int headerOctets)
    {
        MemoryFiles files = new();
        (string first, byte[] firstOctets) = Library();
        (string second, byte[] secondOctets) = Library();
        Install(files, Pack((first + ".pe", firstOctets), (second, secondOctets), ("Sidetap.pe", Application("2"))), headerOctets);
        SlotStart start = Run(files);
        Assert.AreEqual("started 2 from 0", AppDomain.CurrentDomain.GetData(Told));
        Assert.AreEqual("the application has ended", start.Fault);
        Assert.IsFalse(start.IsTrial);
        string[] loaded = [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!)];
        Assert.IsTrue(Array.IndexOf(loaded, first) >= 0 && Array.IndexOf(loaded, first) < Array.IndexOf(loaded, second));
    }

    [TestMethod]
    public void AnAssemblyThatIsThereAlreadyIsNotLoadedAgain()
    {
        MemoryFiles files = new();
        Install(files, Pack(("mscorlib.pe", [1, 2, 3]), (typeof(LoaderTests).Assembly.GetName().Name!, [4]), ("Sidetap.pe", Application("3"))));
        Run(files);
        Assert.AreEqual("started 3 from 0", AppDomain.CurrentDomain.GetData(Told));
    }

    [TestMethod]
    public void WithoutDriveOrImageThereIsNothingToStart()
    {
        SlotStart start = new(null!);
        start.Run();
        Assert.AreEqual("there is no drive", start.Fault);
        Assert.AreEqual("neither slot holds an image that is whole", Run(new MemoryFiles()).Fault);
    }

    [TestMethod]
    public void ATrialThatCantBeLoadedIsReverted()
    {
        MemoryFiles files = new();
        Install(files, Pack(("Sidetap.pe", Application("1"))));
        Stage(files, FileSlots.Choose(files), Pack(("Sidetap.pe", [.. "no assembly"u8])));
        SlotStart trial = Run(files);
        Assert.IsTrue(trial.IsTrial);
        Assert.AreEqual(1, trial.Slot);
        StringAssert.StartsWith(trial.Fault, "BadImageFormatException");
        Assert.IsNull(AppDomain.CurrentDomain.GetData(Told));

        SlotStart next = Run(files);
        Assert.IsFalse(next.IsTrial);
        Assert.AreEqual("started 1 from 0", AppDomain.CurrentDomain.GetData(Told));
        Assert.AreEqual(UpdateSlotState.Reverted, new FileSlots(files, SlotsBench.Capacity, next.Slot).State);
    }

    [TestMethod]
    public void ATrialThatIsConfirmedIsStartedAgain()
    {
        MemoryFiles files = new();
        Install(files, Pack(("Sidetap.pe", Application("1"))));
        Stage(files, FileSlots.Choose(files), Pack(("Sidetap.pe", Application("2"))));
        SlotStart trial = Run(files);
        Assert.IsTrue(trial.IsTrial);
        Assert.AreEqual("started 2 from 1", AppDomain.CurrentDomain.GetData(Told));
        Assert.IsTrue(new FileSlots(files, SlotsBench.Capacity, trial.Slot).Confirm());
        Run(files);
        Assert.AreEqual("started 2 from 1", AppDomain.CurrentDomain.GetData(Told));
    }

    [TestMethod]
    public void WhatTheApplicationThrowsIsTheFault()
    {
        MemoryFiles files = new();
        Install(files, Pack(("Sidetap.pe", Application("1", "throw new System.InvalidOperationException(\"it broke\");"))));
        Assert.AreEqual("InvalidOperationException: it broke", Run(files).Fault);
    }

    [TestMethod]
    public void AnApplicationWithoutTheEntryIsTold()
    {
        MemoryFiles files = new();
        Install(files, Pack(("Sidetap.pe", Compile("App" + ++names, "namespace Sidetap.Boards { public static class Program { public static void Main2() {} } }"))));
        StringAssert.Contains(Run(files).Fault, "has no Sidetap.Boards.Program.Start");
        files = new();
        Install(files, Pack(("Sidetap.pe", Library().Octets)));
        StringAssert.Contains(Run(files).Fault, "has no Sidetap.Boards.Program.Start");
    }

    [TestMethod]
    public void APayloadThatContradictsItselfIsRefusedByName()
    {
        byte[] pack = Pack(("a.pe", new byte[5]), ("b.pe", new byte[8]));
        AssertFault([1, 2, 3, 4, 5, 6, 7, 8], "the image is no pack of assemblies");
        AssertFault(pack[..5], "the image is no pack of assemblies");
        AssertFault([.. pack[..4], 0, 0], "the pack is empty");
        AssertFault(pack[..6], "the pack ends too early");
        AssertFault(pack[..9], "the pack ends too early");
        AssertFault([.. pack[..6], 0, .. pack[7..]], "the pack ends too early");
        AssertFault(pack[..18], "a is longer than the pack");
        AssertFault([.. pack[..11], 0xFF, 0xFF, 0xFF, 0xFF, .. pack[15..]], "a is longer than the pack");
        AssertFault([.. pack[..11], 0, 0, 0, 0, .. pack[15..]], "a is longer than the pack");
    }

    [TestMethod]
    public void EveryLengthOfAPackIsReadToItsEndOrRefused()
    {
        byte[] pack = Pack(("a.pe", new byte[5]), ("b.pe", new byte[8]), ("c.pe", new byte[3]));
        for (int length = 1; length < pack.Length; length++)
        {
            PackReader reader = ReaderOf(pack[..length]);
            int whole = 0;
            bool isOpen = reader.Open();
            while (isOpen && reader.TryNext())
            {
                whole += reader.Read() == null ? 0 : 1;
                reader.Skip();
            }

            Assert.IsTrue(reader.Fault != null || whole == 3, $"{length}: {whole}");
        }

        PackReader all = ReaderOf(pack);
        Assert.IsTrue(all.Open());
        foreach ((string name, int octets) in new[] { ("a", 5), ("b", 8), ("c", 3) })
        {
            Assert.IsTrue(all.TryNext());
            Assert.AreEqual((name, octets), (all.Name, all.Read().Length));
            all.Skip();
        }

        Assert.IsFalse(all.TryNext());
        Assert.IsNull(all.Fault);
    }

    private static void AssertFault(byte[] payload, string fault)
    {
        MemoryFiles files = new();
        Install(files, payload);
        Assert.AreEqual(fault, Run(files).Fault);
    }

    private static PackReader ReaderOf(byte[] payload)
    {
        MemoryFiles files = new();
        int length = Install(files, payload);
        return new PackReader(new SlotFiles(files, 0), length);
    }

    private static SlotStart Run(MemoryFiles files)
    {
        SlotStart start = new(files);
        start.Run();
        return start;
    }

    /// <summary>Puts an image into the first slot, in use, as it is flashed.</summary>
    private static int Install(MemoryFiles files, byte[] payload, int headerOctets = 32)
    {
        int length = Stage(files, FileSlots.NoSlot, payload, headerOctets);
        int slot = FileSlots.Choose(files);
        Assert.AreEqual(0, slot);
        Assert.IsTrue(new FileSlots(files, 100000, slot).Confirm());
        return length;
    }

    private static int Stage(MemoryFiles files, int startedSlot, byte[] payload, int headerOctets = 32)
    {
        byte[] image = TestImage.Of(2, payload, headerOctets);
        FileSlots slots = new(files, 100000, startedSlot);
        Assert.IsTrue(slots.Start(image.Length, image));
        Assert.IsTrue(slots.Append(image, 0, image.Length));
        Assert.IsTrue(slots.Complete());
        return image.Length;
    }

    private static byte[] Pack(params (string Name, byte[] Octets)[] assemblies) =>
        AssemblyPack.Write([.. assemblies.Select(assembly => new PackedAssembly(assembly.Name, assembly.Octets))]);

    private static (string Name, byte[] Octets) Library()
    {
        string name = "LoaderTestLibrary" + ++names;
        return (name, Compile(name, "namespace Sidetap.Boards { public static class Library { public static int Number = 1; } }"));
    }

    private static byte[] Application(string version, string more = "") => Compile(
        "LoaderTestApplication" + ++names,
        $$"""
        namespace Sidetap.Boards
        {
            public static class Program
            {
                public static void Main() { }

                public static void Start(int slot)
                {
                    System.AppDomain.CurrentDomain.SetData("{{Told}}", "started {{version}} from " + slot);
                    {{more}}
                }
            }
        }
        """);

    private static byte[] Compile(string name, string source)
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Path.Combine(folder, "System.Runtime.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.IsTrue(result.Success, string.Join(", ", result.Diagnostics));
        return image.ToArray();
    }
}
