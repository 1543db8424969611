using System.Buffers.Binary;
using System.Net;
using Sidetap.Decoding.Pcap;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>Captures: written so that others read them, read whatever others wrote, damaged ones refused by name.</summary>
[TestClass]
public sealed class PcapTests
{
    private static readonly DateTime Time = new DateTime(2025, 6, 1, 12, 30, 15, DateTimeKind.Utc).AddMicroseconds(123456);
    private static readonly IPEndPoint Box = new(IPAddress.Parse("192.0.2.7"), 49152);
    private static readonly IPEndPoint Gateway = new(IPAddress.Parse("192.0.2.1"), 1885);

    [TestMethod]
    public void RoundTrip()
    {
        byte[] file = Written([2, 0x16], [], [1, 2, 3]);
        PcapReader reader = Opened(file);
        List<CapturedPacket> packets = [.. reader.Read()];
        Assert.IsNull(reader.Fault);
        Assert.HasCount(3, packets);
        Assert.AreEqual((1L, Time), (packets[0].Number, packets[0].Time));
        Assert.AreEqual((Box, Gateway), (packets[0].Datagram!.Source, packets[0].Datagram!.Destination));
        Assert.AreSequenceEqual(new byte[] { 1, 2, 3 }, packets[2].Datagram!.Payload);
    }

    /// <summary>RFC 791 and RFC 768: summed with its checksum in place, a correct header gives 0xFFFF.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(255)]
    [DataRow(1400)]
    public void ChecksumsAreCorrect(int length)
    {
        byte[] payload = new byte[length];
        new Random(length).NextBytes(payload);
        ReadOnlySpan<byte> packet = Written(payload).AsSpan(40);
        Assert.AreEqual(0xFFFF, OnesComplementSum(packet[..20]));
        ReadOnlySpan<byte> udp = packet[20..];
        byte[] pseudo = [.. packet.Slice(12, 8), 0, 17, (byte)(udp.Length >> 8), (byte)udp.Length, .. udp];
        Assert.AreEqual(0xFFFF, OnesComplementSum(pseudo));
        Assert.AreNotEqual(0, BinaryPrimitives.ReadUInt16BigEndian(udp[6..]));
    }

    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public void OtherByteOrderAndNanoseconds(bool bigEndian, bool nanoseconds)
    {
        byte[] packet = Written([9])[40..];
        byte[] file = File(101, packet, bigEndian, nanoseconds);
        CapturedPacket captured = Opened(file).Read().Single();
        Assert.AreEqual(Time, captured.Time);
        Assert.AreSequenceEqual(new byte[] { 9 }, captured.Datagram!.Payload);
    }

    [TestMethod]
    [DataRow(1u, "0200000000010200000000020800")]
    [DataRow(1u, "0200000000010200000000028100000a0800")]
    [DataRow(101u, "")]
    [DataRow(228u, "")]
    [DataRow(113u, "00000304000600000000000000000800")]
    [DataRow(276u, "0800000000000001030406000000000000000000")]
    public void LinkTypes(uint linkType, string header)
    {
        byte[] packet = [.. Convert.FromHexString(header), .. Written([7, 7])[40..], 0, 0, 0];
        Assert.AreSequenceEqual(new byte[] { 7, 7 }, Opened(File(linkType, packet)).Read().Single().Datagram!.Payload);
    }

    [TestMethod]
    public void Ipv6()
    {
        string header = "6000000000091140" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "c000075d00090000" + "aa";
        UdpDatagram datagram = Opened(File(101, Convert.FromHexString(header))).Read().Single().Datagram!;
        Assert.AreEqual(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 49152), datagram.Source);
        Assert.AreEqual(1885, datagram.Destination.Port);
    }

    [TestMethod]
    [DataRow("0a0d0d0a1c000000", "editcap -F pcap")]
    [DataRow("", "not a pcap")]
    [DataRow("89504e470d0a1a0a", "not a pcap")]
    [DataRow("d4c3b2a10200", "ends in its header")]
    [DataRow("d4c3b2a1020004000000000000000000ffff000069000000", "link type 105 is not supported")]
    public void UnreadableFilesAreNamed(string hex, string reason)
    {
        Assert.IsFalse(PcapReader.TryOpen(new MemoryStream(Convert.FromHexString(hex)), out _, out string? why));
        Assert.Contains(reason, why);
    }

    [TestMethod]
    public void HugeRecordIsRefusedWithoutBeingAllocated()
    {
        byte[] file = [.. Written()[..24], .. new byte[8], 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F];
        PcapReader reader = Opened(file);
        Assert.IsEmpty(reader.Read());
        Assert.Contains("claims 2147483647 octets", reader.Fault!);
    }

    [TestMethod]
    public void EveryTruncationAndManyChanges()
    {
        byte[] file = Written([1, 2, 3], [4]);
        for (int length = 24; length < file.Length; length++)
        {
            PcapReader reader = Opened(file[..length]);
            int count = reader.Read().Count();
            Assert.AreEqual(length is 24 or 71, reader.Fault == null, $"{length}");
            Assert.IsLessThanOrEqualTo(1, count);
        }

        for (int i = 24; i < file.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = (byte[])file.Clone();
                changed[i] = (byte)value;
                Assert.IsTrue(Opened(changed).Read().All(packet => (packet.Datagram == null) == (packet.Skipped != null)));
            }
        }
    }

    [TestMethod]
    public void WhatIsNoUdpIsSkippedByName()
    {
        byte[] tcp = Written([1])[40..];
        tcp[9] = 6;
        byte[] fragment = Written([1])[40..];
        fragment[6] = 0x20;
        Assert.AreEqual("not UDP", Opened(File(101, tcp)).Read().Single().Skipped);
        Assert.AreEqual("IPv4 fragment", Opened(File(101, fragment)).Read().Single().Skipped);
        Assert.AreEqual("not IP", Opened(File(1, new byte[60])).Read().Single().Skipped);
        Assert.AreEqual("packet was cut", Opened(File(101, Written([1, 2, 3])[40..^1])).Read().Single().Skipped);
    }

    private static PcapReader Opened(byte[] file) =>
        PcapReader.TryOpen(new MemoryStream(file), out PcapReader? reader, out string? reason) ? reader : throw new AssertFailedException(reason);

    private static byte[] Written(params byte[][] payloads)
    {
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream))
        {
            foreach (byte[] payload in payloads)
            {
                writer.Write(Time, Box, Gateway, payload);
            }
        }

        return stream.ToArray();
    }

    private static byte[] File(uint linkType, byte[] packet, bool bigEndian = false, bool nanoseconds = false)
    {
        long seconds = (long)(Time - DateTime.UnixEpoch).TotalSeconds;
        uint fraction = nanoseconds ? 123456000u : 123456u;
        uint[] words =
        [
            nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4, bigEndian ? 0x00020004u : 0x00040002u, 0, 0, 65535, linkType, (uint)seconds, fraction,
            (uint)packet.Length, (uint)packet.Length,
        ];
        byte[] file = new byte[40 + packet.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(i * 4), words[i]);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(i * 4), words[i]);
            }
        }

        packet.CopyTo(file, 40);
        return file;
    }

    private static int OnesComplementSum(ReadOnlySpan<byte> octets)
    {
        long sum = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            sum += i % 2 == 0 ? octets[i] << 8 : octets[i];
        }

        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (int)sum;
    }
}
