namespace Sidetap.Hal
{
    /// <summary>How far a connection to an MQTT broker is.</summary>
    public enum BrokerState : byte
    {
        /// <summary>There is none: never asked for, closed, or lost.</summary>
        Closed = 0,

        /// <summary>Name, TCP, TLS or CONNACK are waited for.</summary>
        Connecting = 1,

        /// <summary>The broker has accepted it.</summary>
        Open = 2,

        /// <summary>The broker has refused it, or its certificate is not one to trust; <see cref="IBrokerConnection.RefusalCode"/> says which.</summary>
        Refused = 3,
    }
}
