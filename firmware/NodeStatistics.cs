namespace Sidetap
{
    /// <summary>What a box has counted, since start-up unless it says otherwise. Counters wrap at 2^32.</summary>
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

        /// <summary>Events made.</summary>
        public uint Events;

        /// <summary>DataSetMetaData announcements handed over whole, of all data sets.</summary>
        public uint Announcements;

        /// <summary>Data messages and events the gateway has acknowledged, or that were sent at QoS 0 or -1.</summary>
        public uint Delivered;

        /// <summary>Data messages and events lost over all starts: dropped because the outbox was full, refused by the gateway, or damaged in flash. What only was in RAM
        /// when the power went is not in it, but a gap in the sequence numbers.</summary>
        public uint Lost;

        /// <summary>Messages found in flash at start-up.</summary>
        public uint Recovered;

        /// <summary>Pages begun and batches written to flash over all starts: the outbox's wear.</summary>
        public uint FlashWrites;

        /// <summary>Writes and deletions of the outbox that the file area refused.</summary>
        public uint FlashFailures;

        /// <summary>Records and pages in flash whose check sum was wrong and that were given up; the end of a page that a power cut tore is one.</summary>
        public uint DamagedRecords;
    }
}
