namespace Sidetap.Hal
{
    /// <summary>The board's deepest sleep: everything off but a timer.</summary>
    public interface IPower
    {
        /// <summary>Whether the board can: it has the sleep, and what it feeds may be off meanwhile.</summary>
        bool CanDeepSleep { get; }

        /// <summary>Sleeps. Does not return on a board, which starts again with <see cref="StartCause.DeepSleep"/>; on the desktop it ends the run.</summary>
        /// <param name="durationMs">Milliseconds, 1 or more.</param>
        void DeepSleep(long durationMs);
    }
}
