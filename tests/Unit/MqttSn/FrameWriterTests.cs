using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    /// <summary>FrameWriter against frames written down by hand.</summary>
    [TestClass]
    public class FrameWriterTests
    {
        private const byte Untouched = 0xA5;

        // 5.4.1 to 5.4.25 and 5.5
        [TestMethod]
        public void Every_message_is_written_as_its_table_lays_it_out()
        {
            string[] all = KnownFrames.All();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] expected = Hex.Parse(all[i]);
                byte[] buffer = Filled(expected.Length);
                int length = FrameCalls.Write(all[i], buffer, 0);
                Assert.AreEqual(expected.Length, length, all[i]);
                Assert.AreEqual(Hex.Of(expected, 0, expected.Length), Hex.Of(buffer, 0, length));
            }
        }

        [TestMethod]
        public void A_frame_is_written_where_the_caller_says_and_nothing_beside_it()
        {
            string[] all = KnownFrames.All();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] expected = Hex.Parse(all[i]);
                byte[] buffer = Filled(expected.Length + 10);
                Assert.AreEqual(expected.Length, FrameCalls.Write(all[i], buffer, 7), all[i]);
                Assert.AreEqual("a5a5a5a5a5a5a5" + Hex.Of(expected, 0, expected.Length) + "a5a5a5", Hex.Of(buffer, 0, buffer.Length));
            }
        }

        [TestMethod]
        public void Without_room_for_the_last_octet_nothing_is_written()
        {
            string[] all = KnownFrames.All();
            for (int i = 0; i < all.Length; i++)
            {
                int length = Hex.Parse(all[i]).Length;
                for (int room = 0; room < length; room++)
                {
                    byte[] buffer = Filled(3 + room);
                    Assert.AreEqual(0, FrameCalls.Write(all[i], buffer, 3), all[i]);
                    AssertUntouched(buffer);
                }
            }
        }

        // 5.2.1: one octet tells lengths up to 255.
        [TestMethod]
        public void Publish_of_255_octets_takes_the_one_octet_length()
        {
            byte[] data = Counting(248);
            byte[] buffer = Filled(256);
            Assert.AreEqual(255, FrameWriter.Publish(buffer, 0, 0x20, 0x0102, 0x0304, data, 0, 248));
            Assert.AreEqual("ff0c2001020304", Hex.Of(buffer, 0, 7));
            Assert.AreEqual(Hex.Of(data, 0, 248), Hex.Of(buffer, 7, 248));
            Assert.AreEqual(Untouched, buffer[255]);
        }

        // 5.2.1: from 256 on the Length is 0x01 and 16 bits, which count themselves.
        [TestMethod]
        public void Publish_of_256_octets_takes_the_three_octet_length()
        {
            byte[] data = Counting(249);
            byte[] buffer = Filled(259);
            Assert.AreEqual(258, FrameWriter.Publish(buffer, 0, 0x20, 0x0102, 0x0304, data, 0, 249));
            Assert.AreEqual("0101020c2001020304", Hex.Of(buffer, 0, 9));
            Assert.AreEqual(Hex.Of(data, 0, 249), Hex.Of(buffer, 9, 249));
            Assert.AreEqual(Untouched, buffer[258]);
        }

        [TestMethod]
        public void Publish_header_ends_where_the_payload_begins()
        {
            byte[] buffer = Filled(20);
            Assert.AreEqual(9 - 7, FrameWriter.PublishHeader(buffer, 9, 11, 0xB1, 0xFFFE, 0xFFFF));
            Assert.AreEqual("a5a5120cb1fffeffff", Hex.Of(buffer, 0, 9));
            Assert.AreEqual("a5a5a5a5a5a5a5a5a5a5a5", Hex.Of(buffer, 9, 11));
        }

        [TestMethod]
        public void Publish_header_of_a_long_payload_takes_the_nine_octets_that_are_kept_free_for_it()
        {
            byte[] buffer = Filled(9 + 249);
            Assert.AreEqual(9, FrameWriter.PublishHeaderRoom);
            Assert.AreEqual(2, FrameWriter.PublishHeader(buffer, 9, 248, 0, 1, 0));
            Assert.AreEqual("a5a5ff0c0000010000", Hex.Of(buffer, 0, 9));
            Assert.AreEqual(0, FrameWriter.PublishHeader(buffer, 9, 249, 0, 1, 0));
            Assert.AreEqual("0101020c0000010000", Hex.Of(buffer, 0, 9));
        }

        // 5.2.1, for messages that end in a name, a will or an id.
        [TestMethod]
        public void Every_message_with_a_variable_part_changes_to_the_three_octet_length_at_256()
        {
            byte[] buffer = new byte[300];

            AssertLength(buffer, FrameWriter.WillTopic(buffer, 0, MessageType.WillTopic, 0, Counting(252)), "ff07");
            AssertLength(buffer, FrameWriter.WillTopic(buffer, 0, MessageType.WillTopic, 0, Counting(253)), "01010207");
            AssertLength(buffer, FrameWriter.Tail(buffer, 0, MessageType.WillMsg, Counting(253)), "ff09");
            AssertLength(buffer, FrameWriter.Tail(buffer, 0, MessageType.WillMsg, Counting(254)), "01010209");
            AssertLength(buffer, FrameWriter.Register(buffer, 0, 0, 1, Counting(249)), "ff0a");
            AssertLength(buffer, FrameWriter.Register(buffer, 0, 0, 1, Counting(250)), "0101020a");
            AssertLength(buffer, FrameWriter.SubscribeName(buffer, 0, MessageType.Subscribe, 0, 1, Counting(250)), "ff12");
            AssertLength(buffer, FrameWriter.SubscribeName(buffer, 0, MessageType.Subscribe, 0, 1, Counting(251)), "01010212");
            AssertLength(buffer, FrameWriter.SubscribeName(buffer, 0, MessageType.Unsubscribe, 0, 1, Counting(251)), "01010214");
        }

        [TestMethod]
        public void Fields_follow_a_three_octet_length_as_they_follow_a_short_one()
        {
            byte[] name = Counting(250);
            byte[] buffer = Filled(258);
            Assert.AreEqual(258, FrameWriter.Register(buffer, 0, 0x1122, 0x3344, name));
            Assert.AreEqual("0101020a11223344" + Hex.Of(name, 0, 250), Hex.Of(buffer, 0, 258));

            byte[] topic = Counting(253);
            Assert.AreEqual(258, FrameWriter.WillTopic(buffer, 0, MessageType.WillTopicUpd, 0x30, topic));
            Assert.AreEqual("0101021a30" + Hex.Of(topic, 0, 253), Hex.Of(buffer, 0, 258));
        }

        [TestMethod]
        public void Long_frames_without_room_for_the_last_octet_are_not_written()
        {
            byte[] buffer = Filled(257);
            Assert.AreEqual(0, FrameWriter.Publish(buffer, 0, 0, 1, 0, Counting(249), 0, 249));
            Assert.AreEqual(0, FrameWriter.Register(buffer, 0, 0, 1, Counting(250)));
            Assert.AreEqual(0, FrameWriter.Tail(buffer, 0, MessageType.WillMsgUpd, Counting(254)));
            AssertUntouched(buffer);
        }

        // 5.5: Length is one octet and counts Ctrl and WirelessNodeId.
        [TestMethod]
        public void A_wireless_node_id_may_have_252_octets_and_not_253()
        {
            byte[] buffer = Filled(300);
            Assert.AreEqual(257, FrameWriter.Encapsulated(buffer, 0, 3, Counting(252), Hex.Parse("0217"), 0, 2));
            Assert.AreEqual("fffe03", Hex.Of(buffer, 0, 3));
            Assert.AreEqual("0217", Hex.Of(buffer, 255, 2));

            buffer = Filled(300);
            Assert.AreEqual(0, FrameWriter.Encapsulated(buffer, 0, 3, Counting(253), Hex.Parse("0217"), 0, 2));
            AssertUntouched(buffer);
        }

        // 5.3.4
        [TestMethod]
        public void Flags_put_the_quality_of_service_into_bits_6_and_5()
        {
            Assert.AreEqual(0x60, Flags.FromQos(-1));
            Assert.AreEqual(0x00, Flags.FromQos(0));
            Assert.AreEqual(0x20, Flags.FromQos(1));
            Assert.AreEqual(0x40, Flags.FromQos(2));
            for (int others = 0; others < 256; others++)
            {
                int bits = (others >> 5) & 3;
                Assert.AreEqual(bits == 3 ? -1 : bits, Flags.ToQos(others));
            }
        }

        private static byte[] Filled(int length)
        {
            byte[] buffer = new byte[length];
            for (int i = 0; i < length; i++)
            {
                buffer[i] = Untouched;
            }

            return buffer;
        }

        private static byte[] Counting(int length)
        {
            byte[] octets = new byte[length];
            for (int i = 0; i < length; i++)
            {
                octets[i] = (byte)(i + 1);
            }

            return octets;
        }

        private static void AssertUntouched(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                Assert.AreEqual(Untouched, buffer[i], "octet " + i);
            }
        }

        private static void AssertLength(byte[] buffer, int length, string start)
        {
            Assert.AreEqual(start.Length == 4 ? 255 : 258, length, start);
            Assert.AreEqual(start, Hex.Of(buffer, 0, start.Length / 2));
        }
    }
}
