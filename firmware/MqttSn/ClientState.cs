namespace Sidetap.MqttSn
{
    /// <summary>Where the client stands towards its gateway (MQTT-SN 1.2, 6.14, Figure 3).</summary>
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
    }
}
