namespace Sidetap.Conformance;

/// <summary>What the client has to do of its own accord for a case to be exercised. A case names one or several.</summary>
[Flags]
public enum Need : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sends CONNECT, and again when the connection has ended.</summary>
    Connect = 1L << 0,

    /// <summary>Connects with CleanSession = 1.</summary>
    CleanSession = 1L << 1,

    /// <summary>Connects with CleanSession = 0.</summary>
    KeptSession = 1L << 2,

    /// <summary>Connects without a will.</summary>
    NoWill = 1L << 3,

    /// <summary>Connects with a will.</summary>
    Will = 1L << 4,

    /// <summary>Changes its will topic while connected.</summary>
    UpdateWillTopic = 1L << 5,

    /// <summary>Changes its will message while connected.</summary>
    UpdateWillMessage = 1L << 6,

    /// <summary>Deletes its will while connected.</summary>
    DeleteWill = 1L << 7,

    /// <summary>Registers a topic name.</summary>
    Register = 1L << 8,

    /// <summary>Publishes at QoS 0 to a registered name, again and again.</summary>
    PublishQos0 = 1L << 9,

    /// <summary>Publishes at QoS 1 to a registered name, again and again.</summary>
    PublishQos1 = 1L << 10,

    /// <summary>Publishes at QoS 2 to a registered name, again and again.</summary>
    PublishQos2 = 1L << 11,

    /// <summary>Publishes at QoS -1.</summary>
    PublishQosMinus1 = 1L << 12,

    /// <summary>Publishes at QoS 1 to a predefined topic id, again and again.</summary>
    PublishPredefined = 1L << 13,

    /// <summary>Publishes at QoS 1 to a short topic name, again and again.</summary>
    PublishShort = 1L << 14,

    /// <summary>Subscribes to a topic name without wildcards.</summary>
    SubscribeName = 1L << 15,

    /// <summary>Subscribes to a filter with a wildcard.</summary>
    SubscribeWildcard = 1L << 16,

    /// <summary>Subscribes to a short topic name.</summary>
    SubscribeShort = 1L << 17,

    /// <summary>Subscribes to a predefined topic id.</summary>
    SubscribePredefined = 1L << 18,

    /// <summary>Ends its subscription some seconds after it was made.</summary>
    Unsubscribe = 1L << 19,

    /// <summary>Has nothing to send for longer than its keep-alive time.</summary>
    Idle = 1L << 20,

    /// <summary>Ends the connection with a DISCONNECT some seconds after it was made.</summary>
    Goodbye = 1L << 21,

    /// <summary>Goes to sleep some seconds after it has connected.</summary>
    Sleep = 1L << 22,

    /// <summary>Returns to active, with CONNECT, some time after it fell asleep.</summary>
    Wake = 1L << 23,

    /// <summary>Knows no gateway and looks for one.</summary>
    Discover = 1L << 24,

    /// <summary>Answers another client's SEARCHGW.</summary>
    AnswerSearchGw = 1L << 25,

    /// <summary>Knows a second gateway.</summary>
    SecondGateway = 1L << 26,

    /// <summary>Returns to the first gateway when that is back.</summary>
    ReturnToFirst = 1L << 27,

    /// <summary>Sends every frame in the forwarder encapsulation.</summary>
    Forwarder = 1L << 28,
}
