using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.Updates;

/// <summary>What IUpdateSlots promises, on each of its implementations: slots of files, and nanoFramework's In-Field Update.</summary>
[TestClass]
[DoNotParallelize] // there is one UpdateManager
public class UpdateSlotsTests
{
    private static readonly byte[] Image = TestImage.Of(2);

    public static IEnumerable<object[]> Kinds => [["files"], ["in-field"]];

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void WithoutASecondImageThereIsNothingToDo(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        AssertNothing(bench);
        bench.Restart();
        AssertNothing(bench);
        Assert.AreEqual(1, bench.Running);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void AnImageThatIsTooLongOrHasNothingIsNotBegun(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        Assert.IsFalse(bench.Slots.Start(SlotsBench.Capacity + 1, Image));
        Assert.IsFalse(bench.Slots.Start(0, Image));
        Assert.IsFalse(bench.Slots.Start(-1, Image));
        AssertNothing(bench);
        Assert.IsTrue(bench.Slots.Start(SlotsBench.Capacity, Image));
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void AnImageArrivesIsTriedAndStays(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        Assert.IsTrue(bench.Slots.Start(Image.Length, Image));
        Assert.AreEqual((UpdateSlotState.Receiving, Image.Length, 0), (bench.Slots.State, bench.Slots.TotalLength, bench.Slots.NextOffset));
        CollectionAssert.AreEqual(Image[..32], bench.Slots.Header);
        Append(bench, 7, 1, 0, 23, 1, 500, 5000, 4096);
        Assert.IsFalse(bench.Slots.Complete(), "It is not all here.");
        int left = Image.Length - bench.Slots.NextOffset;
        Assert.IsFalse(bench.Slots.Append(new byte[left + 1], 0, left + 1), "More than announced.");
        Assert.IsFalse(bench.Slots.Append(Image, 0, -1));
        Append(bench, left);
        Assert.IsFalse(bench.Slots.Append(Image, 0, 1));
        Assert.IsTrue(bench.Slots.Complete());
        Assert.AreEqual(UpdateSlotState.Staged, bench.Slots.State);
        Assert.IsFalse(bench.Slots.Complete());
        Assert.IsFalse(bench.Slots.Append(Image, 0, 1));
        Assert.IsFalse(bench.Slots.Confirm());
        Assert.AreEqual(1, bench.Running);

        bench.Restart();
        Assert.AreEqual(2, bench.Running);
        AssertTrial(bench);
        Assert.IsTrue(bench.Slots.Confirm());
        Assert.AreEqual((UpdateSlotState.None, 0), (bench.Slots.State, bench.Slots.TotalLength));
        Assert.IsFalse(bench.Slots.Confirm());
        Assert.IsFalse(bench.Slots.Revert());
        bench.Restart();
        Assert.AreEqual(2, bench.Running);
        Assert.AreEqual(UpdateSlotState.None, bench.Slots.State);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void AnImageThatIsNotConfirmedGoesAndCanBeTriedAgain(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        Stage(bench, Image);
        bench.Restart();
        Assert.AreEqual(2, bench.Running);
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
        Assert.IsTrue(bench.Slots.State is UpdateSlotState.Reverted or UpdateSlotState.None);
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
        Assert.IsTrue(bench.Slots.Resume(Image.Length, Image));
        Assert.AreEqual(Image.Length, bench.Slots.NextOffset, "It is still there.");
        Assert.IsTrue(bench.Slots.Complete());
        bench.Restart();
        Assert.AreEqual(2, bench.Running);
        AssertTrial(bench);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void ATrialCanBeEndedByHand(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        Stage(bench, Image);
        bench.Restart();
        Assert.IsTrue(bench.Slots.Revert());
        Assert.AreEqual(UpdateSlotState.Reverted, bench.Slots.State);
        Assert.IsFalse(bench.Slots.Revert());
        Assert.IsFalse(bench.Slots.Confirm());
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void AnImageGoesOnAfterARestartAndNoOtherOneInItsPlace(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        bench.Slots.Start(Image.Length, Image);
        Append(bench, 9000);
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
        Assert.IsFalse(bench.Slots.Append(Image, 0, 1), "Nobody said that it goes on.");
        Assert.IsFalse(bench.Slots.Resume(Image.Length, TestImage.Of(3)));
        Assert.IsTrue(bench.Slots.Resume(Image.Length, Image));
        int here = bench.Slots.NextOffset;
        Assert.IsTrue(here is > 0 and <= 9000, $"{here}");
        Assert.AreEqual(Image.Length, bench.Slots.TotalLength);
        CollectionAssert.AreEqual(Image[..32], bench.Slots.Header);
        Append(bench, Image.Length - here);
        Assert.IsTrue(bench.Slots.Complete());
        bench.Restart();
        Assert.AreEqual(2, bench.Running);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void WhatIsGivenUpIsGone(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        bench.Slots.Start(Image.Length, Image);
        Append(bench, 9000);
        Assert.IsTrue(bench.Slots.Abort(true));
        AssertNothing(bench);
        Stage(bench, Image);
        Assert.IsTrue(bench.Slots.Abort(true), "Also when it was to be tried.");
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
        AssertNothing(bench);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void ANewImageTakesThePlaceOfOneThatArrives(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        bench.Slots.Start(Image.Length, Image);
        Append(bench, 9000);
        byte[] newer = TestImage.Of(3, 100);
        Stage(bench, newer);
        bench.Restart();
        Assert.AreEqual(3, bench.Running);
        Assert.IsTrue(bench.Slots.Confirm());
        Stage(bench, Image);
        bench.Restart();
        Assert.AreEqual(2, bench.Running, "The other slot's turn.");
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void AMemoryThatFailsIsAReturnValue(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        bench.Slots.Start(Image.Length, Image);
        Append(bench, 9000);
        bench.WearOut();
        Assert.IsFalse(bench.Slots.Append(Image, 9000, Image.Length - 9000));
        Assert.IsFalse(bench.Slots.Complete());
        Assert.IsFalse(bench.Slots.Abort(true));
        Assert.IsFalse(bench.Slots.Start(Image.Length, Image));
        bench.Restart();
        Assert.AreEqual(1, bench.Running);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void ATrialWhoseConfirmationFailsIsOneStill(string kind)
    {
        SlotsBench bench = SlotsBench.Of(kind);
        Stage(bench, Image);
        bench.Restart();
        bench.WearOut();
        Assert.IsFalse(bench.Slots.Confirm());
        Assert.AreEqual(UpdateSlotState.Trial, bench.Slots.State);
    }

    private static void Stage(SlotsBench bench, byte[] image)
    {
        Assert.IsTrue(bench.Slots.Start(image.Length, image));
        Assert.IsTrue(bench.Slots.Append(image, 0, image.Length));
        Assert.IsTrue(bench.Slots.Complete());
    }

    private static void Append(SlotsBench bench, params int[] counts)
    {
        foreach (int count in counts)
        {
            int before = bench.Slots.NextOffset;
            Assert.IsTrue(bench.Slots.Append(Image, before, count));
            Assert.AreEqual(before + count, bench.Slots.NextOffset);
        }
    }

    private static void AssertNothing(SlotsBench bench)
    {
        Assert.AreEqual((UpdateSlotState.None, 0, 0), (bench.Slots.State, bench.Slots.TotalLength, bench.Slots.NextOffset));
        Assert.IsFalse(bench.Slots.Append(Image, 0, 100));
        Assert.IsFalse(bench.Slots.Complete());
        Assert.IsFalse(bench.Slots.Confirm());
        Assert.IsFalse(bench.Slots.Revert());
        Assert.IsFalse(bench.Slots.Resume(Image.Length, Image));
        Assert.AreEqual(-1, bench.Slots.Read(0, new byte[8], 0, 8));
    }

    private static void AssertTrial(SlotsBench bench)
    {
        Assert.AreEqual(UpdateSlotState.Trial, bench.Slots.State);
        Assert.IsFalse(bench.Slots.Start(Image.Length, Image));
        Assert.IsFalse(bench.Slots.Resume(Image.Length, Image));
        Assert.IsFalse(bench.Slots.Append(Image, 0, 1));
        Assert.IsFalse(bench.Slots.Complete());
        Assert.IsFalse(bench.Slots.Abort(true));
        Assert.AreEqual(UpdateSlotState.Trial, bench.Slots.State);
    }
}
