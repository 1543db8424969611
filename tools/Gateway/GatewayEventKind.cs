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
