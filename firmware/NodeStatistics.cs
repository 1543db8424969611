namespace Sidetap
{
    /// <summary>What a box has counted since start-up. Counters wrap at 2^32.</summary>
    public sealed class NodeStatistics
    {
        /// <summary>Samples taken of all channels.</summary>
        public uint Samples;

        /// <summary>Sampling instants that passed unused because Step was called too late.</summary>
        public uint MissedSamples;

        /// <summary>Key frames made.</summary>
        public uint KeyFrames;

        /// <summary>Delta frames made.</summary>
        public uint DeltaFrames;

        /// <summary>Keep-alives made.</summary>
        public uint KeepAlives;

        /// <summary>DataSetMetaData announcements handed over whole.</summary>
        public uint Announcements;

        /// <summary>Data messages the gateway has acknowledged, or that were sent at QoS 0 or -1.</summary>
        public uint Delivered;

        /// <summary>Messages dropped because the outbox was full, or refused by the gateway.</summary>
        public uint Lost;
    }
}
