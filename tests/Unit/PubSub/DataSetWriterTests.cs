using System;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>DataSetWriter: sizes, frame types, sequence numbers, room.</summary>
    [TestClass]
    public class DataSetWriterTests
    {
        private const int SequenceAt = 15; // UADP-Dynamic: NetworkMessage header of 13 octets, two flag octets

        // A.2.2: 33 octets of headers and FieldCount, 5 a Float; 5.4.12: 7 octets of MQTT-SN.
        [TestMethod]
        public void Twelve_floats_take_100_octets_of_frame_in_uadp_dynamic()
        {
            byte[] buffer = new byte[256];
            int length = Writer(HeaderLayout.Dynamic, Fields.Floats(12)).WriteKeyFrame(buffer, FrameWriter.PublishHeaderRoom, 1);
            int start = FrameWriter.PublishHeader(buffer, FrameWriter.PublishHeaderRoom, length, 0x20, 1, 1);
            int frame = FrameWriter.PublishHeaderRoom + length - start;
            Assert.IsTrue(frame <= 110);
            Assert.AreEqual(33 + 60 + 7, frame);
            Assert.AreEqual(frame, buffer[start]);
        }

        // A.2.1
        [TestMethod]
        public void Twelve_floats_take_75_octets_of_frame_in_the_fixed_layout()
        {
            byte[] buffer = new byte[256];
            int length = Writer(HeaderLayout.PeriodicFixed, Fields.Floats(12)).WriteKeyFrame(buffer, FrameWriter.PublishHeaderRoom, 1);
            int start = FrameWriter.PublishHeader(buffer, FrameWriter.PublishHeaderRoom, length, 0x20, 1, 1);
            int frame = FrameWriter.PublishHeaderRoom + length - start;
            Assert.IsTrue(frame <= 80);
            Assert.AreEqual(20 + 48 + 7, frame);
        }

        [TestMethod]
        public void Payloads_of_1_4_and_8_floats_have_the_sizes_that_are_published()
        {
            Assert.AreEqual(38, KeyFrameLength(HeaderLayout.Dynamic, 1));
            Assert.AreEqual(53, KeyFrameLength(HeaderLayout.Dynamic, 4));
            Assert.AreEqual(73, KeyFrameLength(HeaderLayout.Dynamic, 8));
            Assert.AreEqual(24, KeyFrameLength(HeaderLayout.PeriodicFixed, 1));
            Assert.AreEqual(36, KeyFrameLength(HeaderLayout.PeriodicFixed, 4));
            Assert.AreEqual(52, KeyFrameLength(HeaderLayout.PeriodicFixed, 8));
        }

        // A.2.1: PublisherId, all of the GroupHeader, no PayloadHeader; sequence number and status, RawData.
        [TestMethod]
        public void The_fixed_layout_is_written_octet_for_octet()
        {
            PublisherSettings settings = new PublisherSettings
            {
                Layout = HeaderLayout.PeriodicFixed, PublisherId = 2234, WriterGroupId = 100, GroupVersion = 0x2D000001,
            };
            DataSet dataSet = Fields.Floats(1);
            DataSetWriter writer = new DataSetWriter(settings, dataSet);
            byte[] buffer = new byte[64];
            dataSet.SetFloat(0, 72.5f);
            AssertHex("b101ba08 0f64000100002d01000000 1b0000 0000 00009142", buffer, writer.WriteKeyFrame(buffer, 0, 5));
            AssertHex("b101ba08 0f64000100002d01000100 1b0100 0000 00009142", buffer, writer.WriteKeyFrame(buffer, 0, 5));
        }

        // A.2.1.4: an id that needs more than 16 bits goes as UInt64.
        [TestMethod]
        public void A_long_publisher_id_in_the_fixed_layout_goes_as_uint64()
        {
            PublisherSettings settings = new PublisherSettings { Layout = HeaderLayout.PeriodicFixed, PublisherId = 0x10000 };
            byte[] buffer = new byte[64];
            int length = new DataSetWriter(settings, Fields.Floats(1)).WriteKeyFrame(buffer, 0, 0);
            Assert.AreEqual(24 + 6, length);
            Assert.AreEqual("b1030000010000000000", Hex.Of(buffer, 0, 10));
        }

        // A.2.1: fields of fixed length only.
        [TestMethod]
        public void The_fixed_layout_takes_no_strings_and_no_arrays()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => Writer(
                HeaderLayout.PeriodicFixed, new DataSet(new FieldMetaData[] { new FieldMetaData("S", BuiltInType.String, 0, 8) })));
            Assert.ThrowsException(typeof(ArgumentException), () => Writer(
                HeaderLayout.PeriodicFixed, new DataSet(new FieldMetaData[] { new FieldMetaData("A", BuiltInType.Float, 4, 0) })));
        }

        // 7.2.4.5.6
        [TestMethod]
        public void A_delta_frame_carries_the_due_fields_alone()
        {
            DataSet dataSet = Fields.Floats(4);
            Fields.SetDue(dataSet, 0x8);
            DataSetWriter writer = Writer(HeaderLayout.Dynamic, dataSet);
            byte[] buffer = new byte[128];
            bool isKeyFrame;
            int length = writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame);
            Assert.IsFalse(isKeyFrame);
            Assert.AreEqual("d911", Hex.Of(buffer, 13, 2));
            Assert.AreEqual("0100" + "03000a00009040", Hex.Of(buffer, 31, length - 31));
        }

        // 7.2.4.5.6: a delta frame that would be as long as the key frame goes as one. Key frame 5n, delta 7d.
        [TestMethod]
        public void A_delta_frame_that_saves_nothing_becomes_a_key_frame()
        {
            DataSet dataSet = Fields.Floats(7);
            DataSetWriter writer = Writer(HeaderLayout.Dynamic, dataSet);
            byte[] buffer = new byte[128];
            bool isKeyFrame;
            Fields.SetDue(dataSet, 0x0F);
            Assert.AreEqual(33 + 28, writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame));
            Assert.IsFalse(isKeyFrame);
            Fields.SetDue(dataSet, 0x1F); // 35 octets either way
            Assert.AreEqual(33 + 35, writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame));
            Assert.IsTrue(isKeyFrame);
            Assert.AreEqual("d910", Hex.Of(buffer, 13, 2));
            Assert.AreEqual("0700", Hex.Of(buffer, 31, 2));
            Fields.SetDue(dataSet, 0x3F);
            Assert.AreEqual(33 + 35, writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame));
            Assert.IsTrue(isKeyFrame);
        }

        // 6.2.3.3 and A.2.1: RawData has no delta frames.
        [TestMethod]
        public void The_fixed_layout_sends_key_frames_for_deltas_and_no_keep_alives()
        {
            DataSet dataSet = Fields.Floats(4);
            Fields.SetDue(dataSet, 1);
            DataSetWriter writer = Writer(HeaderLayout.PeriodicFixed, dataSet);
            byte[] buffer = new byte[128];
            bool isKeyFrame;
            Assert.IsFalse(writer.HasDeltaFrames);
            Assert.AreEqual(36, writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame));
            Assert.IsTrue(isKeyFrame);
            Assert.AreEqual(0, writer.WriteKeepAlive(buffer, 0, 1));
            Assert.AreEqual(1, writer.NextSequenceNumber);
        }

        // 7.2.4.5.4: every data message, key or delta, counts.
        [TestMethod]
        public void Key_and_delta_frames_share_one_sequence_number()
        {
            DataSet dataSet = Fields.Floats(4);
            Fields.SetDue(dataSet, 1);
            DataSetWriter writer = Writer(HeaderLayout.Dynamic, dataSet);
            byte[] buffer = new byte[128];
            bool isKeyFrame;
            for (int expected = 0; expected < 6; expected += 2)
            {
                writer.WriteKeyFrame(buffer, 0, 1);
                Assert.AreEqual(expected, Get16(buffer, SequenceAt));
                writer.WriteDeltaFrame(buffer, 0, 1, out isKeyFrame);
                Assert.AreEqual(expected + 1, Get16(buffer, SequenceAt));
            }
        }

        // 7.2.4.5.8: the next expected one, which the next data message then has.
        [TestMethod]
        public void A_keep_alive_carries_the_next_sequence_number_and_does_not_spend_it()
        {
            DataSetWriter writer = Writer(HeaderLayout.Dynamic, Fields.Floats(1));
            byte[] buffer = new byte[128];
            writer.WriteKeyFrame(buffer, 0, 1);
            Assert.AreEqual(31, writer.WriteKeepAlive(buffer, 0, 0x01DBB5572F6CC000));
            Assert.AreEqual("d913" + "0100" + "00c06c2f57b5db01" + "0000" + "0200002d", Hex.Of(buffer, 13, 18));
            writer.WriteKeepAlive(buffer, 0, 1);
            Assert.AreEqual(1, Get16(buffer, SequenceAt));
            writer.WriteKeyFrame(buffer, 0, 1);
            Assert.AreEqual(1, Get16(buffer, SequenceAt));
        }

        // 7.2.4.4.2 and 7.2.4.5.4: both numbers of the fixed layout have 16 bits.
        [TestMethod]
        public void Sequence_numbers_wrap_at_65536()
        {
            DataSetWriter writer = Writer(HeaderLayout.PeriodicFixed, Fields.Scalars(new BuiltInType[] { BuiltInType.Byte }));
            byte[] buffer = new byte[32];
            for (int i = 0; i < 65535; i++)
            {
                writer.WriteKeyFrame(buffer, 0, 0);
            }

            Assert.AreEqual(65535, writer.NextSequenceNumber);
            writer.WriteKeyFrame(buffer, 0, 0);
            Assert.AreEqual(65535, Get16(buffer, 13));
            Assert.AreEqual(65535, Get16(buffer, 16));
            Assert.AreEqual(0, writer.NextSequenceNumber);
            writer.WriteKeyFrame(buffer, 0, 0);
            Assert.AreEqual(0, Get16(buffer, 13));
            Assert.AreEqual(0, Get16(buffer, 16));
        }

        [TestMethod]
        public void Without_room_nothing_is_written_and_no_sequence_number_is_spent()
        {
            DataSet dataSet = Fields.Floats(4);
            Fields.SetDue(dataSet, 1);
            DataSetWriter writer = Writer(HeaderLayout.Dynamic, dataSet);
            bool isKeyFrame;
            byte[] buffer = new byte[5 + 52];
            Assert.AreEqual(0, writer.WriteKeyFrame(buffer, 5, 1));
            AssertZeros(buffer);
            buffer = new byte[5 + 39];
            Assert.AreEqual(0, writer.WriteDeltaFrame(buffer, 5, 1, out isKeyFrame));
            AssertZeros(buffer);
            buffer = new byte[5 + 30];
            Assert.AreEqual(0, writer.WriteKeepAlive(buffer, 5, 1));
            AssertZeros(buffer);
            Assert.AreEqual(0, writer.NextSequenceNumber);

            Assert.AreEqual(53, writer.WriteKeyFrame(new byte[5 + 53], 5, 1));
            Assert.AreEqual(40, writer.WriteDeltaFrame(new byte[5 + 40], 5, 1, out isKeyFrame));
            Assert.AreEqual(31, writer.WriteKeepAlive(new byte[5 + 31], 5, 1));
            Assert.AreEqual(2, writer.NextSequenceNumber);
        }

        [TestMethod]
        public void A_box_that_does_not_know_the_time_sends_a_timestamp_of_0()
        {
            byte[] buffer = new byte[64];
            Writer(HeaderLayout.Dynamic, Fields.Floats(1)).WriteKeyFrame(buffer, 0, 0);
            Assert.AreEqual("0000000000000000", Hex.Of(buffer, 17, 8));
        }

        private static int KeyFrameLength(HeaderLayout layout, int floats)
        {
            return Writer(layout, Fields.Floats(floats)).WriteKeyFrame(new byte[128], 0, 1);
        }

        private static DataSetWriter Writer(HeaderLayout layout, DataSet dataSet)
        {
            PublisherSettings settings = new PublisherSettings { Layout = layout, PublisherId = 2234, MinorVersion = 0x2D000002 };
            return new DataSetWriter(settings, dataSet);
        }

        private static int Get16(byte[] buffer, int at)
        {
            return buffer[at] | (buffer[at + 1] << 8);
        }

        private static void AssertZeros(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                Assert.AreEqual(0, (int)buffer[i], "octet " + i);
            }
        }

        private static void AssertHex(string expected, byte[] buffer, int length)
        {
            byte[] octets = Hex.Parse(expected);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), Hex.Of(buffer, 0, length));
        }
    }
}
