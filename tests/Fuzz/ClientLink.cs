using Sidetap.Hal;

namespace Sidetap.Tests.Fuzz;

/// <summary>
/// The client's network: gives it one datagram at a time, and judges every frame it sends. Allocates nothing, so that what is allocated is the client's.
/// </summary>
internal sealed class ClientLink(GatewaySide gateway, Trace trace, int nodeIdLength) : IDatagramLink
{
    private readonly LinkAddress _source = new();
    private byte[] _waiting = [];
    private int _offset;

    /// <summary>Octets of the datagram that waits; -1 for none.</summary>
    public int WaitingLength { get; private set; } = -1;

    /// <summary>What the client did wrong; null while it did nothing.</summary>
    public string? Fault { get; private set; }

    public long Sent { get; private set; }

    /// <summary>Whether the network takes nothing just now.</summary>
    public bool IsFull { get; set; }

    public bool IsUp { get; set; } = true;

    public long NowMs { get; set; }

    public int MaxDatagramLength => 1024;

    public void Offer(byte[] buffer, int offset, int length, LinkAddress source)
    {
        _waiting = buffer;
        _offset = offset;
        WaitingLength = length;
        _source.CopyFrom(source);
    }

    public bool Send(byte[] buffer, int offset, int length, LinkAddress to) => Take(buffer.AsSpan(offset, length)) && to.Length > 0;

    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => Take(buffer.AsSpan(offset, length));

    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        int length = WaitingLength;
        if (length >= 0)
        {
            from.CopyFrom(_source);
            Array.Copy(_waiting, _offset, buffer, offset, Math.Min(length, capacity));
            WaitingLength = -1;
        }

        return length;
    }

    private bool Take(ReadOnlySpan<byte> datagram)
    {
        Sent++;
        trace.Add("from the client", datagram, NowMs);
        string? fault = SentFrameRules.FaultOf(datagram, isGateway: false, nodeIdLength);
        if (fault != null)
        {
            Fault ??= fault;
            return false;
        }

        gateway.Heard(nodeIdLength < 0 ? datagram : datagram[datagram[0]..]);
        return !IsFull;
    }
}
