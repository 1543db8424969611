namespace Sidetap.MqttSn
{
    /// <summary>Where the client stands towards its gateway (MQTT-SN 1.2, 6.14).</summary>
    public enum ClientState : byte
    {
        /// <summary>No connection; the client waits until it may try again.</summary>
        Disconnected = 0,

        /// <summary>CONNECT is under way.</summary>
        Connecting = 1,

        /// <summary>Connected: topics are registered and data flows.</summary>
        Active = 2,

        /// <summary>DISCONNECT is under way, because the box asked for it.</summary>
        Disconnecting = 3,

        /// <summary>Ended by the box; it stays so until it is started again.</summary>
        Stopped = 4,

        /// <summary>No gateway is known; SEARCHGW goes out (6.1).</summary>
        Searching = 5,

        /// <summary>DISCONNECT with a Duration is under way: the client wants to sleep (6.14).</summary>
        FallingAsleep = 6,

        /// <summary>The gateway keeps the client's messages; nothing is sent until it wakes.</summary>
        Asleep = 7,

        /// <summary>PINGREQ with the ClientId is out: the gateway sends what it kept, then PINGRESP.</summary>
        Awake = 8,
    }
}
