using System.Runtime.CompilerServices;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <summary>
/// What a script awaits: the next frame that matches, or the time at which it gives up waiting. There is no thread behind it: whoever drives the case
/// calls <see cref="End"/>, and the script runs on inside that call.
/// </summary>
internal sealed class Waiting(Func<WireFrame, bool> match, long dueMs) : INotifyCompletion
{
    private Action? _continuation;
    private WireFrame? _frame;

    public long DueMs { get; } = dueMs;

    public bool IsCompleted { get; private set; }

    public bool Matches(WireFrame frame) => match(frame);

    public Waiting GetAwaiter() => this;

    public WireFrame? GetResult() => _frame;

    public void OnCompleted(Action continuation) => _continuation = continuation;

    public void End(WireFrame? frame)
    {
        _frame = frame;
        IsCompleted = true;
        _continuation?.Invoke();
    }
}
