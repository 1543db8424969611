namespace Sidetap.Gateway;

/// <summary>Where a client stands towards the gateway (MQTT-SN 1.2, 6.14, Figure 3).</summary>
internal enum SessionState
{
    /// <summary>Absent; its session is kept for when it comes back.</summary>
    Absent,

    /// <summary>CONNECT with Will: WILLTOPICREQ was sent (6.3).</summary>
    AwaitingWillTopic,

    /// <summary>WILLMSGREQ was sent.</summary>
    AwaitingWillMessage,

    /// <summary>Connected.</summary>
    Active,

    /// <summary>The client sleeps; what comes for it waits (6.14).</summary>
    Asleep,

    /// <summary>The client has asked for what waits, and has not got all of it yet.</summary>
    Awake,
}
