namespace Sidetap.Gateway;

/// <summary>Why a well-formed frame was not acted on.</summary>
public enum GatewayRefusal
{
    /// <summary>From an address without a connection; answered with DISCONNECT.</summary>
    NotConnected,

    /// <summary>A message only gateways send, or a reply nobody waits for.</summary>
    Unexpected,

    /// <summary>A ProtocolId other than 0x01.</summary>
    ProtocolId,

    /// <summary>No room for another client.</summary>
    TooManyClients,

    /// <summary>No room for another topic id of the client.</summary>
    TooManyTopics,

    /// <summary>No room for another subscription of the client.</summary>
    TooManySubscriptions,

    /// <summary>A name that is not UTF-8, too long, or has wildcards where none may be.</summary>
    TopicName,

    /// <summary>A topic id nobody has registered or predefined.</summary>
    UnknownTopicId,

    /// <summary>No room for another message a client waits for, or for another open QoS 2 exchange.</summary>
    QueueFull,

    /// <summary>No room for another retained message; the message was delivered all the same.</summary>
    RetainedFull,

    /// <summary>A forwarder's frame; this gateway has no use for them.</summary>
    Encapsulated,

    /// <summary>A client would not take a message.</summary>
    RefusedByClient,
}
