using System.Diagnostics.CodeAnalysis;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <summary>
/// What a case is written with. A script awaits the client's next frame that matches, or a time; meanwhile every other frame is answered as a plain
/// gateway would (<see cref="PlainGateway"/>), so a case says only what is special about it.
/// </summary>
internal sealed partial class Script
{
    private readonly IScriptLink _link;
    private readonly Action<WireFrame> _sent;
    private readonly PlainGateway[] _gateways;
    private Waiting? _waiting;
    private byte[]? _nodeId;
    private int _lastMsgId = 0x4000;

    public Script(ConformanceSettings settings, IScriptLink link, Action<WireFrame> sent)
    {
        Settings = settings;
        _link = link;
        _sent = sent;
        _gateways = [new PlainGateway(this, Endpoint.GatewayA), new PlainGateway(this, Endpoint.GatewayB)];
        _gateways[0].IsServing = true;
    }

    public ConformanceSettings Settings { get; }

    public long NowMs { get; private set; }

    /// <summary>The last CONNECT that came.</summary>
    public WireFrame? LastConnect { get; private set; }

    /// <summary>What the client has shown it does.</summary>
    public Need Shown { get; private set; }

    public bool CanBroadcast => _link.CanBroadcast;

    /// <summary>When the script wants to be woken at the latest.</summary>
    public long DueMs => _waiting?.DueMs ?? long.MaxValue;

    public PlainGateway Gateway(Endpoint at) => _gateways[at == Endpoint.GatewayB ? 1 : 0];

    public byte[] AddressOf(Endpoint endpoint) => _link.AddressOf(endpoint);

    /// <summary>Awaits the first frame that matches; null when none has come in time.</summary>
    public Waiting Next(Func<WireFrame, bool> match, long withinMs)
    {
        _waiting = new Waiting(match, NowMs + Math.Max(withinMs, 0));
        return _waiting;
    }

    /// <summary>The client has to send this now; else the case fails.</summary>
    public async Task<WireFrame> Expect(string what, Func<WireFrame, bool> match, long withinMs)
    {
        WireFrame? frame = await Next(match, withinMs);
        return frame ?? throw new CaseEnd(Verdict.Fail, $"no {what} within {withinMs} ms");
    }

    /// <summary>The client sends this of its own accord, or the case is not exercised.</summary>
    public async Task<WireFrame> Behaviour(Need need, string what, Func<WireFrame, bool> match, long withinMs = -1)
    {
        long patience = withinMs < 0 ? Settings.PatienceMs : withinMs;
        WireFrame? frame = await Next(match, patience);
        if (frame == null)
        {
            throw new CaseEnd(Verdict.NotExercised, $"no {what} within {patience / 1000.0:0.###} s; it has to {Needs.MeaningOf(need)}", null, need);
        }

        Shown |= need;
        return frame;
    }

    /// <summary>The client must not send this for so long.</summary>
    public async Task Silence(string what, Func<WireFrame, bool> match, long forMs)
    {
        long startMs = NowMs;
        if (await Next(match, forMs) is { } frame)
        {
            throw new CaseEnd(Verdict.Fail, $"{what}, {NowMs - startMs} ms after it had to stop", frame);
        }
    }

    public async Task Pause(long ms) => await Next(_ => false, ms);

    [DoesNotReturn]
    public static void Fail(string reason, WireFrame? frame = null) => throw new CaseEnd(Verdict.Fail, reason, frame);

    /// <summary>Fails with the frame when a condition does not hold.</summary>
    public static void Check(bool holds, string reason, WireFrame frame)
    {
        if (!holds)
        {
            Fail(reason, frame);
        }
    }

    /// <summary>A timer of the client's that takes longer than anybody wants to wait.</summary>
    public void CheckPatience(long neededMs, string what)
    {
        if (neededMs > Settings.PatienceMs)
        {
            throw new CaseEnd(Verdict.NotExercised, $"{what} takes {neededMs / 1000.0:0.###} s; --patience allows {Settings.PatienceMs / 1000.0:0.###} s");
        }
    }

    /// <summary>Congestion: the client must not do this for Twait. When that is too long to wait for, what was watched proves nothing.</summary>
    public async Task QuietForTwait(string what, Func<WireFrame, bool> match)
    {
        long watchedMs = Math.Min(Settings.TwaitMs, Settings.PatienceMs);
        long endMs = NowMs + watchedMs; // a pause that ends late must not make it longer
        await Pause(Math.Min(Settings.InFlightMs, watchedMs));
        await Silence(what, match, endMs - NowMs);
        CheckPatience(Settings.TwaitMs, "Twait");
    }

    public void CheckBroadcast()
    {
        if (!CanBroadcast)
        {
            throw new CaseEnd(Verdict.NotExercised, "it needs a multicast group (--group)");
        }
    }

    public int NextMsgId() => ++_lastMsgId;

    /// <summary>Sends a frame to the client, in the encapsulation it uses itself.</summary>
    public void Send(byte[] frame, Endpoint from = Endpoint.GatewayA) =>
        SendRaw(_nodeId == null ? frame : Frames.Encapsulated(0, _nodeId, frame), from);

    /// <summary>Sends octets as they are.</summary>
    public void SendRaw(byte[] datagram, Endpoint from = Endpoint.GatewayA)
    {
        _sent(WireFrame.Read(datagram, from, false, NowMs));
        _link.Send(from, datagram);
    }

    public void Broadcast(byte[] frame, Endpoint from)
    {
        CheckBroadcast();
        _link.Broadcast(from, frame);
    }

    /// <summary>The plain gateway leaves these unanswered from now on.</summary>
    public void Hold(params ReadOnlySpan<MsgType> types)
    {
        foreach (MsgType type in types)
        {
            _gateways[0].Held.Add(type);
        }
    }

    /// <summary>It answers these again.</summary>
    public void Release(params ReadOnlySpan<MsgType> types)
    {
        foreach (MsgType type in types)
        {
            _gateways[0].Held.Remove(type);
        }
    }

    /// <summary>Gateway A falls silent altogether.</summary>
    public void GoSilent() => _gateways[0].IsServing = false;

    /// <summary>Time has come.</summary>
    public void Advance(long nowMs)
    {
        NowMs = nowMs;
        if (_waiting is { } waiting && nowMs >= waiting.DueMs)
        {
            _waiting = null;
            waiting.End(null);
        }
    }

    /// <summary>A frame of the client's has come.</summary>
    public void Take(WireFrame frame, long nowMs)
    {
        NowMs = nowMs;
        _nodeId = frame.NodeId;
        if (frame.Fault != WireFault.None)
        {
            return; // the watch has it
        }

        if (frame.Type == MsgType.Connect)
        {
            LastConnect = frame;
        }

        if (_waiting is { } waiting && waiting.Matches(frame))
        {
            _waiting = null;
            waiting.End(frame);
        }
        else if (frame.At is Endpoint.GatewayA or Endpoint.GatewayB)
        {
            Gateway(frame.At).Serve(frame);
        }
    }
}
