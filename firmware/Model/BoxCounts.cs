namespace Sidetap.Model
{
    /// <summary>What the box knows of itself, for sources of the kinds Box and Diagnostics. Whoever samples fills it in before.</summary>
    public sealed class BoxCounts
    {
        /// <summary>Messages lost over all starts.</summary>
        public uint LostMessages;

        /// <summary>Messages that wait for the gateway.</summary>
        public int WaitingMessages;

        /// <summary>Octets free on the heap; -1 where the board can't tell.</summary>
        public int FreeHeapOctets = -1;

        /// <summary>How often the box has started, this time included; 0 when it is not known.</summary>
        public uint Starts;

        /// <summary>Why the firmware restarted the box last: a number of <see cref="Supervisor.RestartReason"/>.</summary>
        public int LastRestart;
    }
}
