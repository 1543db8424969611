using Sidetap.Conformance;
using Sidetap.Conformance.Scripts;
using Sidetap.Hal;

namespace Sidetap.Tests.Conformance.Firmware;

/// <summary>A network of one client and the script's endpoints, on a clock of its own. A datagram takes one millisecond.</summary>
internal sealed class VirtualNetwork : IScriptLink, IDatagramLink
{
    private const int LatencyMs = 1;

    private readonly Queue<(long DueMs, Endpoint From, byte[] Datagram)> _toClient = new();
    private readonly Queue<(long DueMs, Endpoint? To, byte[] Datagram)> _toScript = new();

    public long NowMs { get; set; }

    /// <summary>Changes what the client sends, drops it or adds to it; null leaves it alone.</summary>
    public Func<byte[], IEnumerable<byte[]>>? Tampering { get; set; }

    public bool CanBroadcast => true;

    public int MaxDatagramLength => 2048;

    public bool IsUp => true;

    /// <summary>When the next datagram arrives.</summary>
    public long NextArrivalMs => Math.Min(
        _toClient.TryPeek(out (long DueMs, Endpoint, byte[]) one) ? one.DueMs : long.MaxValue,
        _toScript.TryPeek(out (long DueMs, Endpoint?, byte[]) other) ? other.DueMs : long.MaxValue);

    public static LinkAddress Address(Endpoint endpoint)
    {
        LinkAddress address = new() { Length = 6 };
        address.Octets[0] = 10;
        address.Octets[5] = (byte)(1 + (int)endpoint);
        return address;
    }

    public byte[] AddressOf(Endpoint endpoint) => Address(endpoint).Octets[..6];

    void IScriptLink.Send(Endpoint from, byte[] datagram) => _toClient.Enqueue((NowMs + LatencyMs, from, datagram));

    void IScriptLink.Broadcast(Endpoint from, byte[] datagram) => _toClient.Enqueue((NowMs + LatencyMs, from, datagram));

    public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
    {
        Leave(to.Octets[5] - 1 is var index and >= 0 and <= 3 ? (Endpoint)index : Endpoint.Stranger, buffer.AsSpan(offset, length));
        return true;
    }

    public bool Broadcast(byte[] buffer, int offset, int length, int radius)
    {
        Leave(null, buffer.AsSpan(offset, length));
        return true;
    }

    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        if (!_toClient.TryPeek(out (long DueMs, Endpoint From, byte[] Datagram) next) || next.DueMs > NowMs)
        {
            return -1;
        }

        _toClient.Dequeue();
        from.CopyFrom(Address(next.From));
        next.Datagram.AsSpan(0, Math.Min(capacity, next.Datagram.Length)).CopyTo(buffer.AsSpan(offset));
        return next.Datagram.Length;
    }

    /// <summary>The next datagram of the client's that has arrived at the script; To is null for a broadcast.</summary>
    public bool TryTake(out Endpoint? to, out byte[] datagram)
    {
        bool hasOne = _toScript.TryPeek(out (long DueMs, Endpoint? To, byte[] Datagram) next) && next.DueMs <= NowMs;
        (to, datagram) = hasOne ? (next.To, next.Datagram) : (null, []);
        if (hasOne)
        {
            _toScript.Dequeue();
        }

        return hasOne;
    }

    private void Leave(Endpoint? to, ReadOnlySpan<byte> datagram)
    {
        byte[] octets = datagram.ToArray();
        foreach (byte[] one in Tampering?.Invoke(octets) ?? [octets])
        {
            _toScript.Enqueue((NowMs + LatencyMs, to, one));
        }
    }
}
