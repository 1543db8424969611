namespace Sidetap.Supervisor
{
    /// <summary>Why the firmware restarted the box. The numbers are published and kept; none is ever used for anything else.</summary>
    public enum RestartReason : byte
    {
        /// <summary>It did not: power came, or somebody pressed the button.</summary>
        None = 0,

        /// <summary>Step had not returned for a time.</summary>
        StepOverdue = 1,

        /// <summary>Nothing had been acknowledged for a time.</summary>
        NothingAcknowledged = 2,

        /// <summary>The heap was about to be used up.</summary>
        LowMemory = 3,

        /// <summary>An exception ended the main loop.</summary>
        Exception = 4,

        /// <summary>Somebody asked for it.</summary>
        Requested = 5,
    }
}
