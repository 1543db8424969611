namespace Sidetap.Gateway;

/// <summary>Where a client stands towards the gateway.</summary>
internal enum SessionState
{
    /// <summary>Absent; its session is kept for when it comes back.</summary>
    Absent,

    /// <summary>CONNECT with Will: WILLTOPICREQ was sent (MQTT-SN 1.2, 6.3).</summary>
    AwaitingWillTopic,

    /// <summary>WILLMSGREQ was sent.</summary>
    AwaitingWillMessage,

    /// <summary>Connected.</summary>
    Active,
}
