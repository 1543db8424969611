using System.Buffers.Binary;
using Sidetap.MqttSn;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>What tshark found, in the form that is compared.</summary>
internal static class TsharkReading
{
    /// <summary>A part of every Flags octet tshark shows, so the one by which the octet itself is found.</summary>
    private const string TopicIdType = "mqttsn.topic.id.type";

    private const string TopicNameOrId = "mqttsn.topic.name.or.id";

    private static readonly Dictionary<string, FrameField> Numbers = new()
    {
        ["mqttsn.gw.id"] = FrameField.GwId,
        ["mqttsn.radius"] = FrameField.Radius,
        ["mqttsn.protocol.id"] = FrameField.ProtocolId,
        ["mqttsn.adv.interv"] = FrameField.Duration,
        ["mqttsn.keep.alive"] = FrameField.Duration,
        ["mqttsn.sleep.timer"] = FrameField.Duration,
        ["mqttsn.return.code"] = FrameField.ReturnCode,
        ["mqttsn.topic.id"] = FrameField.TopicId,
        ["mqttsn.msg.id"] = FrameField.MsgId,
        ["mqttsn.control.info"] = FrameField.Ctrl,
    };

    private static readonly Dictionary<string, FrameField> OctetStrings = new()
    {
        ["mqttsn.gw.addr"] = FrameField.GwAdd,
        ["mqttsn.client.id"] = FrameField.ClientId,
        ["mqttsn.topic"] = FrameField.TopicName,
        ["mqttsn.will.topic"] = FrameField.WillTopic,
        ["mqttsn.will.msg"] = FrameField.WillMsg,
        ["mqttsn.pub.msg"] = FrameField.Data,
        ["mqttsn.wireless.node.id"] = FrameField.WirelessNodeId,
    };

    /// <summary>Reads a message.</summary>
    /// <param name="message">As tshark shows it.</param>
    /// <returns>Its fields.</returns>
    public static FrameFields Read(TsharkMessage message)
    {
        var fields = new FrameFields();
        if (message.Fields.TryGetValue(TopicIdType, out TsharkField? idType))
        {
            FlagBits flags = FlagBits.Of(idType.Octets.Single());
            CheckShownFlags(message, flags);
            fields.With(flags);
        }

        foreach ((string name, TsharkField field) in message.Fields)
        {
            if (Numbers.TryGetValue(name, out FrameField number))
            {
                fields.With(number, field.Number);
            }
            else if (OctetStrings.TryGetValue(name, out FrameField octets))
            {
                fields.With(octets, field.Octets);
            }
            else if (name == TopicNameOrId && idType!.Number == (int)MqttSn.TopicIdType.Normal)
            {
                fields.With(FrameField.TopicName, field.Octets);
            }
            else if (name == TopicNameOrId)
            {
                fields.With(FrameField.TopicId, BinaryPrimitives.ReadUInt16BigEndian(field.Octets));
            }
        }

        return fields;
    }

    /// <summary>
    /// tshark shows the parts of the Flags octet that have a meaning in the message; the octet it read them from tells the others. Where it
    /// shows a part, its own reading must agree.
    /// </summary>
    private static void CheckShownFlags(TsharkMessage message, FlagBits flags)
    {
        Check("mqttsn.dup", flags.Dup ? 1 : 0);
        Check("mqttsn.qos", flags.QoS & 3);
        Check("mqttsn.retain", flags.Retain ? 1 : 0);
        Check("mqttsn.will", flags.Will ? 1 : 0);
        Check("mqttsn.clean.session", flags.CleanSession ? 1 : 0);
        Check(TopicIdType, (int)flags.TopicIdType);

        void Check(string name, int expected)
        {
            if (message.Fields.TryGetValue(name, out TsharkField? field))
            {
                Assert.AreEqual(expected, field.Number, name);
            }
        }
    }
}
