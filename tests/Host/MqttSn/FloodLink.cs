#nullable enable
using Sidetap.Hal;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>
/// A link on which anything arrives: random octets, damaged frames, frames of others, and among them just enough right answers to keep a
/// client going. What the client sends has to be well formed.
/// </summary>
internal sealed class FloodLink(int seed, long datagrams) : IDatagramLink
{
    private readonly Random _random = new(seed);
    private readonly LinkAddress _stranger = ScriptedLink.Address(9);
    private readonly byte[] _next = new byte[600];
    private readonly byte[] _lastSent = new byte[600];
    private int _lastSentLength;

    public LinkAddress Gateway { get; } = ScriptedLink.Address(1);

    /// <summary>Datagrams still to come.</summary>
    public long Left { get; private set; } = datagrams;

    /// <summary>Malformed datagrams from the gateway so far, neither too long nor from a stranger.</summary>
    public long Malformed { get; private set; }

    public long Oversized { get; private set; }

    public long FromStrangers { get; private set; }

    public int MaxDatagramLength => 512;

    public bool IsUp => (Left & 0xFFFF) >= 64; // goes away now and then

    public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
    {
        var frame = buffer.AsSpan(offset, length);
        if (!ReferenceRules.IsWellFormed(frame) || !to.SameAs(Gateway))
        {
            throw new InvalidOperationException($"The client sent {Convert.ToHexString(frame)}.");
        }

        frame.CopyTo(_lastSent);
        _lastSentLength = length;
        return _random.Next(50) != 0;
    }

    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => Send(buffer, offset, length, Gateway);

    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        if (Left == 0 || _random.Next(6) == 0)
        {
            return -1;
        }

        Left--;
        var length = _random.Next(8) switch
        {
            0 or 1 => RandomOctets(),
            2 or 3 or 4 => Damaged(),
            _ => Answer(),
        };
        var isStranger = _random.Next(64) == 0;
        from.CopyFrom(isStranger ? _stranger : Gateway);
        Count(length, capacity, isStranger);
        Array.Copy(_next, 0, buffer, offset, Math.Min(length, capacity));
        return length;
    }

    private void Count(int length, int capacity, bool isStranger)
    {
        if (length > capacity)
        {
            Oversized++;
        }
        else if (isStranger)
        {
            FromStrangers++;
        }
        else if (!ReferenceRules.IsWellFormed(_next.AsSpan(0, length)))
        {
            Malformed++;
        }
    }

    private int RandomOctets()
    {
        var length = _random.Next(16) == 0 ? _random.Next(_next.Length + 1) : _random.Next(24);
        _random.NextBytes(_next.AsSpan(0, length));
        if (length > 0 && _random.Next(2) == 0)
        {
            _next[0] = (byte)length;
        }

        return length;
    }

    private int Damaged()
    {
        var all = _random.Next(32) == 0 ? Datagrams.Long : Datagrams.Known;
        var known = all[_random.Next(all.Count)];
        known.CopyTo(_next, 0);
        for (var i = _random.Next(4); i > 0; i--)
        {
            _next[_random.Next(known.Length)] = (byte)_random.Next(256);
        }

        return known.Length;
    }

    /// <summary>What a gateway would say to the frame the client sent last; now and then with another return code.</summary>
    private int Answer()
    {
        var returnCode = (byte)(_random.Next(8) == 0 ? _random.Next(6) : 0);
        var at = _lastSent[0] == 1 ? 3 : 1;
        ReadOnlySpan<byte> sent = _lastSent.AsSpan(at, Math.Max(0, _lastSentLength - at));
        byte[] answer = (sent.IsEmpty ? 0 : sent[0]) switch
        {
            0x04 => [3, 0x05, returnCode],
            0x0A => [7, 0x0B, 0x10, (byte)_random.Next(256), sent[3], sent[4], returnCode],
            0x0C => [7, 0x0D, sent[2], sent[3], sent[4], sent[5], returnCode],
            0x12 => [8, 0x13, sent[1], 0x20, (byte)_random.Next(4), sent[2], sent[3], returnCode],
            0x16 => [2, 0x17],
            0x18 => [2, 0x18],
            _ => [9, 0x0C, 0x20, 0x20, (byte)_random.Next(4), 0, 1, 0xCA, 0xFE],
        };
        answer.CopyTo(_next, 0);
        return answer.Length;
    }
}
