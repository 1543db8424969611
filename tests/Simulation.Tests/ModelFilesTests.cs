using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Models;

namespace Sidetap.Simulation.Tests;

/// <summary>The modelled file area keeps to hal/IFileArea.cs, power cuts included.</summary>
[TestClass]
public sealed class ModelFilesTests
{
    private static readonly byte[] Old = [1, 2, 3, 4];
    private static readonly byte[] New = [5, 6, 7, 8, 9];

    [TestMethod]
    public void WhatIsWrittenIsRead()
    {
        var files = Make(1);
        Assert.IsTrue(files.Write("a", Old, 0, 4) && files.Append("a", New, 1, 2));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 6, 7 }, Read(files));
        Assert.AreEqual(6, files.Length("a"));
        Assert.AreEqual(-1, files.Length("b"));
        Assert.IsTrue(files.Delete("a") && files.Delete("a"));
        Assert.AreEqual(-1, files.Read("a", 0, new byte[4], 0, 4));
        Assert.IsFalse(files.Write("NotAllowed", Old, 0, 4));
    }

    [TestMethod]
    public void ACutAppendLeavesTheOldAndAPartOfTheNew()
    {
        for (var cut = 0; cut < New.Length; cut++)
        {
            var files = Make(1);
            files.Write("a", Old, 0, 4);
            files.CutAfter = cut;
            Assert.ThrowsExactly<PowerCutException>(() => files.Append("a", New, 0, New.Length));
            CollectionAssert.AreEqual(Old.Concat(New.Take(cut)).ToArray(), Read(files));
        }
    }

    [TestMethod]
    public void ACutWriteLeavesTheOldOrNothingOrAPartOfTheNew()
    {
        var seen = new HashSet<string>();
        for (ulong seed = 0; seed < 30; seed++)
        {
            var files = Make(seed);
            files.Write("a", Old, 0, 4);
            files.CutAfter = 3;
            Assert.ThrowsExactly<PowerCutException>(() => files.Write("a", New, 0, New.Length));
            seen.Add(Convert.ToHexString(Read(files)));
        }

        CollectionAssert.AreEquivalent(new[] { "01020304", "", "050607" }, seen.ToArray());
    }

    [TestMethod]
    public void AFullAreaTakesNothing()
    {
        var files = new ModelFiles(new World(1, 24, null), 6, 1);
        Assert.IsTrue(files.Write("a", Old, 0, 4));
        Assert.IsFalse(files.Append("a", New, 0, 5));
        Assert.IsTrue(files.Append("a", New, 0, 2));
        Assert.AreEqual(0, files.FreeOctets);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, Read(files));
    }

    [TestMethod]
    public void AWornFileCanStillBeRead()
    {
        var files = Make(1);
        files.Write("a", Old, 0, 4);
        files.WearOut();
        Assert.IsFalse(files.Write("a", New, 0, 1) || files.Append("a", New, 0, 1) || files.Delete("a"));
        CollectionAssert.AreEqual(Old, Read(files));
        Assert.IsTrue(files.HasBrokenContract);
    }

    [TestMethod]
    public void ALostWriteIsGoneAfterTheCut()
    {
        var world = new World(1, 24, null);
        var files = new ModelFiles(world, 1000, 1);
        files.Write("a", Old, 0, 4);
        world.Weather.LostWrite = 1000000;
        files.Append("a", New, 0, 5);
        Assert.AreEqual(9, files.Length("a"));
        files.LosePower();
        CollectionAssert.AreEqual(Old, Read(files));
    }

    private static ModelFiles Make(ulong seed) => new(new World(seed, 24, null), 1000, seed);

    private static byte[] Read(ModelFiles files)
    {
        var buffer = new byte[100];
        return buffer[..files.Read("a", 0, buffer, 0, 100)];
    }
}
