#nullable enable
using System.Buffers.Binary;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Tests.Host.Outbox;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>What an attacker in the network can send: each is refused by name, nothing is written beyond the second slot, and what runs is as it was.</summary>
[TestClass]
public sealed class HostileUpdateTests
{
    private const int HeaderOctets = 32;
    private const int PayloadOctets = 5000;

    private static readonly byte[] Image = TestImages.Signed("1.2.0", PayloadOctets, counter: 5);
    private static readonly int ProtectedOctets = BinaryPrimitives.ReadUInt16LittleEndian(Image.AsSpan(10));
    private static readonly int TlvAt = HeaderOctets + PayloadOctets + ProtectedOctets;

    [TestMethod]
    public void A_tampered_payload() => RefusedWhole(UpdateError.WrongDigest, HeaderOctets + 700, 1);

    [TestMethod]
    public void A_tampered_header() => RefusedWhole(UpdateError.OtherImage, 20, 1);

    [TestMethod]
    public void A_header_of_something_else() => RefusedWhole(UpdateError.BadMagic, 0, 1);

    [TestMethod]
    public void A_tampered_board() => RefusedWhole(UpdateError.WrongDigest, FindProtected(0xA0) + 4, 1);

    [TestMethod]
    public void A_tampered_security_counter() => RefusedWhole(UpdateError.WrongDigest, FindProtected(0x50) + 4, 0x10);

    [TestMethod]
    public void A_tampered_hash() => RefusedWhole(UpdateError.WrongDigest, Find(0x10) + 9, 1);

    [TestMethod]
    public void A_tampered_key_hash() => RefusedWhole(UpdateError.OtherKey, Find(0x01) + 9, 1);

    [TestMethod]
    public void A_tampered_signature() => RefusedWhole(UpdateError.WrongSignature, Find(0x22) + 20, 1);

    [TestMethod]
    public void A_signature_that_is_no_DER() => RefusedWhole(UpdateError.WrongSignature, Find(0x22) + 4, 1);

    [TestMethod]
    public void A_TLV_longer_than_its_area() => RefusedWhole(UpdateError.BadTlv, Find(0x22) + 3, 0x40);

    [TestMethod]
    public void An_area_of_TLVs_that_is_none() => RefusedWhole(UpdateError.BadTlv, TlvAt, 1);

    [TestMethod]
    public void A_truncated_image()
    {
        var bench = BenchWithOne();
        Refused(bench, UpdateError.Truncated, Image[..^40], TestImages.Offer(Image, total: (uint)Image.Length - 40));

        // The server has all of it, and the offer says less.
        Refused(BenchWithOne(), UpdateError.Truncated, Image, TestImages.Offer(Image, total: (uint)Image.Length - 40));
    }

    [TestMethod]
    public void An_extended_image()
    {
        var bench = BenchWithOne();
        Refused(bench, UpdateError.Extended, [.. Image, .. new byte[100]], TestImages.Offer(Image, total: (uint)Image.Length + 100));
    }

    [TestMethod]
    public void Four_gigabytes()
    {
        foreach (var total in new uint[] { uint.MaxValue, 0x80000000, 0x7FFFFFFF, (uint)UpdateBench.Capacity + 1 })
        {
            RefusedAtOnce(UpdateError.TooLong, TestImages.Offer(Image, total: total));
        }

        var header = (byte[])Image.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), uint.MaxValue);
        RefusedAtOnce(UpdateError.Truncated, OfferOf(header, Image));
        RefusedAtOnce(UpdateError.Truncated, TestImages.Offer(Image, total: 0));
        RefusedAtOnce(UpdateError.Truncated, TestImages.Offer(Image, total: 100));
    }

    [TestMethod]
    public void Another_key()
    {
        RefusedAtOnce(UpdateError.NotSigned, TestImages.Offer(TestImages.Signed("1.2.0", key: TestImages.Other)));

        // The owner's signature of another image does not help: it is not under what arrives.
        var others = TestImages.Signed("1.2.0", PayloadOctets, key: TestImages.Other);
        Refused(BenchWithOne(), UpdateError.WrongDigest, [.. others[..TlvAt], .. Image[TlvAt..]], OfferOf(others, Image));
        Refused(BenchWithOne(), UpdateError.OtherKey, others, OfferOf(others, Image));
    }

    [TestMethod]
    public void An_older_offer_again()
    {
        var bench = BenchWithOne();
        bench.Serve(Image);
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.2.0", bench.RunningVersion);
        Assert.AreEqual(5u, bench.Agent.SecurityCounter);
        Refused(bench, UpdateError.OlderVersion, null, TestImages.Offer(TestImages.Signed("1.1.5", counter: 5), counter: 5));
        Refused(bench, UpdateError.SameVersion, null, TestImages.Offer(TestImages.Signed("1.2.0", 700, counter: 5), counter: 5));
        Refused(bench, UpdateError.CounterTooLow, null, TestImages.Offer(TestImages.Signed("1.3.0", counter: 4), counter: 4));

        // An offer can say what it likes; the image's own counter counts.
        var low = TestImages.Signed("1.3.0", counter: 4);
        Refused(bench, UpdateError.CounterTooLow, low, TestImages.Offer(low, counter: 9));
    }

    [TestMethod]
    public void An_image_for_another_board()
    {
        var other = TestImages.Signed("1.2.0", board: "esp32");
        RefusedAtOnce(UpdateError.WrongBoard, TestImages.Offer(other, "esp32"));
        Refused(BenchWithOne(), UpdateError.WrongBoard, other, TestImages.Offer(other));
    }

    [TestMethod]
    public void Offers_that_are_none()
    {
        var offer = TestImages.Offer(Image);
        for (var length = 1; length < offer.Length; length++)
        {
            RefusedAtOnce(UpdateError.NotAnOffer, offer[..length]);
        }

        var random = new Random(1);
        for (var i = 0; i < offer.Length * 8; i++)
        {
            var flipped = (byte[])offer.Clone();
            flipped[i / 8] ^= (byte)(1 << (i % 8));
            RefusedAtOnce(UpdateError.NotAnOffer, flipped);
            var junk = new byte[1 + random.Next(600)];
            random.NextBytes(junk);
            RefusedAtOnce(UpdateError.NotAnOffer, junk);
        }
    }

    [TestMethod]
    public void Offers_whose_parts_are_wrong_and_whose_check_sum_is_right()
    {
        var offer = TestImages.Offer(Image, counter: 5);
        for (var i = 0; i < offer.Length - 4; i++)
        {
            foreach (var bit in new[] { 1, 0x80 })
            {
                var bench = BenchWithOne();
                var changed = (byte[])offer.Clone();
                changed[i] ^= (byte)bit;
                BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(offer.Length - 4), Crc32.Of(changed, 0, offer.Length - 4));
                bench.Serve(Image, changed);
                bench.Start();
                var before = Snapshot(bench);
                bench.RunThrough(2);
                Assert.IsTrue(bench.Agent.State is UpdateState.Idle or UpdateState.Receiving or UpdateState.Trial, $"octet {i}: {bench.Agent.State}");
                CheckUntouched(bench, before, mayRun: true);
            }
        }
    }

    [TestMethod]
    public void Blocks_that_are_none_change_nothing()
    {
        var bench = BenchWithOne();
        bench.Serve(Image);
        bench.Start();
        Assert.IsTrue(bench.Run(() => bench.Agent.State == UpdateState.Receiving && bench.Agent.Received > 0));
        var received = bench.Agent.Received;
        bench.Passes = (_, _) => false;
        var random = new Random(2);
        var session = UpdateMessages.SessionOf(Image[..32]);
        var block = new byte[UpdateMessages.BlockOverhead + 100];
        UpdateMessages.WriteBlock(block, session, received, Image, 100);
        for (var length = 0; length < block.Length; length++)
        {
            bench.Send("block", block[..length]);
        }

        for (var i = 0; i < block.Length * 8; i++)
        {
            var flipped = (byte[])block.Clone();
            flipped[i / 8] ^= (byte)(1 << (i % 8));
            bench.Send("block", flipped);
        }

        foreach (var first in new[] { -1, int.MinValue, int.MaxValue, Image.Length, Image.Length - 1, received + 1, received - 1, 0 })
        {
            var octets = new byte[UpdateMessages.BlockOverhead + 300];
            random.NextBytes(octets);
            BinaryPrimitives.WriteUInt32LittleEndian(octets, session);
            BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(4), first);
            BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(octets.Length - 4), Crc32.Of(octets, 0, octets.Length - 4));
            bench.Send("block", octets);
        }

        bench.Run(() => false, 1);
        Assert.AreEqual(received, bench.Agent.Received);
        bench.Passes = (_, _) => true;
        bench.RunThrough();
        Assert.AreEqual("1.2.0", bench.RunningVersion);
    }

    [TestMethod]
    public void A_flood_of_offers()
    {
        var bench = BenchWithOne();
        bench.Start();
        var before = Snapshot(bench);
        var random = new Random(3);
        var unsigned = TestImages.Offer(TestImages.Signed("1.9.0", key: TestImages.Other));
        var started = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20000; i++)
        {
            var offer = (byte[])unsigned.Clone();
            if (i % 3 == 0)
            {
                random.NextBytes(offer.AsSpan(random.Next(offer.Length)));
            }

            bench.Send("offer", offer);
            bench.Run(() => false, 5);
        }

        Assert.IsLessThan(200_000_000L, GC.GetAllocatedBytesForCurrentThread() - started, "the bench itself allocates; the agent does not keep anything");
        Assert.AreEqual(20000u, bench.Agent.Statistics.Offers);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        CheckUntouched(bench, before, mayRun: false);

        // And then comes a real one, and comes again until it is heard.
        bench.Serve(Image);
        bench.Run(() => false, 31000);
        bench.Send("offer", bench.Retained!);
        bench.RunThrough();
        Assert.AreEqual("1.2.0", bench.RunningVersion);
    }

    /// <summary>A signature that is good must not be taken for another one's, whatever comes while an image is verified.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(100)]
    [DataRow(450)]
    [DataRow(500)]
    [DataRow(600)]
    [DataRow(700)]
    [DataRow(1000)]
    public void A_good_offer_while_a_bad_image_is_verified(int stepMs)
    {
        var bad = (byte[])Image.Clone();
        bad[Find(0x22) + 20] ^= 1;
        var bench = BenchWithOne();
        var offer = bench.Serve(bad, TestImages.Offer(Image, counter: 5));
        bench.Start();
        Assert.IsTrue(bench.Run(() => bench.Agent.State == UpdateState.Receiving));
        bench.Send("offer", TestImages.Offer(TestImages.Signed("1.9.0", key: TestImages.Other)));
        Assert.IsTrue(bench.Run(() => bench.Agent.Statistics.LastRefusal == UpdateError.NotSigned));
        bench.Send("offer", TestImages.Offer(TestImages.Signed("1.8.0", counter: 5), counter: 5));
        Assert.IsTrue(bench.Run(() => bench.Agent.State == UpdateState.Verifying));
        var now = bench.NowMs;
        for (var i = 0; i < 2000 && bench.Agent.State == UpdateState.Verifying; i++)
        {
            bench.Agent.Step(now += stepMs);
        }

        Assert.AreEqual(UpdateError.WrongSignature, bench.Agent.Error);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        Assert.IsNotNull(offer);
    }

    /// <summary>An image of which some octets are changed on the way, with an offer that is right.</summary>
    private static void RefusedWhole(UpdateError error, int at, int change)
    {
        var changed = (byte[])Image.Clone();
        changed[at] ^= (byte)change;
        Refused(BenchWithOne(), error, changed, TestImages.Offer(Image));
    }

    private static void RefusedAtOnce(UpdateError error, byte[] offer)
    {
        var bench = BenchWithOne();
        bench.Start();
        var before = Snapshot(bench);
        bench.Send("offer", offer);
        bench.Run(() => false, 3000);
        Assert.AreEqual(error, bench.Agent.Error);
        Assert.AreEqual(1u, bench.Agent.Statistics.Refused);
        Assert.AreEqual((byte)error, bench.Status![5], "the box says so");
        Assert.AreEqual(0u, bench.Agent.Statistics.Asked);
        CheckUntouched(bench, before, mayRun: false);
    }

    private static void Refused(UpdateBench bench, UpdateError error, byte[]? image, byte[] offer)
    {
        bench.Serve(image ?? Image, offer);
        if (image is not null)
        {
            bench.ServeAs(offer, image);
        }

        bench.Start();
        var running = bench.RunningVersion;
        var before = Snapshot(bench);
        Assert.IsFalse(bench.Run(() => false, 300000));
        Assert.IsFalse(bench.Agent.IsRestartWanted);
        Assert.AreEqual(error, bench.Agent.Error);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        Assert.AreEqual(UpdateSlotState.None, bench.Slots.State);
        CheckUntouched(bench, before, mayRun: false);
        bench.Retained = null;
        bench.Start();
        Assert.AreEqual(running, bench.RunningVersion);
    }

    /// <summary>The files that are none of the second slot's.</summary>
    private static Dictionary<string, string> Snapshot(UpdateBench bench)
    {
        var own = bench.StartedSlot == 0 ? "slot-b" : "slot-a";
        return bench.Files.Names.Where(name => !name.StartsWith(own, StringComparison.Ordinal) && !name.StartsWith("slots.", StringComparison.Ordinal))
            .ToDictionary(name => name, name => Convert.ToHexString(bench.Files.ContentOf(name)));
    }

    private static void CheckUntouched(UpdateBench bench, Dictionary<string, string> before, bool mayRun)
    {
        foreach (var (name, content) in before)
        {
            var isRecord = mayRun && name.StartsWith("update.", StringComparison.Ordinal);
            Assert.IsTrue(isRecord || (bench.Files.Names.Contains(name) && Convert.ToHexString(bench.Files.ContentOf(name)) == content), name);
        }

        foreach (var name in bench.Files.Names.Where(name => !before.ContainsKey(name)))
        {
            Assert.IsTrue(name.StartsWith("slot", StringComparison.Ordinal) || (mayRun && name.StartsWith("update.", StringComparison.Ordinal)), name);
        }
    }

    /// <summary>The offer of an image with digest and signature of another one.</summary>
    private static byte[] OfferOf(byte[] image, byte[] signed)
    {
        var offer = TestImages.Offer(signed);
        image.AsSpan(0, 32).CopyTo(offer.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(offer.AsSpan(4), (uint)image.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(offer.AsSpan(offer.Length - 4), Crc32.Of(offer, 0, offer.Length - 4));
        return offer;
    }

    /// <summary>A box whose running image came over the air.</summary>
    private static UpdateBench BenchWithOne()
    {
        return new UpdateBench(Running.Copy());
    }

    private static readonly FaultyFiles Running = MakeRunning();

    private static FaultyFiles MakeRunning()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.1.0"));
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
        return bench.Files;
    }

    private static int Find(int type) => FindFrom(type, TlvAt + 4);

    private static int FindProtected(int type) => FindFrom(type, HeaderOctets + PayloadOctets + 4);

    private static int FindFrom(int type, int at)
    {
        while (BinaryPrimitives.ReadUInt16LittleEndian(Image.AsSpan(at)) != type)
        {
            at += 4 + BinaryPrimitives.ReadUInt16LittleEndian(Image.AsSpan(at + 2));
        }

        return at;
    }
}
