using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.MqttSn;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>MQTT-SN frames field by field (MQTT-SN 1.2, 5.4).</summary>
[TestClass]
public sealed class FrameLayoutTests
{
    [TestMethod]
    [DataRow("0500010384", "Length 5|MsgType ADVERTISE|GwId 1|Duration 900 s")]
    [DataRow("030102", "Length 3|MsgType SEARCHGW|Radius 2")]
    [DataRow("030207", "Length 3|MsgType GWINFO|GwId 7")]
    [DataRow("0702077f000001", "Length 7|MsgType GWINFO|GwId 7|GwAdd 4 octets")]
    [DataRow("0b040c01003c626f782d31", "Length 11|MsgType CONNECT|Flags will, clean session|ProtocolId 1|Duration 60 s|ClientId \"box-1\"")]
    [DataRow("030500", "Length 3|MsgType CONNACK|ReturnCode accepted")]
    [DataRow("0206", "Length 2|MsgType WILLTOPICREQ")]
    [DataRow("050730612f", "Length 5|MsgType WILLTOPIC|Flags QoS 1, retain|WillTopic \"a/\"")]
    [DataRow("0207", "Length 2|MsgType WILLTOPIC")]
    [DataRow("04096279", "Length 4|MsgType WILLMSG|WillMsg \"by\"")]
    [DataRow("080a00000005612f", "Length 8|MsgType REGISTER|TopicId 0|MsgId 5|TopicName \"a/\"")]
    [DataRow("070b0001000502", "Length 7|MsgType REGACK|TopicId 1|MsgId 5|ReturnCode rejected: invalid topic id")]
    [DataRow("080cb00001000a78", "Length 8|MsgType PUBLISH|Flags QoS 1, DUP, retain, topic id: normal|TopicId 1|MsgId 10|Data 1 octets")]
    [DataRow("0100090c6261620000", "Length 9|MsgType PUBLISH|Flags QoS -1, topic id: short name|TopicId \"ab\"|MsgId 0|Data 0 octets")]
    [DataRow("04100009", "Length 4|MsgType PUBREL|MsgId 9")]
    [DataRow("081220000161 2f23", "Length 8|MsgType SUBSCRIBE|Flags QoS 1, topic id: normal|MsgId 1|TopicName \"a/#\"")]
    [DataRow("07120100010007", "Length 7|MsgType SUBSCRIBE|Flags QoS 0, topic id: predefined|MsgId 1|TopicId 7")]
    [DataRow("0813200000000103", "Length 8|MsgType SUBACK|Flags QoS 1|TopicId 0|MsgId 1|ReturnCode rejected: not supported")]
    [DataRow("07140200016162", "Length 7|MsgType UNSUBSCRIBE|Flags topic id: short name|MsgId 1|TopicId \"ab\"")]
    [DataRow("0216", "Length 2|MsgType PINGREQ")]
    [DataRow("041662 78", "Length 4|MsgType PINGREQ|ClientId \"bx\"")]
    [DataRow("04180e10", "Length 4|MsgType DISCONNECT|Duration 3600 s")]
    [DataRow("0218", "Length 2|MsgType DISCONNECT")]
    [DataRow("05fe01c0a80216", "Length 5|MsgType FORWARDER ENCAPSULATION|Ctrl radius 1|WirelessNodeId c0a8|Length 2|MsgType PINGREQ")]
    public void Rows(string hex, string expected)
    {
        byte[] octets = Vectors.Octets(hex.Replace(" ", ""));
        FrameReading reading = new FrameInterpreter().Read(octets);
        Assert.IsNull(reading.Problem);
        Assert.AreEqual(expected, string.Join('|', reading.Rows.Where(row => !row.IsHeading).Select(row => $"{row.Name} {row.Value}")));
        Tiling.Check(reading.Rows, 0, octets.Length, hex);
    }

    /// <summary>Whatever the layout table lists has a name in the specification, and a row.</summary>
    [TestMethod]
    public void EveryMessageOfTheTableIsListed()
    {
        for (int code = 0; code < MessageTypes.Count; code++)
        {
            if (MessageTypes.IsReserved(code))
            {
                continue;
            }

            byte[] octets = [8, (byte)code, 0, 1, 0, 1, 0, 1];
            for (int length = 2; length <= 8; length++)
            {
                octets[0] = (byte)length;
                FrameReading reading = new FrameInterpreter().Read(octets[..length]);
                if (reading.Error == FrameError.None)
                {
                    IEnumerable<LayoutRow> frameRows = reading.Rows.TakeWhile(row => !row.IsHeading || row.Name == "MQTT-SN frame");
                    Tiling.Check([.. frameRows], 0, length, $"{MessageTypes.NameOf(code)} of {length}");
                }
            }
        }
    }

    [TestMethod]
    [DataRow("", "too short")]
    [DataRow("0c", "too short")]
    [DataRow("0100", "too short")]
    [DataRow("0316", "Length differs")]
    [DataRow("0203", "reserved")]
    [DataRow("021e", "reserved")]
    [DataRow("030c00", "ends before")]
    [DataRow("03170a", "octets follow")]
    [DataRow("070c0300010000", "TopicIdType 11")]
    [DataRow("070c00ffff0000", "0xFFFF")]
    [DataRow("06040401003c", "ClientId")]
    [DataRow("06fe01c0a802", "ends before")]
    [DataRow("08fe01c0a80216", "Length differs")]
    [DataRow("05fe01c0a80316", "Length differs")]
    public void MalformedFramesAreNamed(string hex, string reason)
    {
        FrameReading reading = new FrameInterpreter().Read(Vectors.Octets(hex));
        Assert.StartsWith("malformed MQTT-SN", reading.Problem!);
        Assert.Contains(reason, reading.Problem!);
    }

    [TestMethod]
    public void EveryTruncationAndChangeIsReadWithoutHarm()
    {
        string[] seeds =
        [
            "0b040c01003c626f782d31", "080a00000005612f", "100c2000010005" + Vectors.KeyFrameInt32, "05fe01c0a80216", "0812200001612f23",
        ];
        foreach (byte[] seed in seeds.Select(Vectors.Octets))
        {
            for (int i = 0; i < seed.Length; i++)
            {
                new FrameInterpreter().Read(seed[..i]);
                for (int value = 0; value < 256; value++)
                {
                    byte[] octets = (byte[])seed.Clone();
                    octets[i] = (byte)value;
                    FrameReading reading = new FrameInterpreter().Read(octets);
                    Assert.IsTrue(reading.Rows.All(row => row.Octets.End <= octets.Length && row.Octets.Start >= 0));
                }
            }
        }
    }

    [TestMethod]
    public void OnlookerLearnsTopicNames()
    {
        FrameInterpreter interpreter = new();
        interpreter.Read(Vectors.Octets("080a00000005612f"), "box", "gw");
        interpreter.Read(Vectors.Octets("070b0001000500"), "gw", "box");
        FrameReading reading = interpreter.Read(Vectors.Octets("080c000001000078"), "box", "gw");
        Assert.AreEqual("a/", reading.Topic);
        Assert.IsTrue(reading.Rows.Any(row => row.Value == "1 = \"a/\""));
        Assert.IsNull(interpreter.Read(Vectors.Octets("080c000001000078"), "other", "gw").Topic);
    }

    [TestMethod]
    public void UadpInsideAPublishIsListedWithTheFramesOctets()
    {
        FrameReading reading = new FrameInterpreter().Read(Vectors.Octets("100c2000010005" + Vectors.KeyFrameInt32));
        Assert.IsNull(reading.Problem);
        Assert.AreEqual(27, reading.Message!.DataSetMessages[0].Fields[0].Value);
        Assert.AreEqual(new OctetRange(11, 5), reading.Rows[^1].Octets);
    }

    [TestMethod]
    public void MalformedUadpInsideAPublishIsNamed()
    {
        FrameReading reading = new FrameInterpreter().Read(Vectors.Octets("090c20000100054100"));
        Assert.AreEqual("malformed UADP: PayloadHeader has the Count 0 (octet 8)", reading.Problem);
    }
}
