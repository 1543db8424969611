namespace Sidetap.MqttSn
{
    /// <summary>What changed the client's state.</summary>
    public enum ClientEvent : byte
    {
        /// <summary>The box started the client.</summary>
        Started = 0,

        /// <summary>CONNACK: accepted.</summary>
        ConnectAccepted = 1,

        /// <summary>CONNACK with any other return code.</summary>
        ConnectRejected = 2,

        /// <summary>No answer after Nretry repetitions: the gateway is lost (6.13).</summary>
        GatewayLost = 3,

        /// <summary>A DISCONNECT that the box did not ask for (6.12).</summary>
        GatewayDisconnected = 4,

        /// <summary>The network below went away.</summary>
        LinkDown = 5,

        /// <summary>The box ended the connection.</summary>
        Stopped = 6,

        /// <summary>The pause after a failure is over; CONNECT goes out.</summary>
        RetryDue = 7,

        /// <summary>No gateway is configured and none is known.</summary>
        NoGateway = 8,

        /// <summary>A gateway was found: by its ADVERTISE, its GWINFO or another client's (6.1).</summary>
        GatewayFound = 9,

        /// <summary>A gateway that comes before the present one in the list was heard of again: it has answered a SEARCHGW, or advertises; the client goes back to it.</summary>
        GatewayReturned = 10,

        /// <summary>The box wants to sleep.</summary>
        SleepRequested = 11,

        /// <summary>The gateway has answered the DISCONNECT with a Duration.</summary>
        SleepAccepted = 12,

        /// <summary>The sleep's Duration is nearly over: PINGREQ goes out.</summary>
        WakeDue = 13,

        /// <summary>PINGRESP: the gateway has sent all it had kept.</summary>
        BufferEmpty = 14,

        /// <summary>The box wants to be active again: CONNECT goes out.</summary>
        WakeRequested = 15,

        /// <summary>The gateway has answered the goodbye.</summary>
        GoodbyeAnswered = 16,
    }
}
