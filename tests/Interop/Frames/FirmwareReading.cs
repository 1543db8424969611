using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>What the firmware's own parser found, in the form that is compared.</summary>
internal static class FirmwareReading
{
    /// <summary>Reads a parsed frame.</summary>
    /// <param name="frame">A frame that was parsed without error.</param>
    /// <param name="names">The fields its message has; the parser has a member for every field of every message.</param>
    /// <returns>Those fields.</returns>
    public static FrameFields Read(Frame frame, IEnumerable<FrameField> names)
    {
        var fields = new FrameFields();
        FlagBits flags = FlagBits.Of(frame.Flags);
        foreach (FrameField name in names)
        {
            switch (name)
            {
                case FrameField.Dup:
                    fields.With(flags); // and the other five, which go with it
                    break;

                case FrameField.QoS:
                    Assert.AreEqual(flags.QoS, Flags.ToQos(frame.Flags));
                    break;

                case FrameField.Retain or FrameField.Will or FrameField.CleanSession or FrameField.TopicIdType:
                    break;

                case FrameField.GwId or FrameField.Radius or FrameField.ProtocolId or FrameField.Ctrl:
                    fields.With(name, frame.Octet);
                    break;

                case FrameField.Duration:
                    fields.With(name, frame.Duration);
                    break;

                case FrameField.ReturnCode:
                    fields.With(name, frame.ReturnCode);
                    break;

                case FrameField.TopicId:
                    fields.With(name, frame.TopicId);
                    break;

                case FrameField.MsgId:
                    fields.With(name, frame.MsgId);
                    break;

                case FrameField.WirelessNodeId:
                    fields.With(name, frame.Buffer[frame.NodeIdOffset..(frame.NodeIdOffset + frame.NodeIdLength)]);
                    break;

                default:
                    fields.With(name, frame.Buffer[frame.DataOffset..(frame.DataOffset + frame.DataLength)]);
                    break;
            }
        }

        return fields;
    }
}
