using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Images;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Models;
using Sidetap.Simulation.Updates;
using Sidetap.Update;
using static Sidetap.Simulation.Tests.UpdateBench;

namespace Sidetap.Simulation.Tests;

/// <summary>The books about updates object to each thing that must not be, and to nothing else.</summary>
[TestClass]
public sealed class UpdateRuleTests
{
    [TestMethod]
    public void AnUpdateThatIsTriedAndConfirmedIsAGoodOne()
    {
        var bench = new UpdateBench();
        bench.Put(0, Image(1).Octets);
        bench.Start(FileSlots.NoSlot, false).Start(0, true).Proved().Start(0, false);
        Assert.AreEqual(new ImageVersion(1, 1, 0), bench.Book.Confirmed.Version);
        Assert.AreEqual(1, bench.Book.Confirmations);
        bench.Put(1, Image(2).Octets);
        bench.Start(1, true).Start(0, false);
        Assert.AreEqual(1, bench.Book.Reversions);
        Assert.AreEqual(new ImageVersion(1, 1, 0), bench.Book.Confirmed.Version);
    }

    [TestMethod]
    public void WhatStartsIsWholeAndTheOwners()
    {
        var bench = new UpdateBench();
        bench.Objects("update.unverified-started", () => bench.Start(0, true));
        foreach (var at in new[] { 0, 21, 40, 4500, 5100 })
        {
            var damaged = Image(1).Octets.AsSpan().ToArray();
            damaged[at] ^= 0x40;
            bench.Put(0, damaged);
            bench.Objects("update.unverified-started", () => bench.Start(0, true));
        }

        bench.Put(0, Image(1).Octets[..^1]);
        bench.Objects("update.unverified-started", () => bench.Start(0, true));
        bench.Put(0, Image(1, isOwners: false).Octets);
        bench.Objects("update.unverified-started", () => bench.Start(0, true));
        bench.Put(0, Image(1).WithSignature(Image(1, isOwners: false).Signature));
        bench.Objects("update.unverified-started", () => bench.Start(0, true));
        bench.Put(0, Image(1, board: SignedImages.OtherBoard).Octets);
        bench.Objects("update.other-board", () => bench.Start(0, true));
    }

    [TestMethod]
    public void WhatIsLeftOfALongerImageDoesNotMatter()
    {
        var bench = new UpdateBench();
        bench.Put(0, Image(1, octets: 20000).Octets);
        bench.Put(0, Image(1, octets: 3000).Octets);
        bench.Start(0, true);
        Assert.AreEqual(Image(1, octets: 3000).Session, bench.Book.Running.Session);
    }

    [TestMethod]
    public void NothingOlderThanWhatWasConfirmedStarts()
    {
        var bench = new UpdateBench();
        bench.Put(0, Image(2, 1).Octets);
        bench.Put(1, Image(1, 1).Octets);
        bench.Start(0, true).Proved().Start(0, false);
        bench.Objects("update.lost-version", () => bench.Start(1, false));
        bench.Objects("update.lost-version", () => bench.Start(FileSlots.NoSlot, false));
        bench.Put(1, Image(3, 0).Octets);
        bench.Objects("update.counter", () => bench.Start(1, true));
    }

    [TestMethod]
    public void ATrialIsOneLifeLongAndThereAreThree()
    {
        var bench = new UpdateBench();
        bench.Put(0, Image(1).Octets);
        bench.Start(0, true);
        bench.Objects("update.tried-again", () => bench.Start(0, true));
        bench.Start(FileSlots.NoSlot, false).Start(0, true).Start(FileSlots.NoSlot, false);
        bench.Objects("update.tries", () => bench.Start(0, true));
    }

    [TestMethod]
    public void WhatHasNotProvedItselfIsNotConfirmed()
    {
        var bench = new UpdateBench();
        bench.Put(0, Image(1).Octets);
        bench.Objects("update.not-tried", () => bench.Start(0, false));
        bench = new UpdateBench();
        bench.Put(0, Image(1).Octets);
        bench.Start(0, true);
        bench.Book.OnPowerLoss(9999, 1);
        bench.Objects("update.not-tried", () => bench.Start(0, false));
        bench = new UpdateBench();
        bench.Put(0, Image(1).Octets);
        bench.Start(0, true);
        bench.Book.OnPowerLoss(20000, 0);
        bench.Objects("update.not-tried", () => bench.Start(0, false));
    }

    [TestMethod]
    public void ABoxAsksForWhatWasOfferedToIt()
    {
        const int Room = 200;
        var bench = new UpdateBench();
        bench.Server.Act(ServerAction.Release);
        var image = bench.Server.Image!;
        var octets = (uint)image.Octets.Length;
        bench.Book.OnAsk(Ask(image.Session, 0, Room - 12, 1), Room);
        bench.Book.OnAsk(Ask(image.Session, octets - 1, 1, 1), Room);
        bench.Objects("update.ask", () => bench.Book.OnAsk(Ask(image.Session ^ 1, 0, 100, 1), Room));
        bench.Objects("update.ask", () => bench.Book.OnAsk(Ask(image.Session, octets, 100, 1), Room));
        bench.Objects("update.ask", () => bench.Book.OnAsk(Ask(image.Session, 0, Room - 11, 1), Room));
        bench.Objects("update.ask", () => bench.Book.OnAsk(Ask(image.Session, 0, 100, 0), Room));
        bench.Objects("update.ask", () => bench.Book.OnAsk(Ask(image.Session, 0, 100, 17), Room));
        bench.Objects("update.ask", () => bench.Book.OnAsk([1, 2, 3], Room));
    }

    [TestMethod]
    public void TheServerBearsAnythingAndAnswersLittle()
    {
        var bench = new UpdateBench();
        bench.Server.Act(ServerAction.Release);
        while (bench.World.Events.NextMs != long.MaxValue)
        {
            bench.World.Events.Take();
        }

        var session = bench.Server.Image!.Session;
        byte[][] all = [[], [1], Ask(session, uint.MaxValue, 512, 16), Ask(session, 0, 0, 16), Ask(session, 0, 513, 16), Ask(session + 1, 0, 100, 16)];
        foreach (var message in all)
        {
            bench.Server.Take(false, message);
            bench.Server.Take(true, message);
        }

        Assert.AreEqual(long.MaxValue, bench.World.Events.NextMs);
        bench.Server.Take(false, Ask(session, 0, 1, 65535));
        var blocks = 0;
        for (; bench.World.Events.NextMs != long.MaxValue; blocks++)
        {
            var block = bench.World.Events.Take();
            Assert.AreEqual(EventKind.FromServer, block.Kind);
            var payload = block.Datagram!.Octets.AsSpan(0, block.Datagram.Length);
            Assert.AreEqual(OctetSum.Of(payload[..^4]), BitConverter.ToUInt32(payload[^4..]));
        }

        Assert.AreEqual(16, blocks);
    }

    [TestMethod]
    public void AnImageIsTheSameInEveryRun()
    {
        var recipe = new ImageRecipe(new ImageVersion(1, 2, 3), 4, 700, SignedImages.Board, ImageFate.Good, true);
        var first = SimulatedImage.Make(recipe, SignedImages.Owner);
        CollectionAssert.AreEqual(first.Octets, SimulatedImage.Make(recipe, SignedImages.Owner).Octets);
        CollectionAssert.AreEqual(first.Offer, SimulatedImage.Make(recipe, SignedImages.Owner).Offer);
        Assert.AreEqual(0xCBF43926, OctetSum.Of("123456789"u8));
    }

    private static byte[] Ask(uint session, uint first, int octets, int count) =>
        [.. BitConverter.GetBytes(session), .. BitConverter.GetBytes(first), .. BitConverter.GetBytes((ushort)octets), .. BitConverter.GetBytes((ushort)count)];
}
