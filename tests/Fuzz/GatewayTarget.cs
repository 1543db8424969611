using Sidetap.Gateway;

namespace Sidetap.Tests.Fuzz;

/// <summary>
/// The bench gateway among clients that say anything, some of them behind a forwarder. It must not throw, not send a malformed frame, not hold more than its
/// settings allow, and still serve at the end.
/// </summary>
internal sealed class GatewayTarget
{
    private const int Clients = 10;
    private const int Forwarded = 3; // the last ones are nodes behind "f"
    private const int MaxRemembered = 1024;

    private static readonly string[] Endpoints = [.. Enumerable.Range(0, Clients - Forwarded).Select(i => $"e{i}"), "f", "fresh"];

    private readonly FastRandom _random;
    private readonly Mood _mood;
    private readonly FuzzCounts _counts;
    private readonly Trace _trace;
    private readonly ClientsSide _clients;
    private readonly BenchGatewaySettings _settings;
    private readonly BenchGateway _gateway;
    private readonly byte[][] _sent = new byte[Clients][];
    private readonly int[] _sentLengths = new int[Clients];
    private long _nowMs;
    private int _client;
    private int _freshAnswers;
    private string? _fault;

    public GatewayTarget(FastRandom random, FuzzCounts counts, Trace trace)
    {
        _random = random;
        _mood = new Mood(random);
        _counts = counts;
        _trace = trace;
        _clients = new ClientsSide(random);
        _settings = new BenchGatewaySettings
        {
            PredefinedTopics = new Dictionary<int, string> { [7] = "w/a" },
            RetryMs = 500,
            AdvertiseSeconds = random.OneIn(2) ? 60 : 0,
            MaxClients = 4 + random.Next(10),
            MaxNodesPerForwarder = 2,
            MaxTopicsPerClient = 6,
            MaxTopics = 40,
            MaxSubscriptionsPerClient = 4,
            MaxQueuedPerClient = 8,
            MaxQueuedOctetsPerClient = 200,
            MaxQueuedOctets = 600,
            MaxRetained = 6,
            MaxRetainedOctets = 400,
        };
        _gateway = new BenchGateway(_settings, Take, frame => Take("", frame));
        _gateway.Happened += happened => _counts.Events[(int)happened.Kind]++;
        for (int i = 0; i < Clients; i++)
        {
            _sent[i] = new byte[MaxRemembered];
        }
    }

    /// <summary>Makes the next datagram: what a client would say next, sound or damaged, or a mutated frame. Returns its octets.</summary>
    public int Make(Mutator mutator, byte[] area, int offset)
    {
        _client = _random.Next(Clients);
        if (_mood.SendsAnything())
        {
            return mutator.Make(area, offset);
        }

        int wrapper = _client >= Clients - Forwarded ? 4 : 0;
        int length = wrapper + _clients.Answer(_sent[_client].AsSpan(0, _sentLengths[_client]), _client, area.AsSpan(offset + wrapper));
        if (wrapper > 0)
        {
            area[offset] = 4;
            area[offset + 1] = 0xFE;
            area[offset + 2] = 0;
            area[offset + 3] = (byte)_client;
        }

        return _mood.Damages() ? mutator.Mutate(area, offset, length, 1 + _random.Next(2)) : length;
    }

    /// <summary>Gives the gateway a datagram and lets time pass.</summary>
    public void Feed(byte[] area, int offset, int length)
    {
        _nowMs += _random.Next(12);
        string endpoint = Endpoints[Math.Min(_client, Clients - Forwarded)];
        _trace.Add(endpoint, area.AsSpan(offset, length), _nowMs);
        _gateway.Receive(area.AsSpan(offset, length), endpoint, _nowMs, isBroadcast: _random.OneIn(32));
        if (_random.OneIn(8))
        {
            _nowMs += _mood.LetsTimePass() ? _random.Next(200_000) : _random.Next(100);
            if (_gateway.Step(_nowMs) <= _nowMs)
            {
                throw new Finding("what was due has not been done by the gateway");
            }
        }

        if (_fault != null)
        {
            throw new Finding($"the gateway: {_fault}");
        }

        if (_random.OneIn(16))
        {
            CheckLimits();
        }
    }

    /// <summary>After it all, a client that behaves is served.</summary>
    public void End()
    {
        for (int i = 0; i < 2; i++)
        {
            _nowMs += 100_000_000; // whoever has promised a sign of life is gone; whoever has not makes room
            _gateway.Step(_nowMs);
        }

        _gateway.Receive([7, 0x04, 0x04, 1, 0, 60, (byte)'?'], "fresh", _nowMs);
        _gateway.Receive([2, 0x16], "fresh", _nowMs);
        if (_freshAnswers != 2)
        {
            throw new Finding("the gateway does not serve a new client any more");
        }

        foreach (GatewayRefusal refusal in Enum.GetValues<GatewayRefusal>())
        {
            _counts.Refusals[(int)refusal] += _gateway.Statistics.Of(refusal);
        }
    }

    private void CheckLimits()
    {
        bool isWithin = _gateway.SessionCount <= _settings.MaxClients && _gateway.QueuedOctets <= _settings.MaxQueuedOctets
            && _gateway.QueuedMessages <= _settings.MaxQueuedPerClient * _gateway.SessionCount && _gateway.TopicCount <= _settings.MaxTopics
            && (_gateway.QueuedMessages > 0 || _gateway.QueuedOctets == 0) && (_gateway.SessionCount > 0 || _gateway.TopicCount == 0);
        if (!isWithin)
        {
            throw new Finding(
                $"the gateway holds {_gateway.SessionCount} sessions, {_gateway.QueuedMessages} messages of {_gateway.QueuedOctets} octets, "
                + $"{_gateway.TopicCount} topics");
        }
    }

    private void Take(string endpoint, ReadOnlyMemory<byte> datagram)
    {
        ReadOnlySpan<byte> octets = datagram.Span;
        _counts.GatewaySent++;
        _trace.Add("from the gateway", octets, _nowMs);
        bool isWrapped = octets.Length > 1 && octets[1] == 0xFE && octets[0] != 1;
        _fault ??= SentFrameRules.FaultOf(octets, isGateway: true, isWrapped ? octets[0] - 3 : -1);
        if (endpoint == "fresh")
        {
            _freshAnswers += octets is [3, 0x05, 0] or [2, 0x17] ? 1 : 0;
        }
        else if (isWrapped && endpoint == "f" && octets is [4, _, _, < Clients, ..])
        {
            Remember(octets[3], octets[4..]);
        }
        else if (!isWrapped && endpoint.Length == 2)
        {
            Remember(endpoint[1] - '0', octets);
        }
    }

    private void Remember(int client, ReadOnlySpan<byte> frame)
    {
        _sentLengths[client] = Math.Min(frame.Length, MaxRemembered);
        frame[.._sentLengths[client]].CopyTo(_sent[client]);
    }
}
