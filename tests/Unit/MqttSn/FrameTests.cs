using System;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    /// <summary>Frame.Parse reads what is well formed: the fields of every message.</summary>
    [TestClass]
    public class FrameTests
    {
        // 5.4.1 to 5.4.3
        [TestMethod]
        public void Gateway_discovery_is_read()
        {
            Frame frame = Parsed(KnownFrames.Advertise, MessageType.Advertise);
            Assert.AreEqual(0x17, frame.Octet);
            Assert.AreEqual(900, frame.Duration);
            frame = Parsed(KnownFrames.AdvertiseHighest, MessageType.Advertise);
            Assert.AreEqual(255, frame.Octet);
            Assert.AreEqual(65535, frame.Duration);
            Assert.AreEqual(0, Parsed(KnownFrames.SearchGw, MessageType.SearchGw).Octet);
            Assert.AreEqual(255, Parsed(KnownFrames.SearchGwHighest, MessageType.SearchGw).Octet);
            frame = Parsed(KnownFrames.GwInfo, MessageType.GwInfo);
            Assert.AreEqual(0x17, frame.Octet);
            AssertData("", frame);
            frame = Parsed(KnownFrames.GwInfoFromClient, MessageType.GwInfo);
            Assert.AreEqual(0x17, frame.Octet);
            AssertData("c0a80105075b", frame);
        }

        // 5.4.4 and 5.4.5
        [TestMethod]
        public void Connection_setup_is_read()
        {
            Frame frame = Parsed(KnownFrames.Connect, MessageType.Connect);
            Assert.AreEqual(Flags.CleanSession, frame.Flags);
            Assert.AreEqual(1, frame.Octet);
            Assert.AreEqual(60, frame.Duration);
            AssertData("636e632d37", frame);
            AssertData("61", Parsed(KnownFrames.ConnectShortestId, MessageType.Connect));
            frame = Parsed(KnownFrames.ConnectLongestId, MessageType.Connect);
            Assert.AreEqual(Flags.Will | Flags.CleanSession, frame.Flags);
            Assert.AreEqual(65535, frame.Duration);
            Assert.AreEqual(23, frame.DataLength);
            Assert.AreEqual(0, Parsed(KnownFrames.ConnAck, MessageType.ConnAck).ReturnCode);
            Assert.AreEqual(1, Parsed(KnownFrames.ConnAckCongestion, MessageType.ConnAck).ReturnCode);
        }

        // 5.4.6 to 5.4.9, 5.4.22 to 5.4.25
        [TestMethod]
        public void Wills_are_read_and_the_empty_will_topic_is_valid()
        {
            Parsed(KnownFrames.WillTopicReq, MessageType.WillTopicReq);
            Parsed(KnownFrames.WillMsgReq, MessageType.WillMsgReq);
            Frame frame = Parsed(KnownFrames.WillTopic, MessageType.WillTopic);
            Assert.AreEqual(0x30, frame.Flags);
            AssertData("64656164", frame);
            AssertData("", Parsed(KnownFrames.WillTopicEmpty, MessageType.WillTopic));
            AssertData("676f6e65", Parsed(KnownFrames.WillMsg, MessageType.WillMsg));
            AssertData("", Parsed(KnownFrames.WillMsgEmpty, MessageType.WillMsg));
            frame = Parsed(KnownFrames.WillTopicUpd, MessageType.WillTopicUpd);
            Assert.AreEqual(0x40, frame.Flags);
            AssertData("64656164", frame);
            AssertData("", Parsed(KnownFrames.WillTopicUpdEmpty, MessageType.WillTopicUpd));
            AssertData("6261636b", Parsed(KnownFrames.WillMsgUpd, MessageType.WillMsgUpd));
            Assert.AreEqual(0, Parsed(KnownFrames.WillTopicResp, MessageType.WillTopicResp).ReturnCode);
            Assert.AreEqual(3, Parsed(KnownFrames.WillMsgResp, MessageType.WillMsgResp).ReturnCode);
        }

        // 5.4.10 and 5.4.11: a client's REGISTER has topic id 0, a gateway's an assigned one.
        [TestMethod]
        public void Registration_is_read()
        {
            Frame frame = Parsed(KnownFrames.Register, MessageType.Register);
            AssertIds(0, 1, frame);
            AssertData("612f622f63", frame);
            frame = Parsed(KnownFrames.RegisterByGateway, MessageType.Register);
            AssertIds(0xFFFE, 0xFFFF, frame);
            AssertData("61", frame);
            frame = Parsed(KnownFrames.RegAck, MessageType.RegAck);
            AssertIds(0x0102, 0x0304, frame);
            Assert.AreEqual(0, frame.ReturnCode);
            frame = Parsed(KnownFrames.RegAckRejected, MessageType.RegAck);
            AssertIds(0, 0xFFFF, frame);
            Assert.AreEqual(3, frame.ReturnCode);
        }

        // 5.4.12
        [TestMethod]
        public void Publish_is_read_at_every_quality_of_service()
        {
            Frame frame = Parsed(KnownFrames.Publish, MessageType.Publish);
            Assert.AreEqual(0, frame.Flags);
            AssertIds(0x0102, 0, frame);
            AssertData("313233", frame);
            frame = Parsed(KnownFrames.PublishRepeated, MessageType.Publish);
            Assert.AreEqual(Flags.Dup | Flags.Retain | 0x20, frame.Flags);
            AssertIds(0xFFFE, 0xFFFF, frame);
            AssertData("78", frame);
            frame = Parsed(KnownFrames.PublishQos2Empty, MessageType.Publish);
            Assert.AreEqual(2, Flags.ToQos(frame.Flags));
            AssertIds(1, 1, frame);
            AssertData("", frame);
            frame = Parsed(KnownFrames.PublishQosMinus1, MessageType.Publish);
            Assert.AreEqual(-1, Flags.ToQos(frame.Flags));
            AssertIds(7, 0, frame);
            AssertData("cafe", frame);
        }

        // 5.3.4: a short name stands in place of the id, so that no pair of octets is reserved.
        [TestMethod]
        public void Publish_to_a_short_name_has_its_characters_for_an_id()
        {
            AssertIds(('t' << 8) | '1', 0, Parsed(KnownFrames.PublishShortName, MessageType.Publish));
            AssertIds(0xFFFF, 0, Parsed("07 0c 02 ffff 0000", MessageType.Publish));
        }

        // 5.4.13 and 5.4.14
        [TestMethod]
        public void Acknowledgements_of_publish_are_read()
        {
            Frame frame = Parsed(KnownFrames.PubAck, MessageType.PubAck);
            AssertIds(0x0102, 0x0304, frame);
            Assert.AreEqual(0, frame.ReturnCode);
            frame = Parsed(KnownFrames.PubAckInvalidTopicId, MessageType.PubAck);
            AssertIds(0xFFFE, 0xFFFF, frame);
            Assert.AreEqual(2, frame.ReturnCode);
            AssertIds(0, 0x1234, Parsed(KnownFrames.PubComp, MessageType.PubComp));
            AssertIds(0, 0xFFFF, Parsed(KnownFrames.PubRec, MessageType.PubRec));
            AssertIds(0, 1, Parsed(KnownFrames.PubRel, MessageType.PubRel));
        }

        // 5.4.15 to 5.4.18
        [TestMethod]
        public void Subscriptions_are_read_by_name_by_id_and_by_short_name()
        {
            Frame frame = Parsed(KnownFrames.Subscribe, MessageType.Subscribe);
            Assert.AreEqual(0x20, frame.Flags);
            Assert.AreEqual(1, frame.MsgId);
            AssertData("612f622f63", frame);
            AssertData("23", Parsed(KnownFrames.SubscribeWildcard, MessageType.Subscribe));
            AssertIds(7, 3, Parsed(KnownFrames.SubscribePredefined, MessageType.Subscribe));
            frame = Parsed(KnownFrames.SubscribeShortName, MessageType.Subscribe);
            Assert.AreEqual(0xA2, frame.Flags);
            AssertIds(('t' << 8) | '1', 0xFFFF, frame);
            frame = Parsed(KnownFrames.Unsubscribe, MessageType.Unsubscribe);
            AssertData("612f622f63", frame);
            AssertIds(0xFFFE, 3, Parsed(KnownFrames.UnsubscribePredefined, MessageType.Unsubscribe));
            AssertIds(('t' << 8) | '1', 4, Parsed(KnownFrames.UnsubscribeShortName, MessageType.Unsubscribe));
            AssertIds(0, 1, Parsed(KnownFrames.UnsubAck, MessageType.UnsubAck));
        }

        // 5.4.16: the topic id is 0 for a wildcard.
        [TestMethod]
        public void Suback_is_read_with_the_granted_quality_of_service()
        {
            Frame frame = Parsed(KnownFrames.SubAck, MessageType.SubAck);
            Assert.AreEqual(1, Flags.ToQos(frame.Flags));
            AssertIds(0x0102, 1, frame);
            Assert.AreEqual(0, frame.ReturnCode);
            AssertIds(0, 2, Parsed(KnownFrames.SubAckWildcard, MessageType.SubAck));
            frame = Parsed(KnownFrames.SubAckHighest, MessageType.SubAck);
            AssertIds(0xFFFE, 0xFFFF, frame);
            Assert.AreEqual(3, frame.ReturnCode);
        }

        // 5.4.19 to 5.4.21
        [TestMethod]
        public void Pings_and_disconnect_are_read_with_and_without_their_field()
        {
            AssertData("", Parsed(KnownFrames.PingReq, MessageType.PingReq));
            AssertData("636e632d37", Parsed(KnownFrames.PingReqAsleep, MessageType.PingReq));
            Parsed(KnownFrames.PingResp, MessageType.PingResp);
            Assert.AreEqual(-1, Parsed(KnownFrames.Disconnect, MessageType.Disconnect).Duration);
            Assert.AreEqual(0, Parsed("04 18 0000", MessageType.Disconnect).Duration);
            Assert.AreEqual(3600, Parsed(KnownFrames.DisconnectToSleep, MessageType.Disconnect).Duration);
            Assert.AreEqual(65535, Parsed(KnownFrames.DisconnectLongest, MessageType.Disconnect).Duration);
        }

        // 5.5: Length covers Ctrl and WirelessNodeId only.
        [TestMethod]
        public void An_encapsulated_frame_is_read_with_its_node_id()
        {
            byte[] octets = Hex.Parse(KnownFrames.Encapsulated);
            Frame frame = new Frame();
            Assert.AreEqual((int)FrameError.None, (int)frame.Parse(octets, 0, octets.Length));
            Assert.AreEqual((int)MessageType.Encapsulated, (int)frame.Type);
            Assert.AreEqual(1, frame.Octet);
            Assert.AreEqual("0a0b0c", Hex.Of(octets, frame.NodeIdOffset, frame.NodeIdLength));
            AssertData("0216", frame);
        }

        [TestMethod]
        public void A_frame_is_read_at_an_offset_and_its_neighbours_are_not()
        {
            string[] all = KnownFrames.All();
            Frame frame = new Frame();
            Frame alone = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] octets = Hex.Parse(all[i]);
                byte[] buffer = new byte[octets.Length + 12];
                for (int j = 0; j < buffer.Length; j++)
                {
                    buffer[j] = (byte)(0xE1 + (j * 3));
                }

                Array.Copy(octets, 0, buffer, 5, octets.Length);
                Assert.AreEqual((int)FrameError.None, (int)alone.Parse(octets, 0, octets.Length), all[i]);
                Assert.AreEqual((int)FrameError.None, (int)frame.Parse(buffer, 5, octets.Length), all[i]);
                AssertSameFields(alone, 0, frame, 5, all[i]);
            }
        }

        // 5.2.1: the three-octet form is allowed for short frames too.
        [TestMethod]
        public void Every_short_frame_is_read_with_a_three_octet_length_too()
        {
            string[] all = KnownFrames.All();
            Frame shortForm = new Frame();
            Frame longForm = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] octets = Hex.Parse(all[i]);
                if (octets[1] == 0xFE)
                {
                    continue; // 5.5 gives an encapsulated frame the one-octet Length alone
                }

                byte[] extended = KnownFrames.WithLongLength(octets);
                Assert.AreEqual((int)FrameError.None, (int)shortForm.Parse(octets, 0, octets.Length), all[i]);
                Assert.AreEqual((int)FrameError.None, (int)longForm.Parse(extended, 0, extended.Length), all[i]);
                AssertSameFields(shortForm, 0, longForm, 2, all[i]);
            }
        }

        [TestMethod]
        public void Frames_of_255_256_and_258_octets_are_read()
        {
            Frame frame = new Frame();
            byte[] octets = LongPublish(255, false);
            Assert.AreEqual((int)FrameError.None, (int)frame.Parse(octets, 0, 255));
            Assert.AreEqual(7, frame.DataOffset);
            Assert.AreEqual(248, frame.DataLength);
            octets = LongPublish(256, true);
            Assert.AreEqual((int)FrameError.None, (int)frame.Parse(octets, 0, 256));
            Assert.AreEqual(9, frame.DataOffset);
            Assert.AreEqual(247, frame.DataLength);
            octets = LongPublish(258, true);
            Assert.AreEqual((int)FrameError.None, (int)frame.Parse(octets, 0, 258));
            Assert.AreEqual(249, frame.DataLength);
        }

        // "Fields that a message does not have are left 0": whatever the datagram before was.
        [TestMethod]
        public void A_frame_object_keeps_nothing_of_the_datagram_before()
        {
            string[] all = KnownFrames.All();
            byte[][] octets = new byte[all.Length][];
            for (int i = 0; i < all.Length; i++)
            {
                octets[i] = Hex.Parse(all[i]);
            }

            Frame used = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                Frame fresh = new Frame();
                fresh.Parse(octets[i], 0, octets[i].Length);
                for (int before = 0; before < all.Length; before++)
                {
                    used.Parse(octets[before], 0, octets[before].Length);
                    used.Parse(octets[i], 0, octets[i].Length);
                    AssertSameFields(fresh, 0, used, 0, all[before]);
                    Assert.AreEqual(fresh.NodeIdOffset, used.NodeIdOffset, all[before]);
                }
            }
        }

        private static byte[] LongPublish(int length, bool longForm)
        {
            byte[] octets = new byte[length];
            int at = longForm ? 3 : 1;
            octets[0] = longForm ? (byte)1 : (byte)length;
            if (longForm)
            {
                octets[1] = (byte)(length >> 8);
                octets[2] = (byte)length;
            }

            octets[at] = (byte)MessageType.Publish;
            octets[at + 3] = 1; // TopicId 1
            return octets;
        }

        /// <summary>Reads a frame that lies alone in its array, and holds every field the message lacks to be 0.</summary>
        private static Frame Parsed(string hex, MessageType type)
        {
            byte[] octets = Hex.Parse(hex);
            Frame frame = new Frame();
            Assert.AreEqual((int)FrameError.None, (int)frame.Parse(octets, 0, octets.Length), hex);
            Assert.AreEqual((int)type, (int)frame.Type, hex);
            Assert.AreSame(octets, frame.Buffer);
            Assert.AreEqual(0, frame.NodeIdLength, hex);
            return frame;
        }

        private static void AssertIds(int topicId, int msgId, Frame frame)
        {
            Assert.AreEqual(topicId, frame.TopicId);
            Assert.AreEqual(msgId, frame.MsgId);
        }

        private static void AssertData(string hex, Frame frame)
        {
            Assert.AreEqual(hex, Hex.Of(frame.Buffer, frame.DataOffset, frame.DataLength));
        }

        private static void AssertSameFields(Frame expected, int expectedAt, Frame actual, int actualAt, string which)
        {
            Assert.AreEqual((int)expected.Type, (int)actual.Type, which);
            Assert.AreEqual(expected.Flags, actual.Flags, which);
            Assert.AreEqual(expected.TopicId, actual.TopicId, which);
            Assert.AreEqual(expected.MsgId, actual.MsgId, which);
            Assert.AreEqual(expected.ReturnCode, actual.ReturnCode, which);
            Assert.AreEqual(expected.Duration, actual.Duration, which);
            Assert.AreEqual(expected.Octet, actual.Octet, which);
            Assert.AreEqual(expected.DataLength, actual.DataLength, which);
            Assert.AreEqual(expected.NodeIdLength, actual.NodeIdLength, which);
            if (expected.DataLength > 0)
            {
                Assert.AreEqual(expected.DataOffset - expectedAt, actual.DataOffset - actualAt, which);
            }
        }
    }
}
