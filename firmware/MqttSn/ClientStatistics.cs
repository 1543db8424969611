namespace Sidetap.MqttSn
{
    /// <summary>What a client has counted since start-up. Counters wrap at 2^32.</summary>
    public sealed class ClientStatistics
    {
        /// <summary>Frames handed to the link.</summary>
        public uint FramesSent;

        /// <summary>Octets of those frames.</summary>
        public uint OctetsSent;

        /// <summary>Frames the link refused to take.</summary>
        public uint SendFailures;

        /// <summary>Datagrams that arrived from anywhere.</summary>
        public uint FramesReceived;

        /// <summary>Octets of those datagrams.</summary>
        public uint OctetsReceived;

        /// <summary>Datagrams refused as malformed, by reason: indexed by <see cref="FrameError"/>.</summary>
        public readonly uint[] Malformed = new uint[(int)FrameError.TopicNameLength + 1];

        /// <summary>Datagrams longer than the receive buffer.</summary>
        public uint Oversized;

        /// <summary>Frames from an address that is not the gateway's.</summary>
        public uint FromStrangers;

        /// <summary>Well-formed frames that had no place in the state the client was in, such as an answer to nothing.</summary>
        public uint Unexpected;

        /// <summary>Frames sent again because no answer came.</summary>
        public uint Retransmissions;

        /// <summary>How often a connection was set up.</summary>
        public uint Connections;

        /// <summary>How often the gateway did not answer any more.</summary>
        public uint GatewayLosses;

        /// <summary>Events that <see cref="ClientTransitions"/> has no place for: 0, or there is a fault in the client.</summary>
        public uint UndefinedTransitions;
    }
}
