namespace Sidetap
{
    /// <summary>What a node's buffers and tables take in RAM: all of it is allocated at start, and nothing after.</summary>
    /// <remarks>Octets of contents; the objects around them are counted where there are many, as for the names of files. Code, the profile and the board's own
    /// buffers are not in it.</remarks>
    public sealed class MemoryReport
    {
        private const int Entries = 9;

        /// <summary>What the octets are for.</summary>
        public readonly string[] Names = new string[Entries];

        /// <summary>How many they are.</summary>
        public readonly int[] Octets = new int[Entries];

        private int _count;

        /// <summary>Makes a report.</summary>
        internal MemoryReport(
            int queueOctets,
            int outboxOctets,
            int clientOctets,
            int outgoingOctets,
            int dataSetOctets,
            int signalOctets,
            int sourceOctets,
            int samplerOctets,
            int eventOctets)
        {
            Add("outbox: messages in RAM", queueOctets);
            Add("outbox: tables of pages and starts, state record", outboxOctets - queueOctets);
            Add("client: frames sent and received, names of wildcard subscriptions", clientOctets);
            Add("message under way", outgoingOctets);
            Add("data set: values and header template", dataSetOctets);
            Add("signals", signalOctets);
            Add("sources: readings, windows and timetable", sourceOctets);
            Add("sampling: values now and as published", samplerOctets);
            Add("events: what was told of and when", eventOctets);
        }

        /// <summary>All of it.</summary>
        public int Total { get; private set; }

        private void Add(string name, int octets)
        {
            Names[_count] = name;
            Octets[_count] = octets;
            _count++;
            Total += octets;
        }
    }
}
