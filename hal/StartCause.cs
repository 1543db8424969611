namespace Sidetap.Hal
{
    /// <summary>Why the board has started.</summary>
    public enum StartCause : byte
    {
        /// <summary>The board can't tell.</summary>
        Unknown = 0,

        /// <summary>Power came, or the reset button was pressed.</summary>
        PowerOn = 1,

        /// <summary>The firmware asked for it: <see cref="ISystem.Restart"/>.</summary>
        Restart = 2,

        /// <summary>A watchdog of the hardware or of the CLR.</summary>
        Watchdog = 3,

        /// <summary>The time of <see cref="IPower.DeepSleep"/> was over, or something woke it.</summary>
        DeepSleep = 4,

        /// <summary>The supply was too low for a moment.</summary>
        BrownOut = 5,
    }
}
