namespace Sidetap.Settings
{
    /// <summary>When a box takes itself for broken and starts again.</summary>
    public sealed class SupervisorSettings
    {
        /// <summary>Seconds without an acknowledgement, while messages wait and the network is up, until the box restarts; 0: never. Longer than a congested gateway
        /// is left alone (Twait, 301 s).</summary>
        public int AckTimeoutSeconds = 900;

        /// <summary>Seconds that one Step may take until the board's second thread restarts the box, 5..600.</summary>
        public int StepTimeoutSeconds = 30;

        /// <summary>Seconds without a network until the attempt is given up and made anew, 10..3,600.</summary>
        public int NetworkTimeoutSeconds = 60;

        /// <summary>Octets of free heap below which the box restarts; 0: never.</summary>
        public int LowMemoryOctets = 8192;
    }
}
