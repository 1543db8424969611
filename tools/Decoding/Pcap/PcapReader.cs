using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Sidetap.Decoding.Pcap;

/// <summary>
/// Reads UDP datagrams out of classic pcap files: either byte order, microseconds or nanoseconds, Ethernet, Linux cooked (both versions) or raw IP. The
/// file may be damaged or made to harm: reading ends with a reason.
/// </summary>
public sealed class PcapReader
{
    /// <summary>The longest record that is accepted, in octets: that of libpcap itself.</summary>
    public const int MaxRecordLength = 262144;

    private const uint PcapNg = 0x0A0D0D0A;

    private readonly Stream _stream;
    private readonly bool _isBigEndian;
    private readonly bool _hasNanoseconds;
    private readonly uint _linkType;
    private long _number;

    private PcapReader(Stream stream, bool isBigEndian, bool hasNanoseconds, uint linkType)
    {
        _stream = stream;
        _isBigEndian = isBigEndian;
        _hasNanoseconds = hasNanoseconds;
        _linkType = linkType;
    }

    /// <summary>Why reading ended before the end of the file; null when it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the file's header.</summary>
    /// <param name="stream">The file; stays the caller's to close.</param>
    /// <param name="reader">Receives the reader.</param>
    /// <param name="reason">Receives why the file can't be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryOpen(Stream stream, [NotNullWhen(true)] out PcapReader? reader, [NotNullWhen(false)] out string? reason)
    {
        reader = null;
        Span<byte> header = stackalloc byte[24];
        int length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        uint magic = length < 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic == PcapNg)
        {
            reason = "this is pcapng; convert it with: editcap -F pcap IN.pcapng OUT.pcap";
            return false;
        }

        bool isBigEndian = magic is 0xA1B2C3D4 or 0xA1B23C4D;
        bool isLittleEndian = magic is 0xD4C3B2A1 or 0x4D3CB2A1;
        if (!isBigEndian && !isLittleEndian)
        {
            reason = "this is not a pcap file";
            return false;
        }

        if (length < header.Length)
        {
            reason = "the pcap file ends in its header";
            return false;
        }

        // The upper bits tell of frame check sequences; only the low 16 are the link type.
        uint linkType = Get32(header[20..], isBigEndian) & 0xFFFF;
        if (!PacketParser.IsSupported(linkType))
        {
            reason = $"link type {linkType} is not supported; Ethernet (1), raw IP (101, 228) and Linux cooked (113, 276) are";
            return false;
        }

        reason = null;
        reader = new PcapReader(stream, isBigEndian, magic is 0xA1B23C4D or 0x4D3CB2A1, linkType);
        return true;
    }

    /// <summary>Reads the records one by one.</summary>
    /// <returns>All records up to the end of the file or the <see cref="Fault"/>.</returns>
    public IEnumerable<CapturedPacket> Read()
    {
        byte[] header = new byte[16];
        byte[] packet = new byte[2048];
        while (TryReadRecord(header, ref packet, out int length))
        {
            _number++;
            UdpDatagram? datagram = PacketParser.Parse(_linkType, packet.AsSpan(0, length), out string? skipped);
            yield return new CapturedPacket(_number, TimeOf(header), datagram, skipped);
        }
    }

    private bool TryReadRecord(byte[] header, ref byte[] packet, out int length)
    {
        length = 0;
        int got = _stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            return false;
        }

        if (got < header.Length)
        {
            Fault = $"the file ends in the header of record {_number + 1}";
            return false;
        }

        uint claimed = Get32(header.AsSpan(8), _isBigEndian);
        if (claimed > MaxRecordLength)
        {
            Fault = $"record {_number + 1} claims {claimed} octets; no capture has more than {MaxRecordLength}";
            return false;
        }

        length = (int)claimed;
        if (length > packet.Length)
        {
            packet = new byte[MaxRecordLength];
        }

        if (_stream.ReadAtLeast(packet.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
        {
            Fault = $"the file ends in record {_number + 1}";
            return false;
        }

        return true;
    }

    private DateTime TimeOf(ReadOnlySpan<byte> header)
    {
        long ticks = Get32(header[4..], _isBigEndian);
        ticks = _hasNanoseconds ? ticks / 100 : ticks * TimeSpan.TicksPerMicrosecond;
        return DateTime.UnixEpoch.AddTicks((Get32(header, _isBigEndian) * TimeSpan.TicksPerSecond) + ticks);
    }

    private static uint Get32(ReadOnlySpan<byte> octets, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
}
