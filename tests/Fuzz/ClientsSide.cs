namespace Sidetap.Tests.Fuzz;

/// <summary>What clients would say to a gateway: answers to the frames it has really sent them, and things of their own.</summary>
internal sealed class ClientsSide(FastRandom random)
{
    /// <summary>Writes what a client says to a frame of the gateway; returns its octets.</summary>
    public int Answer(ReadOnlySpan<byte> sent, int client, Span<byte> frame)
    {
        if (sent.IsEmpty || random.OneIn(4))
        {
            return SayUnasked(client, frame);
        }

        sent = sent[(sent[0] == 1 ? 3 : 1)..];
        byte code = (byte)(random.OneIn(8) ? random.Next(6) : 0);
        switch (sent[0])
        {
            case 0x06: // WILLTOPICREQ
                return random.OneIn(8) ? Put(frame, [2, 0x07]) : Put(frame, [6, 0x07, (byte)(random.Next(3) << 5), (byte)'w', (byte)'/', Letter()]);
            case 0x08: // WILLMSGREQ
                return Put(frame, [4, 0x09, (byte)'x', (byte)'y']);
            case 0x0A: // REGISTER
                return Put(frame, [7, 0x0B, sent[1], sent[2], sent[3], sent[4], code]);
            case 0x0C when (sent[1] & 0x60) == 0x40 && code == 0: // PUBLISH of QoS 2
                return Put(frame, [4, 0x0F, sent[4], sent[5]]);
            case 0x0C when (sent[1] & 0x60) != 0:
                return Put(frame, [7, 0x0D, sent[2], sent[3], sent[4], sent[5], code]);
            case 0x0F: // PUBREC
                return Put(frame, [4, 0x10, sent[1], sent[2]]);
            case 0x10: // PUBREL
                return Put(frame, [4, 0x0E, sent[1], sent[2]]);
            case 0x18: // DISCONNECT
                return random.OneIn(2) ? Connect(client, frame) : Put(frame, [3, 0x16, Name(client)]);
            default:
                return SayUnasked(client, frame);
        }
    }

    private int SayUnasked(int client, Span<byte> frame)
    {
        byte qos = (byte)(random.Next(4) << 5);
        byte msgId = (byte)(1 + random.Next(6));
        byte id = (byte)(1 + random.Next(5));
        switch (random.Next(24))
        {
            case 0:
                return Connect(client, frame);
            case 1: // REGISTER
                return Put(frame, [9, 0x0A, 0, 0, 0, msgId, (byte)'w', (byte)'/', Letter()]);
            case 2: // SUBSCRIBE by name, by wildcard, by id, by short name
                return Put(frame, [8, 0x12, qos, 0, msgId, (byte)'w', (byte)'/', Letter()]);
            case 3:
                return random.OneIn(2)
                    ? Put(frame, [8, 0x12, qos, 0, msgId, (byte)'w', (byte)'/', (byte)'#'])
                    : Put(frame, [6, 0x12, qos, 0, msgId, (byte)'#']);
            case 4:
                return Put(frame, [7, 0x12, (byte)(qos | 1), 0, msgId, 0, 7]);
            case 5:
                return Put(frame, [7, 0x12, (byte)(qos | 2), 0, msgId, (byte)'t', (byte)'1']);
            case 6: // UNSUBSCRIBE
                return Put(frame, [8, 0x14, 0, 0, msgId, (byte)'w', (byte)'/', Letter()]);
            case 7: // DISCONNECT, for a while
                return Put(frame, [4, 0x18, 0, (byte)random.Next(90)]);
            case 8:
            case 9: // PINGREQ of a sleeping client
                return Put(frame, [3, 0x16, Name(client)]);
            case 10 when random.OneIn(4): // DISCONNECT, for good
                return Put(frame, [2, 0x18]);
            case 11: // SEARCHGW
                return Put(frame, [3, 0x01, 0]);
            case 12:
                return random.OneIn(4) ? Put(frame, [2, 0x1A]) : Put(frame, [6, 0x1A, (byte)(qos | 0x10), (byte)'w', (byte)'/', Letter()]);
            case 13:
                return Put(frame, [4, 0x1C, (byte)'n', (byte)'o']);
            case 14: // PUBLISH on a predefined id, on a short name
                return Put(frame, [8, 0x0C, (byte)(qos | 1), 0, 7, 0, msgId, 0x41]);
            case 15:
                return Put(frame, [8, 0x0C, (byte)(qos | 2), (byte)'t', (byte)'1', 0, msgId, 0x42]);
            default: // PUBLISH on a registered id, at times retained, at times empty
                return random.OneIn(8)
                    ? Put(frame, [7, 0x0C, (byte)(qos | 0x10), 0, id, 0, msgId])
                    : Put(frame, [9, 0x0C, (byte)(qos | (random.OneIn(4) ? 0x10 : 0)), 0, id, 0, msgId, 0x43, 0x44]);
        }
    }

    private int Connect(int client, Span<byte> frame) =>
        Put(frame, [7, 0x04, (byte)(random.Next(4) << 2), 1, 0, (byte)(random.OneIn(4) ? 0 : random.Next(60)), Name(client)]);

    /// <summary>Mostly the client's own; at times another's.</summary>
    private byte Name(int client) => (byte)('a' + (random.OneIn(16) ? random.Next(16) : client));

    private byte Letter() => (byte)('a' + random.Next(6));

    private static int Put(Span<byte> frame, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(frame);
        return octets.Length;
    }
}
