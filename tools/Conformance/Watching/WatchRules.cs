namespace Sidetap.Conformance.Watching;

/// <summary>The rules that are watched in every case.</summary>
public static class WatchRules
{
    internal static readonly WatchRule Length = Rule(
        "length", "5.2.1", "Length is that of the datagram, which holds one frame", "connect.repeats");
    internal static readonly WatchRule Type = Rule("type", "5.2.2", "No reserved MsgType is sent", "connect.repeats");
    internal static readonly WatchRule Fields = Rule(
        "fields", "5.4", "A message has the fields of its type, no fewer and no more", "connect.repeats", "publish.qos1.repeats", "receive.qos1.puback");
    internal static readonly WatchRule Direction = Rule(
        "direction", "5.4", "A client sends no message that is a gateway's", "connect.repeats");
    internal static readonly WatchRule Unused = Rule(
        "unused-flags", "5.3.4", "Flags a message has no use for are 0", "publish.qos1.repeats", "subscribe.repeats", "will.topic", "unsubscribe.name");
    internal static readonly WatchRule IdType = Rule(
        "topic-id-type", "5.3.4", "TopicIdType is not the reserved 0b11", "publish.qos1.repeats");
    internal static readonly WatchRule Qos = Rule("qos", "5.3.4", "SUBSCRIBE and a will have QoS 0, 1 or 2", "subscribe.name.form");
    internal static readonly WatchRule ReservedId = Rule(
        "reserved-topic-id", "5.3.11", "TopicId is neither 0x0000 nor 0xFFFF", "publish.qos1.repeats");
    internal static readonly WatchRule NoMsgId = Rule(
        "msgid-zero", "5.4.12", "MsgId of a PUBLISH is 0 at QoS 0 and -1", "publish.qos0.not-repeated");
    internal static readonly WatchRule MsgId = Rule(
        "msgid-set", "5.3.7", "MsgId of a message that is answered is not 0", "publish.qos1.repeats");
    internal static readonly WatchRule ClientId = Rule(
        "client-id", "5.3.1", "ClientId has 1 to 23 characters and stays the same", "connect.repeats");
    internal static readonly WatchRule ProtocolId = Rule("protocol-id", "5.3.8", "ProtocolId is 0x01", "connect.repeats");
    internal static readonly WatchRule RegisterId = Rule(
        "register-id-zero", "5.4.10", "TopicId of a client's REGISTER is 0", "register.repeats");
    internal static readonly WatchRule Name = Rule(
        "topic-name", "5.3.12", "A name is UTF-8, and one to publish to has no wildcards", "register.repeats", "subscribe.name.form", "will.topic");
    internal static readonly WatchRule NoDup = Rule(
        "no-dup-at-first", "5.3.4", "DUP is 0 when a message is sent for the first time", "publish.qos1.repeats", "subscribe.name.form");
    internal static readonly WatchRule Dup = Rule(
        "dup-on-repeat", "5.3.4", "A PUBLISH or SUBSCRIBE that is sent again has DUP", "publish.qos1.repeats", "subscribe.repeats");
    internal static readonly WatchRule Same = Rule(
        "same-on-repeat", "6.13", "A message that is sent again is the same but for DUP", "publish.qos1.repeats", "subscribe.repeats", "register.repeats");
    internal static readonly WatchRule OnePublish = Rule(
        "one-publish", "6.6", "One PUBLISH of QoS 1 or 2 at a time", "publish.qos1.repeats");
    internal static readonly WatchRule OneRegister = Rule("one-register", "6.5", "One REGISTER at a time", "register.repeats");
    internal static readonly WatchRule OneSubscribe = Rule(
        "one-subscribe", "6.9", "One SUBSCRIBE or UNSUBSCRIBE at a time", "subscribe.repeats");
    internal static readonly WatchRule Connack = Rule(
        "before-connack", "6.2", "Before CONNACK nothing is sent that needs a connection", "connect.repeats");
    internal static readonly WatchRule Known = Rule(
        "topic-id-known", "6.5", "A normal TopicId is one the gateway has given", "publish.qos1.repeats");
    internal static readonly WatchRule KeepAlive = Rule(
        "keep-alive", "6.11", "No pause is longer than 1.5 times the keep-alive Duration", "keepalive.ping-in-time");
    internal static readonly WatchRule RetryTime = Rule(
        "retry-time", "Table 30", "Nothing is sent again before Tretry", "connect.repeats", "publish.qos1.repeats");
    internal static readonly WatchRule RetryCount = Rule(
        "retry-count", "Table 30", "Nothing is sent again more than Nretry times", "publish.qos1.gives-up");
    internal static readonly WatchRule Asleep = Rule(
        "asleep", "6.14", "A sleeping client sends PINGREQ or CONNECT, else nothing", "sleep.silent");
    internal static readonly WatchRule Release = Rule(
        "pubrel-after-pubrec", "5.4.14", "PUBREL follows a PUBREC with its MsgId", "publish.qos2.pubrel");
    internal static readonly WatchRule Answers = Rule(
        "answers-match", "5.4.13", "What answers the gateway has the MsgId of its message", "receive.qos1.puback", "receive.qos2.pubcomp", "register.gateway");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WatchRule> All { get; } =
    [
        Length, Type, Fields, Direction, Unused, IdType, Qos, ReservedId, NoMsgId, MsgId, ClientId, ProtocolId, RegisterId, Name, NoDup, Dup, Same,
        OnePublish, OneRegister, OneSubscribe, Connack, Known, KeepAlive, RetryTime, RetryCount, Asleep, Release, Answers,
    ];

    private static WatchRule Rule(string name, string section, string rule, params string[] stages) => new($"always.{name}", section, rule, stages);
}
