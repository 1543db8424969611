namespace Sidetap.Tests.Fuzz;

/// <summary>
/// What a gateway would say to the frames the client has really sent, and what it might say by itself: without right answers no client gets anywhere. Now and
/// then the answer is not the one hoped for.
/// </summary>
internal sealed class GatewaySide(FastRandom random)
{
    private const int Remembered = 4;

    private readonly byte[][] _sent = [new byte[1024], new byte[1024], new byte[1024], new byte[1024]];
    private readonly int[] _lengths = new int[Remembered];
    private int _count;

    /// <summary>Notes a frame the client has sent, without its wrapper.</summary>
    public void Heard(ReadOnlySpan<byte> frame)
    {
        int at = _count++ % Remembered;
        frame.CopyTo(_sent[at]);
        _lengths[at] = frame.Length;
    }

    /// <summary>Writes a frame; returns its octets.</summary>
    public int Say(Span<byte> frame)
    {
        int which = _count == 0 ? 0 : random.Next(Math.Min(_count, Remembered));
        ReadOnlySpan<byte> sent = _sent[which].AsSpan(0, _lengths[which]);
        return sent.IsEmpty || random.OneIn(6) ? SayUnasked(frame) : Answer(sent[(sent[0] == 1 ? 3 : 1)..], frame);
    }

    private int Answer(ReadOnlySpan<byte> sent, Span<byte> frame)
    {
        byte code = (byte)(random.OneIn(8) ? random.Next(6) : 0);
        switch (sent[0])
        {
            case 0x01: // SEARCHGW
                return Put(frame, [3, 0x02, 7]);
            case 0x04 when (sent[1] & 8) != 0 && random.OneIn(2): // CONNECT with Will
                return Put(frame, [2, 0x06]);
            case 0x07 when random.OneIn(2): // WILLTOPIC
                return Put(frame, [2, 0x08]);
            case 0x04 or 0x07 or 0x09:
                return Put(frame, [3, 0x05, code]);
            case 0x0A: // REGISTER
                return Put(frame, [7, 0x0B, 0x10, (byte)random.Next(4), sent[3], sent[4], code]);
            case 0x0C when (sent[1] & 0x60) == 0x40 && code == 0: // PUBLISH of QoS 2
                return Put(frame, [4, 0x0F, sent[4], sent[5]]);
            case 0x0C:
                return Put(frame, [7, 0x0D, sent[2], sent[3], sent[4], sent[5], code]);
            case 0x0F: // PUBREC
                return Put(frame, [4, 0x10, sent[1], sent[2]]);
            case 0x10: // PUBREL
                return Put(frame, [4, 0x0E, sent[1], sent[2]]);
            case 0x12: // SUBSCRIBE
                return Put(frame, [8, 0x13, sent[1], 0x20, (byte)random.Next(4), sent[2], sent[3], code]);
            case 0x14: // UNSUBSCRIBE
                return Put(frame, [4, 0x15, sent[2], sent[3]]);
            case 0x16: // PINGREQ
                return Put(frame, [2, 0x17]);
            case 0x18: // DISCONNECT
                return Put(frame, [2, 0x18]);
            case 0x1A or 0x1C: // WILLTOPICUPD, WILLMSGUPD
                return Put(frame, [3, (byte)(sent[0] + 1), code]);
            default:
                return SayUnasked(frame);
        }
    }

    private int SayUnasked(Span<byte> frame)
    {
        byte low = (byte)random.Next(4);
        byte msgId = (byte)(1 + random.Next(8));
        byte flags = (byte)((random.Next(3) << 5) | (random.OneIn(3) ? 0x80 : 0));
        switch (random.Next(12))
        {
            case 0: // PUBLISH on a subscription's id
                return Put(frame, [9, 0x0C, flags, 0x20, low, 0, (flags & 0x60) == 0 ? (byte)0 : msgId, 0xCA, 0xFE]);
            case 1: // on a name that was registered for a wildcard
                return Put(frame, [8, 0x0C, flags, 0x30, low, 0, (flags & 0x60) == 0 ? (byte)0 : msgId, 0xCA]);
            case 2: // on a predefined id or a short name
                return Put(frame, [8, 0x0C, (byte)(flags | 1), 0, 7, 0, (flags & 0x60) == 0 ? (byte)0 : msgId, 0xCA]);
            case 3:
                return Put(frame, [8, 0x0C, (byte)(flags | 2), (byte)'t', (byte)'1', 0, (flags & 0x60) == 0 ? (byte)0 : msgId, 0xCA]);
            case 4:
            case 5: // REGISTER "w/a" to "w/d"
                return Put(frame, [9, 0x0A, 0x30, low, 0, msgId, (byte)'w', (byte)'/', (byte)('a' + random.Next(4))]);
            case 6: // PUBREL
                return Put(frame, [4, 0x10, 0, msgId]);
            case 7: // PINGREQ
                return Put(frame, [2, 0x16]);
            case 8 when random.OneIn(16): // DISCONNECT
                return Put(frame, [2, 0x18]);
            case 9: // ADVERTISE
                return Put(frame, [5, 0x00, low, 0, (byte)random.Next(60)]);
            case 10: // another client: GWINFO with an address, or SEARCHGW
                return random.OneIn(2) ? Put(frame, [9, 0x02, low, 10, 0, 0, low, 7, 0x5B]) : Put(frame, [3, 0x01, 0]);
            default:
                return Put(frame, [2, 0x17]);
        }
    }

    private static int Put(Span<byte> frame, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(frame);
        return octets.Length;
    }
}
