namespace Sidetap.Hal
{
    /// <summary>
    /// An unreliable datagram link: UDP on Wi-Fi or Ethernet, or a radio. A datagram arrives whole or not at all; it may be lost, repeated or
    /// overtaken. Nothing here blocks and nothing here throws.
    /// </summary>
    public interface IDatagramLink
    {
        /// <summary>The longest datagram the link carries in one piece, in octets; 64..65,507.</summary>
        int MaxDatagramLength { get; }

        /// <summary>Whether the network below is there (cable, association, address). While false, sending fails and nothing arrives.</summary>
        bool IsUp { get; }

        /// <summary>Sends one datagram.</summary>
        /// <param name="buffer">Holds the datagram; the link reads it before it returns and keeps no reference.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="length">Octets to send, 1..<see cref="MaxDatagramLength"/>.</param>
        /// <param name="to">The destination.</param>
        /// <returns>True when the datagram was handed to the network, which promises nothing; false when the link is down, full or the
        /// address is of no use to it.</returns>
        bool Send(byte[] buffer, int offset, int length, LinkAddress to);

        /// <summary>Sends one datagram to every node that can be reached within a radius: SEARCHGW and GWINFO of MQTT-SN 1.2, 6.1. UDP sends it to
        /// a multicast group that the board knows.</summary>
        /// <param name="buffer">Holds the datagram; the link reads it before it returns and keeps no reference.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="length">Octets to send, 1..<see cref="MaxDatagramLength"/>.</param>
        /// <param name="radius">Hops, 1..255; 0: as far as the network goes (5.3.9). What the network can't tell apart is rounded up.</param>
        /// <returns>True when the datagram was handed to the network; false when the link is down, full, or has no broadcast.</returns>
        /// <remarks>A link that broadcasts also receives what others broadcast, with its sender's address like any datagram; it does not receive
        /// its own.</remarks>
        bool Broadcast(byte[] buffer, int offset, int length, int radius);

        /// <summary>Takes the next datagram that has arrived, without waiting.</summary>
        /// <param name="buffer">Receives the datagram.</param>
        /// <param name="offset">Index at which the first octet is put.</param>
        /// <param name="capacity">Room from there on, in octets. A longer datagram is cut to it and reported with its full length.</param>
        /// <param name="from">Receives the sender's address.</param>
        /// <returns>The datagram's length in octets (more than <paramref name="capacity"/> when it was cut), or -1 when none waits.</returns>
        int Receive(byte[] buffer, int offset, int capacity, LinkAddress from);
    }
}
