using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Tests.Host.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>
/// The firmware's client with an owner that does everything, at a gateway that says anything. It must not throw, not allocate, not send a malformed frame, not
/// leave its table of transitions, count every datagram once, and never have to be called again at once.
/// </summary>
internal sealed class ClientTarget
{
    private const int MaxStepsAtATime = 4;

    private readonly FastRandom _random;
    private readonly Mood _mood;
    private readonly FuzzCounts _counts;
    private readonly Trace _trace;
    private readonly byte[] _nodeId;
    private readonly GatewaySide _gateway;
    private readonly ClientLink _link;
    private readonly ClientOwner _owner;
    private readonly Client _client;
    private readonly LinkAddress[] _others = [Address(2), Address(3), Address(200)];
    private readonly int _capacity;
    private long _nowMs;
    private long _offered;
    private int _downFor;

    public ClientTarget(FastRandom random, FuzzCounts counts, Trace trace)
    {
        _random = random;
        _mood = new Mood(random);
        _counts = counts;
        _trace = trace;
        _nodeId = random.OneIn(3) ? [0x0A, 0x0B] : [];
        _gateway = new GatewaySide(random);
        _link = new ClientLink(_gateway, trace, _nodeId.Length == 0 ? -1 : _nodeId.Length);
        _owner = new ClientOwner(random, counts);
        ClientSettings settings = Settings();
        _capacity = settings.MaxFrameLength + (_nodeId.Length == 0 ? 0 : 3 + _nodeId.Length);
        bool knowsNone = settings.Discover && random.OneIn(2);
        _client = new Client(settings, _link, knowsNone ? new LinkAddress() : Address(1), _owner);
        if (!knowsNone && random.OneIn(2))
        {
            _client.AddGateway(Address(2));
            _client.AddGateway(Address(3));
        }

        _owner.Attach(_client);
        _client.Start(0);
    }

    /// <summary>Makes the next datagram: an answer to what the client has sent, sound or damaged, or a mutated frame. Returns its octets.</summary>
    public int Make(Mutator mutator, byte[] area, int offset)
    {
        if (_mood.SendsAnything())
        {
            return mutator.Make(area, offset);
        }

        int wrapper = _nodeId.Length > 0 && !_random.OneIn(16) ? 3 + _nodeId.Length : 0;
        int length = wrapper + _gateway.Say(area.AsSpan(offset + wrapper));
        if (wrapper > 0)
        {
            area[offset] = (byte)wrapper;
            area[offset + 1] = 0xFE;
            area[offset + 2] = 0;
            _nodeId.CopyTo(area, offset + 3);
        }

        return _mood.Damages() ? mutator.Mutate(area, offset, length, 1 + _random.Next(2)) : length;
    }

    /// <summary>Gives the client a datagram, lets time pass, and lets its owner act.</summary>
    public void Feed(byte[] area, int offset, int length)
    {
        Advance();
        LinkAddress source = Source();
        bool isFromGateway = source.SameAs(_client.Gateway);
        _trace.Add(isFromGateway ? "to the client" : "to the client, other", area.AsSpan(offset, length), _nowMs);
        ClientStatistics statistics = _client.Statistics;
        uint malformed = Malformed(statistics);
        uint oversized = statistics.Oversized;
        uint strangers = statistics.FromStrangers;
        _link.Offer(area, offset, length, source);
        _offered++;
        long due = Measured();
        if (_link.WaitingLength >= 0 || statistics.FramesReceived != (uint)_offered)
        {
            throw new Finding("the client did not take the datagram");
        }

        bool isTooLong = length > _capacity;
        bool isMalformed = isFromGateway && !isTooLong && !IsTaken(area.AsSpan(offset, length));
        if (statistics.Oversized - oversized != (isTooLong ? 1 : 0) || Malformed(statistics) - malformed != (isMalformed ? 1 : 0))
        {
            throw new Finding("the client counted the datagram as malformed or too long where it was not, or the other way round");
        }

        if (statistics.FromStrangers - strangers > (isFromGateway || isTooLong ? 0u : 1u))
        {
            throw new Finding("the client takes its gateway for a stranger");
        }

        JumpTo(due);
    }

    /// <summary>Adds what the chapter's client has counted.</summary>
    public void End()
    {
        for (int i = 0; i < _counts.Client.Length; i++)
        {
            _counts.Client[i] += _client.Statistics.Malformed[i];
        }

        _counts.Client[(int)FrameError.None] += _offered - Malformed(_client.Statistics) - _client.Statistics.Oversized;
        _counts.ClientSent += _link.Sent;
    }

    private ClientSettings Settings() => new()
    {
        ClientId = "cnc-7"u8.ToArray(),
        CleanSession = _random.OneIn(2),
        WillTopic = _random.OneIn(2) ? "dead"u8.ToArray() : [],
        WillMessage = "gone"u8.ToArray(),
        WillQos = _random.Next(3),
        KeepAliveSeconds = 2 + _random.Next(30),
        RetryMs = 300 + _random.Next(700),
        RetryCount = 3,
        WaitMs = 3000,
        ReconnectMinMs = 200,
        ReconnectMaxMs = 5000,
        Discover = _random.OneIn(2),
        SearchGwMs = 500,
        SearchGwMaxMs = 4000,
        GwInfoMs = 500,
        AdvertiseLossCount = 2,
        ReturnMs = _random.OneIn(2) ? 4000 : 0,
        WirelessNodeId = _nodeId,
        ForwarderRadius = _nodeId.Length,
        RandomSeed = (uint)_random.Next(int.MaxValue),
        MaxReceivedNames = 3,
        MaxReceivedNameLength = 4,
        LastMsgId = 0xFFFF - _random.Next(8),
    };

    private void Advance()
    {
        _nowMs += _random.Next(24);
        _link.NowMs = _nowMs;
        _owner.NowMs = _nowMs;
        _link.IsFull = _random.OneIn(64);
        if (_downFor > 0)
        {
            _downFor--;
        }
        else if (_random.OneIn(4096))
        {
            _downFor = 1 + _random.Next(40);
        }

        _link.IsUp = _downFor == 0;
    }

    /// <summary>One turn of the client, with what it allocates.</summary>
    private long Measured()
    {
        bool acts = _random.OneIn(12);
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (acts)
        {
            _owner.Act();
        }

        long due = _client.Step(_nowMs);
        for (int i = 0; due <= _nowMs; i++)
        {
            // A random delay may be none at all; but no client may keep its box busy.
            if (i == MaxStepsAtATime)
            {
                throw new Finding($"what was due has not been done: the client is at {_nowMs} ms and wants to be called at {due} ms");
            }

            due = _client.Step(_nowMs);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0)
        {
            throw new AllocationFinding(allocated);
        }

        string? fault = _link.Fault ?? _owner.Fault;
        if (fault != null)
        {
            throw new Finding($"the client: {fault}");
        }

        if (_client.Statistics.UndefinedTransitions != 0)
        {
            throw new Finding("the client met an event that its table does not have for the state it was in");
        }

        return due;
    }

    /// <summary>Now and then nothing arrives until the client wants to be called: repetitions, losses, waking up.</summary>
    private void JumpTo(long due)
    {
        for (int i = _mood.LetsTimePass() ? (_random.OneIn(3) ? 6 : 1) : 0; i > 0 && due - _nowMs < 100_000; i--)
        {
            _nowMs = due;
            _link.NowMs = _nowMs;
            _owner.NowMs = _nowMs;
            due = Measured();
        }
    }

    private LinkAddress Source()
    {
        LinkAddress gateway = _client.Gateway;
        return gateway.Length == 0 || _random.OneIn(12) ? _others[_random.Next(_others.Length)] : gateway;
    }

    /// <summary>Whether the datagram, or the frame in it where it is for this node, is well formed.</summary>
    private bool IsTaken(ReadOnlySpan<byte> datagram)
    {
        if (!ReferenceRules.IsWellFormed(datagram))
        {
            return false;
        }

        int at = datagram[0] == 1 ? 3 : 1;
        if (_nodeId.Length == 0 || datagram[at] != 0xFE)
        {
            return true;
        }

        int end = at == 1 ? datagram[0] : (datagram[1] << 8) | datagram[2];
        return !datagram[(at + 2)..end].SequenceEqual(_nodeId) || ReferenceRules.IsWellFormed(datagram[end..]);
    }

    private static uint Malformed(ClientStatistics statistics)
    {
        uint sum = 0;
        foreach (uint count in statistics.Malformed)
        {
            sum += count;
        }

        return sum;
    }

    private static LinkAddress Address(byte last)
    {
        LinkAddress address = new() { Length = 6 };
        new byte[] { 10, 0, 0, last, 0x07, 0x5B }.CopyTo(address.Octets, 0);
        return address;
    }
}
