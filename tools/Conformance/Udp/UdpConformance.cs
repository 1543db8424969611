using System.Diagnostics;
using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Watching;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Udp;

/// <summary>Runs cases against a client over UDP, in real time.</summary>
public sealed class UdpConformance : IDisposable
{
    // How long a cancellation may go unnoticed.
    private const int MaxWaitMs = 50;

    // A behaviour that a client has not shown in so many cases is not waited for again.
    private const int StrikesPerNeed = 2;

    private const int DismissEveryMs = 1000;

    private readonly ConformanceSettings _settings;
    private readonly UdpSettings _udp;
    private readonly UdpLink _link;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly WatchBook _book = new();
    private readonly Dictionary<Need, int> _strikes = [];
    private long _dismissedMs;

    /// <summary>Opens the sockets.</summary>
    /// <param name="settings">What the client is configured to.</param>
    /// <param name="udp">How the cases are run.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A port is in use, or the address is not this machine's.</exception>
    public UdpConformance(ConformanceSettings settings, UdpSettings udp)
    {
        _settings = settings;
        _udp = udp;
        _link = new UdpLink(udp);
    }

    /// <summary>Gateway A's port.</summary>
    public int Port => _link.PortA;

    /// <summary>Gateway B's port.</summary>
    public int SecondPort => _link.PortB;

    /// <summary>Whether a client has sent anything.</summary>
    public bool ClientCame => _link.ClientCame;

    /// <summary>Is told of every case before it runs: the case, its number from 1.</summary>
    public event Action<ConformanceCase, int>? Started;

    /// <summary>Is told of every result as soon as it is known.</summary>
    public event Action<CaseResult>? Ended;

    /// <summary>Runs cases one after the other. Ends early when it is told to stop, or when no client comes at all.</summary>
    /// <param name="selection">The cases, and the rules to report.</param>
    /// <param name="stop">Stops it; noticed within a tenth of a second.</param>
    /// <returns>The results: of the cases that were run, then of the rules.</returns>
    /// <exception cref="LaunchException">The command that starts the client can't be started.</exception>
    public IReadOnlyList<CaseResult> Run(CaseSelection selection, CancellationToken stop)
    {
        List<CaseResult> results = [];
        for (int i = 0; i < selection.Cases.Count && !stop.IsCancellationRequested; i++)
        {
            ConformanceCase one = selection.Cases[i];
            CaseResult result = ReasonNotToRun(one) is { } reason
                ? new CaseResult(one.Name, one.Section, one.Rule, Verdict.NotExercised, reason, "", 0)
                : RunOne(one, i + 1, stop);
            results.Add(result);
            Ended?.Invoke(result);
            if (!ClientCame && result.DurationMs > 0)
            {
                break; // nobody is there; the other cases would wait just as long
            }
        }

        foreach (WatchRule rule in WatchRules.All.Where(rule => _book.IsBroken(rule) || (ClientCame && selection.Rules.Contains(rule))))
        {
            CaseResult result = _book.ResultOf(rule);
            results.Add(result);
            Ended?.Invoke(result);
        }

        return results;
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose() => _link.Dispose();

    private string? ReasonNotToRun(ConformanceCase one)
    {
        Need missing = one.Needs & ~_udp.Offered;
        if (missing != Need.None)
        {
            return $"not in the client's profile: {Needs.NamesOf(missing)}";
        }

        Need unseen = Needs.Split(one.Needs).FirstOrDefault(need => _strikes.GetValueOrDefault(need) >= StrikesPerNeed);
        return unseen == Need.None ? null : $"the client did not {Needs.MeaningOf(unseen)}, in two cases before ({Needs.NameOf(unseen)})";
    }

    private CaseResult RunOne(ConformanceCase one, int number, CancellationToken stop)
    {
        Started?.Invoke(one, number);
        using ClientProcess? process = Provoke(one);
        CaseRun run = new(one, _settings, _link, _book, _clock.ElapsedMilliseconds);
        bool isArmed = process != null;
        bool isAwaited = process == null && ClientCame;
        long startMs = _clock.ElapsedMilliseconds;
        long begunMs = -1;
        run.Begin();
        while (run.Result == null && !stop.IsCancellationRequested)
        {
            _link.Poll(Math.Clamp(run.DueMs - _clock.ElapsedMilliseconds, 0, MaxWaitMs), (at, isBroadcast, datagram) =>
            {
                isArmed = isArmed || Begins(at, datagram.Span);
                if (isArmed)
                {
                    begunMs = begunMs < 0 ? _clock.ElapsedMilliseconds : begunMs;
                    run.Receive(at, isBroadcast, datagram.Span, _clock.ElapsedMilliseconds);
                }
            });
            run.Advance(_clock.ElapsedMilliseconds);
            if (!ClientCame)
            {
                process?.CheckStarted(); // the other cases would fare no better
            }
        }

        CaseResult result = run.Abandon("the run was ended", _clock.ElapsedMilliseconds);
        Learn(run, result);
        if (isAwaited)
        {
            return result with { IsBegun = isArmed, WaitMs = (isArmed ? begunMs : _clock.ElapsedMilliseconds) - startMs };
        }

        return result.Verdict == Verdict.NotExercised && process?.Ending is { } ending ? result with { Reason = $"{result.Reason}; {ending}" } : result;
    }

    /// <summary>Makes the client begin anew: starts it, or tells the one that runs that its connection has ended.</summary>
    private ClientProcess? Provoke(ConformanceCase one)
    {
        if (_udp.Launch is { } launch)
        {
            _link.ForgetClient();
            Dictionary<string, string> values = new()
            {
                ["port"] = $"{Port}",
                ["port2"] = $"{SecondPort}",
                ["case"] = one.Name,
                ["needs"] = Needs.NamesOf(one.Needs),
                ["group"] = $"{_udp.Group}",
            };
            string command = values.Aggregate(launch, (text, value) => text.Replace($"{{{value.Key}}}", value.Value));
            return ClientProcess.Start(command, values.ToDictionary(value => $"SIDETAP_{value.Key.ToUpperInvariant()}", value => value.Value));
        }

        _dismissedMs = -DismissEveryMs;
        Dismiss(_link.SpokenTo);
        return null;
    }

    /// <summary>Whether a datagram of a client that runs already is its new beginning. What is not is answered as a gateway answers strangers.</summary>
    private bool Begins(Endpoint at, ReadOnlySpan<byte> datagram)
    {
        WireFrame frame = WireFrame.Read(datagram);
        bool begins = frame.Type is MsgType.Connect or MsgType.SearchGw || (frame.Type == MsgType.Publish && frame.Qos == -1);
        if (!begins && frame.Type != MsgType.Disconnect)
        {
            Dismiss(at);
        }

        return begins;
    }

    /// <summary>A DISCONNECT; but not a second one while what the client sent before the first may still arrive.</summary>
    private void Dismiss(Endpoint at)
    {
        if (_clock.ElapsedMilliseconds - _dismissedMs >= DismissEveryMs)
        {
            _dismissedMs = _clock.ElapsedMilliseconds;
            _link.Send(at, Frames.Bare(MsgType.Disconnect));
        }
    }

    private void Learn(CaseRun run, CaseResult result)
    {
        foreach (Need need in Needs.Split(run.Shown))
        {
            _strikes[need] = 0;
        }

        if (result.Verdict == Verdict.NotExercised && run.Unmet is not (Need.None or Need.Connect))
        {
            _strikes[run.Unmet] = _strikes.GetValueOrDefault(run.Unmet) + 1;
        }
    }
}
