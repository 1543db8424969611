namespace Sidetap.Hal
{
    /// <summary>How far something is that takes its time.</summary>
    public enum InquiryState : byte
    {
        /// <summary>Nothing was asked for.</summary>
        Idle = 0,

        /// <summary>It is under way.</summary>
        Running = 1,

        /// <summary>There is an answer.</summary>
        Done = 2,

        /// <summary>There will be none.</summary>
        Failed = 3,
    }
}
