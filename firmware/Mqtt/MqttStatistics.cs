namespace Sidetap.Mqtt
{
    /// <summary>What the way to a broker has counted since start-up. Counters wrap at 2^32.</summary>
    public sealed class MqttStatistics
    {
        /// <summary>Messages handed to the connection; one that is sent again in the next connection counts again.</summary>
        public uint MessagesSent;

        /// <summary>Messages for which PUBACK came.</summary>
        public uint Acknowledged;

        /// <summary>How often a connection was set up.</summary>
        public uint Connections;

        /// <summary>How often the broker, or who looked at its certificate, said no.</summary>
        public uint Refusals;

        /// <summary>How often a connection that was set up was lost.</summary>
        public uint Losses;

        /// <summary>Of these, because PUBACK did not come in time.</summary>
        public uint AckTimeouts;
    }
}
