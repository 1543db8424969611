using System.Buffers.Binary;
using System.Text.Json;
using Sidetap.MqttSn;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>Brings what Scapy found into the form that is compared, and what it is to build into Scapy's.</summary>
internal static class ScapyReading
{
    private const string ShortTopic = "short_topic";

    private static readonly Dictionary<string, FrameField> Numbers = new()
    {
        ["dup"] = FrameField.Dup,
        ["qos"] = FrameField.QoS,
        ["retain"] = FrameField.Retain,
        ["will"] = FrameField.Will,
        ["cleansess"] = FrameField.CleanSession,
        ["tid_type"] = FrameField.TopicIdType,
        ["gw_id"] = FrameField.GwId,
        ["prot_id"] = FrameField.ProtocolId,
        ["duration"] = FrameField.Duration,
        ["return_code"] = FrameField.ReturnCode,
        ["tid"] = FrameField.TopicId,
        ["mid"] = FrameField.MsgId,
    };

    private static readonly Dictionary<string, FrameField> OctetStrings = new()
    {
        ["gw_addr"] = FrameField.GwAdd,
        ["client_id"] = FrameField.ClientId,
        ["topic_name"] = FrameField.TopicName,
        ["will_topic"] = FrameField.WillTopic,
        ["will_msg"] = FrameField.WillMsg,
        ["data"] = FrameField.Data,
        ["w_node_id"] = FrameField.WirelessNodeId,
    };

    /// <summary>Reads a message.</summary>
    /// <param name="message">As Scapy shows it.</param>
    /// <returns>Its fields.</returns>
    public static FrameFields Read(ScapyMessage message)
    {
        var fields = new FrameFields();
        foreach (string name in message.Fields.Keys)
        {
            if (name == "qos")
            {
                fields.With(FrameField.QoS, FlagBits.QoSOf(message.Number(name)));
            }
            else if (name == "radius")
            {
                fields.With(RadiusField(message.Type), message.Number(name));
            }
            else if (name == "resvd")
            {
                Assert.AreEqual(0, message.Number(name), "the reserved bits of Ctrl");
            }
            else if (name == ShortTopic)
            {
                fields.With(FrameField.TopicId, BinaryPrimitives.ReadUInt16BigEndian(message.Octets(name)));
            }
            else if (Numbers.TryGetValue(name, out FrameField number))
            {
                fields.With(number, message.Number(name));
            }
            else
            {
                fields.With(OctetStrings[name], message.Octets(name));
            }
        }

        return fields;
    }

    /// <summary>Tells Scapy what to build.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The message and what it wraps.</returns>
    public static IReadOnlyList<ScapyMessage> ToBuild(FrameCase frame)
    {
        return frame.Messages.Select(m => new ScapyMessage((int)m.Type, null, FieldsOf(m))).ToList();
    }

    private static Dictionary<string, JsonElement> FieldsOf(FrameCase frame)
    {
        FrameFields fields = frame.Fields;
        var result = new Dictionary<string, JsonElement>();
        foreach ((string name, FrameField field) in Numbers.Where(pair => fields.Has(pair.Value)))
        {
            int value = fields.Number(field);
            if (field == FrameField.TopicId && IsShortTopicOfSubscription(frame))
            {
                result.Add(ShortTopic, Octets([(byte)(value >> 8), (byte)value]));
            }
            else
            {
                result.Add(name, JsonSerializer.SerializeToElement(field == FrameField.QoS ? value & 3 : value));
            }
        }

        foreach ((string name, FrameField field) in OctetStrings.Where(pair => fields.Has(pair.Value)))
        {
            result.Add(name, Octets(fields.Octets(field)));
        }

        if (fields.Has(RadiusField((int)frame.Type)))
        {
            result.Add("radius", JsonSerializer.SerializeToElement(fields.Number(RadiusField((int)frame.Type))));
        }

        return result;
    }

    private static JsonElement Octets(byte[] octets)
    {
        return JsonSerializer.SerializeToElement(new { octets = Convert.ToHexStringLower(octets) });
    }

    /// <summary>Scapy gives SEARCHGW's Radius and the low bits of a forwarder's Ctrl the same name.</summary>
    private static FrameField RadiusField(int type)
    {
        return type == (int)MessageType.Encapsulated ? FrameField.Ctrl : FrameField.Radius;
    }

    private static bool IsShortTopicOfSubscription(FrameCase frame)
    {
        return frame.Type is MessageType.Subscribe or MessageType.Unsubscribe
            && frame.Fields.Number(FrameField.TopicIdType) == (int)TopicIdType.ShortName;
    }
}
