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
    }
}
