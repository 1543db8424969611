namespace Sidetap.Hal
{
    /// <summary>
    /// A connection to an MQTT 3.1.1 broker, kept by a client that the board brings along and that was given address, credentials and certificates when it was
    /// made. Nothing here blocks and nothing here throws: what takes time is done on the board's own thread, and shows in <see cref="State"/>.
    /// </summary>
    public interface IBrokerConnection
    {
        /// <summary>How far it is.</summary>
        BrokerState State { get; }

        /// <summary>Why it is <see cref="BrokerState.Refused"/>: the return code of CONNACK, 1..5 (MQTT 3.1.1, 3.2.2.3), or one of
        /// <see cref="BrokerRefusal"/>; else 0.</summary>
        int RefusalCode { get; }

        /// <summary>Begins to connect; returns at once.</summary>
        /// <returns>False when it could not begin; State stays what it was.</returns>
        bool Open();

        /// <summary>Ends the connection: with DISCONNECT where there is one.</summary>
        void Close();

        /// <summary>Makes a topic known, before the first <see cref="Open"/>.</summary>
        /// <param name="name">The topic's name, UTF-8 without wildcards.</param>
        /// <returns>The number by which <see cref="Publish"/> knows it, from 0; -1 when there is no room for more.</returns>
        int AddTopic(byte[] name);

        /// <summary>Hands one message to the client.</summary>
        /// <param name="topic">A number that <see cref="AddTopic"/> gave.</param>
        /// <param name="buffer">Holds the message; it is read before the method returns, and no reference is kept.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="length">Octets, 0 or more.</param>
        /// <param name="qos">0 or 1.</param>
        /// <param name="retain">Whether the broker keeps it for later subscribers.</param>
        /// <returns>At QoS 1 the packet identifier, 1..65,535; -1 when a message of QoS 0 was taken; 0 when none could be taken now.</returns>
        int Publish(int topic, byte[] buffer, int offset, int length, int qos, bool retain);

        /// <summary>Makes a subscription known, before the first <see cref="Open"/>; it is made in every connection, and its messages wait for
        /// <see cref="TakeMessage"/>.</summary>
        /// <param name="filter">The topic's name, UTF-8 without wildcards.</param>
        /// <param name="qos">The highest QoS, 0 or 1.</param>
        /// <returns>The number by which <see cref="TakeMessage"/> knows it, from 0; -1 when there is no room for more.</returns>
        int AddSubscription(byte[] filter, int qos);

        /// <summary>Takes a message that has come for a subscription. Some of them wait, in a fixed room; when there is none left, later ones are dropped, and so are
        /// those that are longer than <paramref name="capacity"/>.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index at which the first octet is put.</param>
        /// <param name="capacity">Octets there is room for.</param>
        /// <param name="subscription">The number of its subscription.</param>
        /// <returns>Its octets, 0 or more; -1 when there is none.</returns>
        int TakeMessage(byte[] buffer, int offset, int capacity, out int subscription);

        /// <summary>Takes a PUBACK that has come since.</summary>
        /// <returns>Its packet identifier; 0 when there is none. Several are handed out one by one, each once; after
        /// <see cref="Open"/> none of an earlier connection.</returns>
        int TakeAcknowledged();
    }
}
