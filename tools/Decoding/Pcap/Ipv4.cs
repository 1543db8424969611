using System.Buffers.Binary;

namespace Sidetap.Decoding.Pcap;

/// <summary>What reader and writer share of IPv4 and UDP (RFC 791, RFC 768, RFC 1071).</summary>
internal static class Ipv4
{
    public const int HeaderLength = 20;
    public const int UdpHeaderLength = 8;
    public const byte UdpProtocol = 17;

    /// <summary>The Internet checksum over octets, an odd last one padded with zero, on top of a sum that was begun elsewhere.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> octets, uint sum = 0)
    {
        for (; octets.Length > 1; octets = octets[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets);
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        sum += octets.IsEmpty ? 0u : (uint)octets[0] << 8;
        while (sum > 0xFFFF)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    /// <summary>The part of UDP's checksum that comes from the pseudo header: addresses, protocol and UDP length.</summary>
    public static uint PseudoHeaderSum(ReadOnlySpan<byte> addresses, int udpLength)
    {
        uint sum = (uint)(UdpProtocol + udpLength);
        for (int i = 0; i < addresses.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(addresses[i..]);
        }

        return (sum & 0xFFFF) + (sum >> 16);
    }
}
