namespace Sidetap.Hal
{
    /// <summary>The box itself: who it is and what state it is in.</summary>
    public interface ISystem
    {
        /// <summary>The board's unique number: a 48-bit MAC address, or as many bits of the chip's unique id. Never 0, the same after every start.</summary>
        ulong UniqueId { get; }

        /// <summary>Why the board has started this time.</summary>
        StartCause StartCause { get; }

        /// <summary>Octets free on the managed heap after collection; -1 where the board can't tell.</summary>
        int FreeHeapOctets { get; }

        /// <summary>A random number for delays and jitter. Not for secrets: boards of nanoFramework v1 have no cryptographic source.</summary>
        /// <returns>32 bits, each equally likely to be set.</returns>
        uint NextRandom();

        /// <summary>Restarts the box. Does not return on a board; on the desktop it ends the run.</summary>
        void Restart();
    }
}
