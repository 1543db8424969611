using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Sidetap.Decoding.Pcap;

/// <summary>
/// Writes UDP datagrams as a classic pcap file with microseconds and link type 101 (packets begin with their IPv4 header): tshark, Wireshark and scapy
/// read it as it is, and no link layer has to be made up.
/// </summary>
public sealed class PcapWriter : IDisposable
{
    /// <summary>The link type, LINKTYPE_RAW.</summary>
    public const int LinkType = 101;

    private const int RecordHeaderLength = 16;
    private const int MaxPayload = 65535 - Ipv4.HeaderLength - Ipv4.UdpHeaderLength;

    private readonly Stream _stream;
    private ushort _identification;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Receives it; closed with this object.</param>
    public PcapWriter(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65535); // snaplen
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkType);
        _stream.Write(header);
    }

    /// <summary>Writes a datagram.</summary>
    /// <param name="time">When it was sent or received.</param>
    /// <param name="source">Its sender, IPv4.</param>
    /// <param name="destination">Its receiver, IPv4.</param>
    /// <param name="payload">Its octets, up to 65,507.</param>
    /// <exception cref="ArgumentException">An address is not IPv4, or the payload is too long for one datagram.</exception>
    public void Write(DateTime time, IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxPayload)
        {
            throw new ArgumentException($"more than {MaxPayload} octets", nameof(payload));
        }

        int udpLength = Ipv4.UdpHeaderLength + payload.Length;
        int packetLength = Ipv4.HeaderLength + udpLength;
        byte[] record = new byte[RecordHeaderLength + packetLength];
        WriteRecordHeader(record, time, packetLength);

        Span<byte> ip = record.AsSpan(RecordHeaderLength, Ipv4.HeaderLength);
        ip[0] = 0x45; // version 4, five words
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packetLength);
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], _identification++);
        ip[8] = 64; // time to live
        ip[9] = Ipv4.UdpProtocol;
        AddressOf(source).CopyTo(ip[12..]);
        AddressOf(destination).CopyTo(ip[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Ipv4.Checksum(ip));

        Span<byte> udp = record.AsSpan(RecordHeaderLength + Ipv4.HeaderLength, udpLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udpLength);
        payload.CopyTo(udp[Ipv4.UdpHeaderLength..]);
        ushort checksum = Ipv4.Checksum(udp, Ipv4.PseudoHeaderSum(ip.Slice(12, 8), udpLength));
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? (ushort)0xFFFF : checksum); // RFC 768: 0 means none
        _stream.Write(record);
    }

    /// <summary>Ends the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static void WriteRecordHeader(Span<byte> record, DateTime time, int packetLength)
    {
        long microseconds = (time.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(microseconds % 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)packetLength);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)packetLength);
    }

    private static byte[] AddressOf(IPEndPoint endPoint)
    {
        IPAddress address = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes()
            : throw new ArgumentException($"{address} is not an IPv4 address", nameof(endPoint));
    }
}
