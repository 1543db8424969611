using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>
/// The names of the fields that the layout table knows by their kind only: <see cref="FieldKind.Octet"/> and <see cref="FieldKind.Variable"/>
/// (MQTT-SN 1.2, 5.4).
/// </summary>
public static class FieldNames
{
    /// <summary>A field's name in the specification.</summary>
    /// <param name="type">The message.</param>
    /// <param name="kind">The field, as the table lists it.</param>
    /// <returns>For example "GwId" or "TopicName".</returns>
    public static string Of(MessageType type, FieldKind kind) => kind switch
    {
        FieldKind.Octet => type switch
        {
            MessageType.SearchGw => "Radius",
            MessageType.Connect => "ProtocolId",
            MessageType.Encapsulated => "Ctrl",
            _ => "GwId",
        },
        FieldKind.Variable => type switch
        {
            MessageType.GwInfo => "GwAdd",
            MessageType.Connect or MessageType.PingReq => "ClientId",
            MessageType.WillTopic or MessageType.WillTopicUpd => "WillTopic",
            MessageType.WillMsg or MessageType.WillMsgUpd => "WillMsg",
            MessageType.Publish => "Data",
            MessageType.Encapsulated => "frame",
            _ => "TopicName",
        },
        FieldKind.OptionalDuration => "Duration",
        FieldKind.OptionalFlags => "Flags",
        _ => $"{kind}",
    };
}
