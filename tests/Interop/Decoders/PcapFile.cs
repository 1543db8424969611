using System.Buffers.Binary;
using System.Net;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>
/// Writes and reads datagrams as a classic pcap file of raw IPv4 packets. Deliberately apart from whatever the product writes itself: a fault there
/// must not hide one here.
/// </summary>
internal static class PcapFile
{
    /// <summary>The most a UDP datagram over IPv4 can carry.</summary>
    public const int MaxDatagramLength = 0xFFFF - IpHeaderLength - UdpHeaderLength;

    private const uint MagicMicroseconds = 0xA1B2C3D4;
    private const uint LinkTypeRaw = 101; // LINKTYPE_RAW: the packet begins with its IP header
    private const int IpHeaderLength = 20;
    private const int UdpHeaderLength = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="datagrams">UDP payloads, each of at most <see cref="MaxDatagramLength"/> octets.</param>
    /// <param name="destinationPort">The port they are sent to.</param>
    public static void Write(string path, IEnumerable<byte[]> datagrams, int destinationPort)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write(MagicMicroseconds);
        file.Write((ushort)2); // version 2.4
        file.Write((ushort)4);
        file.Write(0); // time zone
        file.Write(0); // accuracy
        file.Write(0x40000); // snap length
        file.Write(LinkTypeRaw);
        int number = 0;
        foreach (byte[] datagram in datagrams)
        {
            byte[] packet = Packet(datagram, destinationPort);
            file.Write(number++); // seconds: any time will do
            file.Write(0); // microseconds
            file.Write(packet.Length);
            file.Write(packet.Length);
            file.Write(packet);
        }
    }

    /// <summary>Reads the UDP payloads of a file of this form.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The payloads, in the file's order.</returns>
    public static List<byte[]> ReadPayloads(string path)
    {
        const int FileHeaderLength = 24;
        const int RecordHeaderLength = 16;
        byte[] file = File.ReadAllBytes(path);
        Assert.AreEqual(MagicMicroseconds, BitConverter.ToUInt32(file, 0));
        Assert.AreEqual(LinkTypeRaw, BitConverter.ToUInt32(file, 20));
        List<byte[]> payloads = [];
        for (int at = FileHeaderLength; at < file.Length;)
        {
            int length = BitConverter.ToInt32(file, at + 8);
            int packet = at + RecordHeaderLength;
            payloads.Add(file[(packet + IpHeaderLength + UdpHeaderLength)..(packet + length)]);
            at = packet + length;
        }

        return payloads;
    }

    private static byte[] Packet(byte[] datagram, int destinationPort)
    {
        if (datagram.Length > MaxDatagramLength)
        {
            throw new ArgumentException($"A datagram of {datagram.Length} octets does not fit into an IPv4 packet.", nameof(datagram));
        }

        byte[] packet = new byte[IpHeaderLength + UdpHeaderLength + datagram.Length];
        Span<byte> ip = packet;
        ip[0] = 0x45; // version 4, header of five words
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[8] = 64; // time to live
        ip[9] = 17; // UDP
        IPAddress.Parse("192.0.2.1").GetAddressBytes().CopyTo(ip[12..]); // TEST-NET-1, RFC 5737
        IPAddress.Parse("192.0.2.2").GetAddressBytes().CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip[..IpHeaderLength]));

        Span<byte> udp = ip[IpHeaderLength..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, 50000);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length); // the checksum of 0 that follows means: none
        datagram.CopyTo(udp[UdpHeaderLength..]);
        return packet;
    }

    /// <summary>RFC 791, 3.1: the complement of the one's complement sum of all words.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
