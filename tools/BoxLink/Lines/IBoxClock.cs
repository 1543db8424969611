namespace Sidetap.BoxLink.Lines;

/// <summary>Time as a line to a box knows it. A test's line has a clock of its own, so that nothing waits.</summary>
public interface IBoxClock
{
    /// <summary>Time since some instant; never goes back.</summary>
    TimeSpan Now { get; }

    /// <summary>Lets time pass.</summary>
    /// <param name="time">How much; not negative.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    void Pause(TimeSpan time, CancellationToken stop);
}
