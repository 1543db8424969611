namespace Sidetap.Supervisor
{
    /// <summary>How patient the supervisor is.</summary>
    public sealed class SupervisorSettings
    {
        /// <summary>Milliseconds that a Step may take; 0: it is not watched.</summary>
        public int StepTimeoutMs = 30000;

        /// <summary>Milliseconds after which a box restarts that has handed over nothing; half of it after which it connects its network anew. Each restart in a row
        /// doubles both, up to sixteen times. 0: it never does. A box that sleeps is given three of its sleeps at least.</summary>
        public int AckTimeoutMs = 900000;

        /// <summary>Milliseconds that the network may take to come up, before it is reset and connected anew.</summary>
        public int NetworkTimeoutMs = 60000;

        /// <summary>Milliseconds after which the time is asked for again while it is not known.</summary>
        public int TimeRetryMs = 15000;

        /// <summary>Milliseconds after which it is asked for again when it is known; 0: never.</summary>
        public int TimeResyncMs = 3600000;

        /// <summary>Octets of free heap below which the box restarts, when it is so at three looks in a row, ten seconds apart; 0: it is not watched.</summary>
        public int LowMemoryOctets = 8192;

        /// <summary>Seconds of deep sleep after everything that was sampled has been handed over; 0: the box stays awake. Only on a board that can.</summary>
        public int DeepSleepSeconds;

        /// <summary>Milliseconds after which a box that could not hand everything over goes to sleep all the same; what waits is kept in flash.</summary>
        public int AwakeMs = 30000;
    }
}
