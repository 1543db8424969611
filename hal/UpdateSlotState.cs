namespace Sidetap.Hal
{
    /// <summary>How far the image is that shall take the running one's place.</summary>
    public enum UpdateSlotState : byte
    {
        /// <summary>There is none.</summary>
        None = 0,

        /// <summary>It is arriving.</summary>
        Receiving = 1,

        /// <summary>It is complete, and on trial with the next start.</summary>
        Staged = 2,

        /// <summary>It runs, on trial: unless it is confirmed, the next start is the one before's again.</summary>
        Trial = 3,

        /// <summary>It was on trial and is not confirmed. It is still there.</summary>
        Reverted = 4,
    }
}
