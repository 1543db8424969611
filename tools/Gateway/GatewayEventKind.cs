namespace Sidetap.Gateway;

/// <summary>What can happen at a gateway.</summary>
public enum GatewayEventKind
{
    /// <summary>A client connected.</summary>
    Connected,

    /// <summary>A client said goodbye.</summary>
    Disconnected,

    /// <summary>A client was not heard of for too long, or did not answer.</summary>
    Lost,

    /// <summary>A client went to sleep, or back to sleep (MQTT-SN 1.2, 6.14).</summary>
    Asleep,

    /// <summary>A sleeping client asked for what waits.</summary>
    Awake,

    /// <summary>The session of an absent client was forgotten, to make room for another one.</summary>
    Forgotten,

    /// <summary>A client changed or deleted its will (6.4).</summary>
    WillChanged,

    /// <summary>ADVERTISE was sent (6.1).</summary>
    Advertised,

    /// <summary>A client got an id for a topic name.</summary>
    Registered,

    /// <summary>A client subscribed.</summary>
    Subscribed,

    /// <summary>A client ended a subscription.</summary>
    Unsubscribed,

    /// <summary>A message went to a subscriber.</summary>
    Delivered,

    /// <summary>A frame was well formed and not acted on.</summary>
    Refused,

    /// <summary>A datagram was no MQTT-SN frame.</summary>
    Malformed,
}
