using Sidetap.Tests.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>Makes frames of the known ones: whole, damaged in one or more places, glued together, wrapped; and sometimes octets of no meaning.</summary>
internal sealed class Mutator(FastRandom random)
{
    /// <summary>The longest datagram that is made.</summary>
    public const int MaxLength = 700;

    private const int Kinds = 11;

    private static readonly byte[][] Known = MakeKnown();

    private readonly byte[] _other = new byte[MaxLength];

    /// <summary>Puts a datagram into a buffer; returns its octets.</summary>
    public int Make(byte[] buffer, int offset)
    {
        if (random.OneIn(64))
        {
            int length = random.OneIn(16) ? random.Next(MaxLength) : random.Next(24);
            for (int i = 0; i < length; i++)
            {
                buffer[offset + i] = random.NextOctet();
            }

            return length;
        }

        byte[] known = Known[random.Next(Known.Length)];
        Array.Copy(known, 0, buffer, offset, known.Length);
        return Mutate(buffer, offset, known.Length, random.Next(4));
    }

    /// <summary>Damages a datagram in so many places; returns its octets.</summary>
    public int Mutate(byte[] buffer, int offset, int length, int times)
    {
        for (int i = 0; i < times; i++)
        {
            length = MutateOnce(buffer.AsSpan(offset, MaxLength), length);
        }

        return length;
    }

    private int MutateOnce(Span<byte> frame, int length)
    {
        int at = length == 0 ? 0 : random.Next(length);
        switch (length == 0 ? 4 : random.Next(Kinds))
        {
            case 0: // one bit
                frame[at] ^= (byte)(1 << random.Next(8));
                return length;

            case 1: // one octet
                frame[at] = random.NextOctet();
                return length;

            case 2: // an octet at one of its limits
                frame[at] = random.Next(4) switch { 0 => 0, 1 => 1, 2 => 0x7F, _ => 0xFF };
                return length;

            case 3: // an octet less
                frame[(at + 1)..length].CopyTo(frame[at..]);
                return Fitted(frame, length - 1);

            case 4: // an octet more
                if (length < MaxLength)
                {
                    frame[at..length].CopyTo(frame[(at + 1)..]);
                    frame[at] = random.NextOctet();
                    length++;
                }

                return Fitted(frame, length);

            case 5: // cut off
                return Fitted(frame, at);

            case 6: // longer
                int end = Math.Min(MaxLength, length + random.Next(random.OneIn(64) ? 600 : 40));
                for (; length < end; length++)
                {
                    frame[length] = random.NextOctet();
                }

                return Fitted(frame, length);

            case 7: // Length says something else
                frame[0] = random.Next(3) switch { 0 => (byte)(length + random.Next(5) - 2), 1 => random.NextOctet(), _ => 0 };
                return length;

            case 8: // the other form of Length, right or wrong
                return WithLongLength(frame, length, random.Next(4) == 0 ? random.Next(0x10000) : length + 2);

            case 9: // the end of another frame
                byte[] known = Known[random.Next(Known.Length)];
                int from = random.Next(known.Length);
                int count = Math.Min(known.Length - from, MaxLength - at);
                known.AsSpan(from, count).CopyTo(frame[at..]);
                return Fitted(frame, at + count);

            default: // behind a forwarder
                return Wrapped(frame, length, random.Next(5));
        }
    }

    /// <summary>Half of the time Length is made to fit: a frame with a wrong one gets no further than that.</summary>
    private int Fitted(Span<byte> frame, int length)
    {
        if (length is > 1 and < 256 && random.OneIn(2))
        {
            frame[0] = (byte)length;
        }

        return length;
    }

    private static int WithLongLength(Span<byte> frame, int length, int claimed)
    {
        if (length + 2 > MaxLength || length < 2 || frame[0] == 1)
        {
            return length;
        }

        frame[1..length].CopyTo(frame[3..]);
        frame[0] = 1;
        frame[1] = (byte)(claimed >> 8);
        frame[2] = (byte)claimed;
        return length + 2;
    }

    private int Wrapped(Span<byte> frame, int length, int nodeIdLength)
    {
        int header = 3 + nodeIdLength;
        if (length + header > MaxLength)
        {
            return length;
        }

        frame[..length].CopyTo(_other);
        _other.AsSpan(0, length).CopyTo(frame[header..]);
        frame[0] = (byte)header;
        frame[1] = 0xFE;
        frame[2] = (byte)random.Next(4);
        for (int i = 3; i < header; i++)
        {
            frame[i] = (byte)(0x0A + random.Next(3));
        }

        return length + header;
    }

    private static byte[][] MakeKnown()
    {
        List<byte[]> known = [];
        foreach (string hex in KnownFrames.All())
        {
            byte[] frame = Convert.FromHexString(hex.Replace(" ", ""));
            known.Add(frame);
            if (frame[1] != 0xFE)
            {
                known.Add(KnownFrames.WithLongLength(frame));
            }
        }

        // PUBLISHes on both sides of the boundary between the length forms (5.2.1), and near the client's longest frame.
        foreach (int length in new[] { 255, 256, 258, 512, 530 })
        {
            byte[] header = length < 256 ? [(byte)length, 0x0C] : [1, (byte)(length >> 8), (byte)length, 0x0C];
            known.Add([.. header, 0x20, 0, 1, 0, 2, .. new byte[length - header.Length - 5]]);
        }

        // Forwarders' frames with WirelessNodeIds as long as one octet of Length allows, and longer.
        known.Add([255, 0xFE, 0, .. new byte[252], 3, 1, 0]);
        known.Add([1, 1, 2, 0xFE, 0, .. new byte[253], 3, 1, 0]);
        return [.. known];
    }
}
