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

    /// <summary>No room for another client, or for another node behind its forwarder.</summary>
    TooManyClients,

    /// <summary>No room for another topic id, of the client's own or in all.</summary>
    TooManyTopics,

    /// <summary>No room for another subscription of the client.</summary>
    TooManySubscriptions,

    /// <summary>A name that is not UTF-8, too long, or has wildcards where none may be.</summary>
    TopicName,

    /// <summary>A topic id nobody has registered or predefined.</summary>
    UnknownTopicId,

    /// <summary>No room for another message for a client, of its own or in all; the message is lost to that client.</summary>
    QueueFull,

    /// <summary>No room for another retained message; the message was delivered all the same.</summary>
    RetainedFull,

    /// <summary>A forwarder's frame with another one in it, or with a WirelessNodeId too long to be answered.</summary>
    Encapsulated,

    /// <summary>A sleeping client wants something for which it has to CONNECT first; answered with DISCONNECT (6.14).</summary>
    Asleep,

    /// <summary>A message longer than a datagram to a subscriber can be.</summary>
    TooLong,

    /// <summary>A client would not take a message.</summary>
    RefusedByClient,
}
