using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Watching;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance;

/// <summary>
/// One case against one client. Whoever runs it owns the network and the clock: it passes on what arrives, calls <see cref="Advance"/> when it is time,
/// and asks for the <see cref="Result"/>.
/// </summary>
internal sealed class CaseRun
{
    // A client that sends more than this in one case is flooding, whatever it was to show.
    private const int MaxFrames = 20000;

    private readonly ConformanceCase _case;
    private readonly Script _script;
    private readonly Watch _watch;
    private readonly long _startMs;
    private Task _task = Task.CompletedTask;
    private int _frames;

    public CaseRun(ConformanceCase conformanceCase, ConformanceSettings settings, IScriptLink link, WatchBook book, long nowMs)
    {
        _case = conformanceCase;
        _startMs = nowMs;
        _watch = new Watch(book, settings);
        _script = new Script(settings, link, _watch.Sent);
        book.CaseName = conformanceCase.Name;
    }

    /// <summary>How it ended; null while it runs.</summary>
    public CaseResult? Result { get; private set; }

    /// <summary>What the client did not do, where that is why the case was not exercised.</summary>
    public Need Unmet { get; private set; }

    /// <summary>What the client has shown it does.</summary>
    public Need Shown => _script.Shown;

    /// <summary>When <see cref="Advance"/> is to be called at the latest.</summary>
    public long DueMs => _script.DueMs;

    public void Begin()
    {
        _script.Advance(_startMs);
        _task = _case.Script(_script);
        Look(_startMs);
    }

    public void Receive(Endpoint at, bool isBroadcast, ReadOnlySpan<byte> datagram, long nowMs)
    {
        if (Result != null)
        {
            return;
        }

        WireFrame frame = WireFrame.Read(datagram, at, isBroadcast, nowMs);
        _watch.Received(frame);
        if (++_frames > MaxFrames)
        {
            Result = ResultOf(Verdict.Fail, $"more than {MaxFrames} frames", frame, nowMs);
            return;
        }

        _script.Take(frame, nowMs);
        Look(nowMs);
    }

    public void Advance(long nowMs)
    {
        if (Result == null)
        {
            _script.Advance(nowMs);
            Look(nowMs);
        }
    }

    /// <summary>Ends a case that can't go on.</summary>
    public CaseResult Abandon(string reason, long nowMs)
    {
        Result ??= ResultOf(Verdict.NotExercised, reason, null, nowMs);
        return Result;
    }

    private void Look(long nowMs)
    {
        if (!_task.IsCompleted || Result != null)
        {
            return;
        }

        if (_task.IsCompletedSuccessfully)
        {
            Result = ResultOf(Verdict.Pass, "", null, nowMs);
        }
        else if (_task.Exception!.InnerException is CaseEnd end)
        {
            Unmet = end.Need;
            Result = ResultOf(end.Verdict, end.Message, end.Frame, nowMs);
        }
        else
        {
            throw _task.Exception; // a fault of the script's own
        }
    }

    private CaseResult ResultOf(Verdict verdict, string reason, WireFrame? frame, long nowMs) =>
        new(_case.Name, _case.Section, _case.Rule, verdict, reason, frame?.Hex ?? "", nowMs - _startMs);
}
