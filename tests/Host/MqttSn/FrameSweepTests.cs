#nullable enable
using Sidetap.MqttSn;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>Frame.Parse on every way in which a single octet or the end of a known frame can be wrong.</summary>
[TestClass]
public sealed class FrameSweepTests
{
    [TestMethod]
    public void The_known_frames_are_well_formed()
    {
        var frame = new Frame();
        foreach (var datagram in Datagrams.Known.Concat(Datagrams.Long))
        {
            Assert.IsTrue(ReferenceRules.IsWellFormed(datagram), Convert.ToHexString(datagram));
            Assert.AreEqual(FrameError.None, frame.Parse(datagram, 0, datagram.Length), Convert.ToHexString(datagram));
        }
    }

    [TestMethod]
    public void Every_truncation_is_refused_without_a_look_behind_its_end()
    {
        var frame = new Frame();
        foreach (var datagram in Datagrams.Known.Concat(Datagrams.Long))
        {
            for (var length = 0; length < datagram.Length; length++)
            {
                Assert.AreNotEqual(FrameError.None, frame.Parse(datagram[..length], 0, length), Convert.ToHexString(datagram[..length]));
            }
        }
    }

    [TestMethod]
    public void Every_change_of_a_single_octet_is_judged_as_the_specification_judges_it()
    {
        var frame = new Frame();
        var (taken, refused) = (0, 0);
        foreach (var datagram in Datagrams.Known.Concat(Datagrams.Long).SelectMany(Datagrams.Mutations))
        {
            var isTaken = frame.Parse(datagram, 0, datagram.Length) == FrameError.None;
            if (isTaken != ReferenceRules.IsWellFormed(datagram))
            {
                Assert.Fail($"{Convert.ToHexString(datagram)} was {(isTaken ? "taken" : "refused")}.");
            }

            if (isTaken)
            {
                AssertInside(frame, 0, datagram.Length);
                taken++;
            }
            else
            {
                refused++;
            }
        }

        Assert.IsTrue(taken > 100_000 && refused > 50_000, $"{taken} taken, {refused} refused: the sweep has lost its material.");
    }

    // The frame at the end of the array, as in a buffer that is full.
    [TestMethod]
    public void Changes_behind_an_offset_are_judged_the_same()
    {
        const int Offset = 13;
        var frame = new Frame();
        foreach (var known in Datagrams.Known)
        {
            var buffer = new byte[Offset + known.Length];
            Array.Fill(buffer, (byte)0x01);
            foreach (var datagram in Datagrams.Mutations(known))
            {
                datagram.CopyTo(buffer, Offset);
                var isTaken = frame.Parse(buffer, Offset, datagram.Length) == FrameError.None;
                if (isTaken != ReferenceRules.IsWellFormed(datagram))
                {
                    Assert.Fail($"{Convert.ToHexString(datagram)} was {(isTaken ? "taken" : "refused")} at an offset.");
                }

                if (isTaken)
                {
                    AssertInside(frame, Offset, buffer.Length);
                }
            }
        }
    }

    [TestMethod]
    public void Random_octets_are_judged_as_the_specification_judges_them()
    {
        var random = new Random(20260101);
        var frame = new Frame();
        for (var i = 0; i < 500_000; i++)
        {
            // Short ones with a length that fits, so that more than the length is looked at.
            var datagram = new byte[random.Next(0, 34)];
            random.NextBytes(datagram);
            if (datagram.Length > 1 && (i & 3) != 0)
            {
                datagram[0] = (byte)datagram.Length;
                datagram[1] = (byte)(datagram[1] % 0x20);
            }

            var isTaken = frame.Parse(datagram, 0, datagram.Length) == FrameError.None;
            Assert.AreEqual(ReferenceRules.IsWellFormed(datagram), isTaken, Convert.ToHexString(datagram));
        }
    }

    // 5.2.1: 16 bits of length.
    [TestMethod]
    public void Frames_go_up_to_65535_octets_and_no_further()
    {
        var data = new byte[65_527];
        var buffer = new byte[65_600];
        Assert.AreEqual(65_535, FrameWriter.Publish(buffer, 0, 0, 1, 0, data, 0, 65_526));
        Assert.AreEqual("01FFFF0C0000010000", Convert.ToHexString(buffer, 0, 9));
        var frame = new Frame();
        Assert.AreEqual(FrameError.None, frame.Parse(buffer, 0, 65_535));
        Assert.AreEqual(65_526, frame.DataLength);
        Assert.AreEqual(FrameError.LengthMismatch, frame.Parse(buffer, 0, 65_536));

        Array.Clear(buffer);
        Assert.AreEqual(0, FrameWriter.Publish(buffer, 0, 0, 1, 0, data, 0, 65_527));
        Assert.AreEqual(65_535, FrameWriter.Tail(buffer, 0, MessageType.WillMsg, new byte[65_531]));
        Array.Clear(buffer);
        Assert.AreEqual(0, FrameWriter.Tail(buffer, 0, MessageType.WillMsg, new byte[65_532]));
        Assert.IsTrue(buffer.All(b => b == 0));
    }

    private static void AssertInside(Frame frame, int from, int to)
    {
        if (frame.DataLength < 0 || frame.DataOffset < from || frame.DataOffset + frame.DataLength > to
            || frame.NodeIdLength < 0 || frame.NodeIdOffset + frame.NodeIdLength > to)
        {
            Assert.Fail($"A field of {Convert.ToHexString(frame.Buffer)} lies outside it.");
        }
    }
}
