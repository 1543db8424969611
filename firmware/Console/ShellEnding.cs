namespace Sidetap.Terminal
{
    /// <summary>What follows an answer besides the next request.</summary>
    public enum ShellEnding : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>The box restarts; what waits is kept.</summary>
        Restart = 1,

        /// <summary>The box forgets what it has counted and what waits, and restarts.</summary>
        FactoryReset = 2,
    }
}
