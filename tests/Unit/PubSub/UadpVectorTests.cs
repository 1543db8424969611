using nanoFramework.TestFramework;
using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>Messages that an independent OPC UA stack encoded and decoded, made here from their values, octet for octet.</summary>
    [TestClass]
    public class UadpVectorTests
    {
        private const long Time = 0x01DBB5572F6CC000;
        private const uint Major = 0x2D000001;
        private const uint Minor = 0x2D000002;
        private const int WriterId = 62541;

        private const int SequenceTimeStatusVersions = Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled | Uadp.MajorVersionEnabled
            | Uadp.MinorVersionEnabled;

        // 7.2.4.5.5: without any header, a key frame of one Variant.
        [TestMethod]
        public void Key_frame_with_an_int32_of_27()
        {
            DataSet dataSet = Int32Of27();
            AssertMessage(
                "01 01 0100 061b000000", new NetworkMessageHeader(), new DataSetMessageHeader(), dataSet, Uadp.FieldsAsVariant, false);
        }

        // 7.2.4.5.4: field encoding 2.
        [TestMethod]
        public void Key_frame_with_a_field_as_data_value()
        {
            DataSetMessageHeader header = new DataSetMessageHeader { Flags1 = Uadp.DataSetMessageValid | Uadp.FieldsAsDataValue };
            AssertMessage("01 05 0100 01061b000000", new NetworkMessageHeader(), header, Int32Of27(), Uadp.FieldsAsDataValue, false);
        }

        // 7.2.4.4.2 and 7.2.4.5.4: all headers a publisher without security has.
        [TestMethod]
        public void Key_frame_with_all_headers_and_seven_types()
        {
            AssertMessage(
                "f101ba08 0964000700 014df4 f9103412 00c06c2f57b5db01 0000 0100002d 0200002d 0700"
                    + "0a00009142 0b2fdd24068195c33f 0740e20100 0101 0c03000000543132 02fb 03c8",
                GroupOf(7),
                AllOfMessage(Uadp.KeyFrame),
                SevenTypes(),
                Uadp.FieldsAsVariant,
                false);
        }

        // 7.2.4.5.8: headers only.
        [TestMethod]
        public void Keep_alive()
        {
            byte[] buffer = new byte[128];
            int at = GroupOf(7).Write(buffer, 0);
            at += AllOfMessage(Uadp.KeepAlive).Write(buffer, at);
            AssertHex("f101ba08 0964000700 014df4 f9133412 00c06c2f57b5db01 0000 0100002d 0200002d", buffer, at);
        }

        // 7.2.4.5.6: index and value of what changed.
        [TestMethod]
        public void Delta_frame_of_the_fields_1_and_3()
        {
            DataSet dataSet = SevenTypes();
            Fields.SetDue(dataSet, (1 << 1) | (1 << 3));
            DataSetMessageHeader header = new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | Uadp.MessageSequenceNumberEnabled,
                Flags2 = Uadp.DeltaFrame,
                SequenceNumber = 0x1235,
            };
            AssertMessage(
                "f101ba08 0964000700 014df4 89013512 0200 01000b2fdd24068195c33f 03000101",
                GroupOf(7),
                header,
                dataSet,
                Uadp.FieldsAsVariant,
                true);
        }

        // A.2.2; the status 0x40900000 is the message's.
        [TestMethod]
        public void Uadp_dynamic_with_a_uint64_publisher_id()
        {
            NetworkMessageHeader header = new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = PublisherIdType.UInt64,
                PublisherId = 0x0123456789ABCDEF,
                DataSetWriterIds = new int[] { WriterId },
            };
            AssertMessage(
                "d103efcdab8967452301 014df4 d9100100 00c06c2f57b5db01 9040 0200002d 0100 0a00009142",
                header,
                DynamicMessage(),
                Fields725(),
                Uadp.FieldsAsVariant,
                false);
        }

        // 7.2.4.4.2: PublisherId type 4.
        [TestMethod]
        public void Uadp_dynamic_with_a_string_publisher_id()
        {
            NetworkMessageHeader header = new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = PublisherIdType.String,
                PublisherIdText = Hex.Parse("636e632d3037"),
                DataSetWriterIds = new int[] { WriterId },
            };
            AssertMessage(
                "d10406000000636e632d3037 014df4 d9100100 00c06c2f57b5db01 9040 0200002d 0100 0a00009142",
                header,
                DynamicMessage(),
                Fields725(),
                Uadp.FieldsAsVariant,
                false);
        }

        // The same message out of the writer, whose status is that of its fields, after one message was sent before.
        [TestMethod]
        public void The_writer_makes_uadp_dynamic_of_settings_and_values()
        {
            PublisherSettings settings = new PublisherSettings
            {
                Layout = HeaderLayout.Dynamic,
                PublisherId = 0x0123456789ABCDEF,
                DataSetWriterId = WriterId,
                MajorVersion = Major,
                MinorVersion = Minor,
            };
            DataSetWriter writer = new DataSetWriter(settings, Fields725());
            byte[] buffer = new byte[128];
            writer.WriteKeyFrame(buffer, 0, Time);
            int length = writer.WriteKeyFrame(buffer, 0, Time);
            AssertHex("d103efcdab8967452301 014df4 d9100100 00c06c2f57b5db01 0000 0200002d 0100 0a00009142", buffer, length);
        }

        // 7.2.4.5.11: no FieldCount, no types.
        [TestMethod]
        public void Raw_data_of_three_fields()
        {
            DataSet dataSet = Fields.Scalars(new BuiltInType[] { BuiltInType.Float, BuiltInType.UInt32, BuiltInType.Boolean });
            dataSet.SetFloat(0, 72.5f);
            dataSet.SetInteger(1, 123456);
            dataSet.SetInteger(2, 1);
            DataSetMessageHeader header = new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | Uadp.FieldsAsRawData | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled,
                SequenceNumber = 9,
            };
            AssertMessage(
                "f101ba08 0964000700 014df4 1b0900 0000 00009142 40e20100 01", GroupOf(7), header, dataSet, Uadp.FieldsAsRawData, false);
        }

        // 7.2.4.5.2: with more than one DataSetMessage their sizes come first.
        [TestMethod]
        public void Two_data_set_messages_with_their_sizes()
        {
            NetworkMessageHeader header = GroupOf(7);
            header.DataSetWriterIds = new int[] { 1, 2 };
            DataSet second = Fields.Scalars(new BuiltInType[] { BuiltInType.UInt32 });
            second.SetInteger(0, 123456);
            byte[] buffer = new byte[128];
            int at = header.Write(buffer, 0);
            int sizesAt = at;
            at = WriteVariantKeyFrame(Fields725(), buffer, at + 4);
            UaBinary.Put16(buffer, sizesAt, at - sizesAt - 4);
            int secondAt = at;
            at = WriteVariantKeyFrame(second, buffer, at);
            UaBinary.Put16(buffer, sizesAt + 2, at - secondAt);
            AssertHex("f101ba08 0964000700 0201000200 0800 0800 0101000a00009142 0101000740e20100", buffer, at);
        }

        // 7.2.4.4.2: every field of the GroupHeader, and Timestamp of the extended header.
        [TestMethod]
        public void All_group_fields_and_a_timestamp()
        {
            NetworkMessageHeader header = GroupOf(7);
            header.GroupFlags |= Uadp.GroupVersionEnabled | Uadp.NetworkMessageNumberEnabled;
            header.GroupVersion = Major;
            header.NetworkMessageNumber = 1;
            header.HasTimestamp = true;
            header.Timestamp = Time;
            AssertMessage(
                "f121ba08 0f64000100002d01000700 014df4 00c06c2f57b5db01 01 0100 0a00009142",
                header,
                new DataSetMessageHeader(),
                Fields725(),
                Uadp.FieldsAsVariant,
                false);
        }

        // OPC 10000-6, 5.2.2.16: an array sets 0x80 and has its length.
        [TestMethod]
        public void Array_of_four_floats()
        {
            DataSet dataSet = new DataSet(new FieldMetaData[] { new FieldMetaData("Spectrum", BuiltInType.Float, 4, 0) });
            dataSet.SetStatus(0, StatusCode.Good);
            dataSet.SetFloatElement(0, 0, 180.5f);
            dataSet.SetFloatElement(0, 1, 195.25f);
            dataSet.SetFloatElement(0, 2, 210f);
            dataSet.SetFloatElement(0, 3, 205f);
            AssertMessage(
                "f101ba08 0964000700 014df4 01 0100 8a0400000000803443004043430000524300004d43",
                GroupOf(7),
                new DataSetMessageHeader(),
                dataSet,
                Uadp.FieldsAsVariant,
                false);
        }

        // 7.2.4.4.2: one, two, four and eight octets, least significant first.
        [TestMethod]
        public void Numeric_publisher_ids_have_the_size_of_their_type()
        {
            byte[] buffer = new byte[16];
            NetworkMessageHeader header = new NetworkMessageHeader { HasPublisherId = true, PublisherId = 0x1122334455667788 };
            header.PublisherIdType = PublisherIdType.Byte;
            AssertHex("1188", buffer, header.Write(buffer, 0));
            header.PublisherIdType = PublisherIdType.UInt16;
            AssertHex("91018877", buffer, header.Write(buffer, 0));
            header.PublisherIdType = PublisherIdType.UInt32;
            AssertHex("910288776655", buffer, header.Write(buffer, 0));
            header.PublisherIdType = PublisherIdType.UInt64;
            AssertHex("91038877665544332211", buffer, header.Write(buffer, 0));
        }

        [TestMethod]
        public void Headers_without_room_for_the_last_octet_are_not_written()
        {
            NetworkMessageHeader network = GroupOf(7);
            DataSetMessageHeader message = AllOfMessage(Uadp.KeyFrame);
            Assert.AreEqual(12, network.Length);
            Assert.AreEqual(22, message.Length);
            byte[] buffer = new byte[11];
            Assert.AreEqual(0, network.Write(buffer, 0));
            AssertHex("0000000000000000000000", buffer, 11);
            buffer = new byte[24];
            Assert.AreEqual(0, message.Write(buffer, 3));
            AssertHex("000000000000000000000000000000000000000000000000", buffer, 24);
            Assert.AreEqual(22, message.Write(buffer, 2));
        }

        private static NetworkMessageHeader GroupOf(int sequenceNumber)
        {
            return new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = PublisherIdType.UInt16,
                PublisherId = 2234,
                GroupFlags = Uadp.WriterGroupIdEnabled | Uadp.SequenceNumberEnabled,
                WriterGroupId = 100,
                SequenceNumber = sequenceNumber,
                DataSetWriterIds = new int[] { WriterId },
            };
        }

        private static DataSetMessageHeader AllOfMessage(int type)
        {
            return new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | SequenceTimeStatusVersions,
                Flags2 = Uadp.MessageTimestampEnabled | type,
                SequenceNumber = 0x1234,
                Timestamp = Time,
                Status = StatusCode.Good,
                MajorVersion = Major,
                MinorVersion = Minor,
            };
        }

        private static DataSetMessageHeader DynamicMessage()
        {
            return new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled | Uadp.MinorVersionEnabled,
                Flags2 = Uadp.MessageTimestampEnabled,
                SequenceNumber = 1,
                Timestamp = Time,
                Status = 0x40900000,
                MinorVersion = Minor,
            };
        }

        private static DataSet Int32Of27()
        {
            DataSet dataSet = Fields.Scalars(new BuiltInType[] { BuiltInType.Int32 });
            dataSet.SetInteger(0, 27);
            return dataSet;
        }

        private static DataSet Fields725()
        {
            DataSet dataSet = Fields.Floats(1);
            dataSet.SetFloat(0, 72.5f);
            return dataSet;
        }

        private static DataSet SevenTypes()
        {
            DataSet dataSet = Fields.AllGood(new DataSet(new FieldMetaData[]
            {
                new FieldMetaData("Temperature", BuiltInType.Float),
                new FieldMetaData("Vibration", BuiltInType.Double),
                new FieldMetaData("Parts", BuiltInType.UInt32),
                new FieldMetaData("Running", BuiltInType.Boolean),
                new FieldMetaData("Tool", BuiltInType.String, 0, 8),
                new FieldMetaData("Offset", BuiltInType.SByte),
                new FieldMetaData("Load", BuiltInType.Byte),
            }));
            dataSet.SetFloat(0, 72.5f);
            dataSet.SetDouble(1, 0.153);
            dataSet.SetInteger(2, 123456);
            dataSet.SetInteger(3, 1);
            dataSet.SetText(4, Hex.Parse("543132"), 3);
            dataSet.SetInteger(5, -5);
            dataSet.SetInteger(6, 200);
            return dataSet;
        }

        private static int WriteVariantKeyFrame(DataSet dataSet, byte[] buffer, int at)
        {
            at += new DataSetMessageHeader().Write(buffer, at);
            return FieldWriter.WriteKeyFrame(dataSet, Uadp.FieldsAsVariant, buffer, at);
        }

        private static void AssertMessage(
            string expected, NetworkMessageHeader network, DataSetMessageHeader message, DataSet dataSet, int encoding, bool isDelta)
        {
            byte[] buffer = new byte[128];
            int at = network.Write(buffer, 0);
            Assert.AreEqual(network.Length, at);
            int headers = at + message.Write(buffer, at);
            Assert.AreEqual(message.Length, headers - at);
            int end = isDelta
                ? FieldWriter.WriteDeltaFrame(dataSet, encoding, buffer, headers)
                : FieldWriter.WriteKeyFrame(dataSet, encoding, buffer, headers);
            int length = isDelta ? FieldWriter.DeltaFrameLength(dataSet, encoding) : FieldWriter.KeyFrameLength(dataSet, encoding);
            Assert.AreEqual(length, end - headers, "the length that was said before");
            AssertHex(expected, buffer, end);
        }

        private static void AssertHex(string expected, byte[] buffer, int length)
        {
            byte[] octets = Hex.Parse(expected);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), Hex.Of(buffer, 0, length));
        }
    }
}
