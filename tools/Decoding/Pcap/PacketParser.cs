using System.Buffers.Binary;
using System.Net;

namespace Sidetap.Decoding.Pcap;

/// <summary>Finds the UDP datagram in a captured packet. Never throws; what can't be used is named.</summary>
internal static class PacketParser
{
    private const int EtherTypeIpv4 = 0x0800;
    private const int EtherTypeIpv6 = 0x86DD;

    public static bool IsSupported(uint linkType) => linkType is 1 or 101 or 113 or 228 or 276;

    public static UdpDatagram? Parse(uint linkType, ReadOnlySpan<byte> packet, out string? skipped)
    {
        skipped = null;
        ReadOnlySpan<byte> network = linkType switch
        {
            1 => AfterEthernet(packet),
            113 => AfterHeader(packet, 14, 16),  // LINUX_SLL: protocol in the last two of 16 octets
            276 => AfterHeader(packet, 0, 20),   // LINUX_SLL2: protocol in the first two of 20 octets
            _ => packet,                         // RAW, IPV4: begins with the IP header
        };
        if (network.IsEmpty)
        {
            skipped = "not IP";
            return null;
        }

        return (network[0] >> 4) switch
        {
            4 => ParseIpv4(network, out skipped),
            6 => ParseIpv6(network, out skipped),
            _ => Skip("not IP", out skipped),
        };
    }

    private static ReadOnlySpan<byte> AfterEthernet(ReadOnlySpan<byte> packet)
    {
        int at = 12;
        for (int tags = 0; tags < 2 && packet.Length >= at + 6 && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) is 0x8100 or 0x88A8; tags++)
        {
            at += 4; // IEEE 802.1Q
        }

        return AfterHeader(packet, at, at + 2);
    }

    private static ReadOnlySpan<byte> AfterHeader(ReadOnlySpan<byte> packet, int protocolAt, int headerLength) =>
        packet.Length > headerLength && BinaryPrimitives.ReadUInt16BigEndian(packet[protocolAt..]) is EtherTypeIpv4 or EtherTypeIpv6
            ? packet[headerLength..]
            : default;

    private static UdpDatagram? ParseIpv4(ReadOnlySpan<byte> packet, out string? skipped)
    {
        int headerLength = (packet[0] & 15) * 4;
        if (headerLength < Ipv4.HeaderLength || packet.Length < headerLength)
        {
            return Skip("damaged IPv4 header", out skipped);
        }

        int totalLength = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (packet[9] != Ipv4.UdpProtocol)
        {
            return Skip("not UDP", out skipped);
        }

        if ((BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3FFF) != 0)
        {
            return Skip("IPv4 fragment", out skipped);
        }

        if (totalLength < headerLength || totalLength > packet.Length)
        {
            return Skip("packet was cut", out skipped);
        }

        // Behind totalLength there may be the padding of a short Ethernet frame.
        return ParseUdp(packet[headerLength..totalLength], new IPAddress(packet.Slice(12, 4)), new IPAddress(packet.Slice(16, 4)), out skipped);
    }

    private static UdpDatagram? ParseIpv6(ReadOnlySpan<byte> packet, out string? skipped)
    {
        if (packet.Length < 40)
        {
            return Skip("damaged IPv6 header", out skipped);
        }

        if (packet[6] != Ipv4.UdpProtocol)
        {
            return Skip("not UDP", out skipped); // or behind extension headers, which MQTT-SN traffic has none of
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        return length > packet.Length - 40
            ? Skip("packet was cut", out skipped)
            : ParseUdp(packet.Slice(40, length), new IPAddress(packet.Slice(8, 16)), new IPAddress(packet.Slice(24, 16)), out skipped);
    }

    private static UdpDatagram? ParseUdp(ReadOnlySpan<byte> datagram, IPAddress source, IPAddress destination, out string? skipped)
    {
        if (datagram.Length < Ipv4.UdpHeaderLength)
        {
            return Skip("damaged UDP header", out skipped);
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);
        if (length < Ipv4.UdpHeaderLength || length > datagram.Length)
        {
            return Skip("packet was cut", out skipped);
        }

        skipped = null;
        return new UdpDatagram(
            new IPEndPoint(source, BinaryPrimitives.ReadUInt16BigEndian(datagram)),
            new IPEndPoint(destination, BinaryPrimitives.ReadUInt16BigEndian(datagram[2..])),
            datagram[Ipv4.UdpHeaderLength..length].ToArray());
    }

    private static UdpDatagram? Skip(string reason, out string? skipped)
    {
        skipped = reason;
        return null;
    }
}
