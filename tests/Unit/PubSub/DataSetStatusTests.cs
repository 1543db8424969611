using nanoFramework.TestFramework;
using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>How a field that is not Good is sent, and the message's status then (OPC 10000-14, 6.2.4.2 and 7.2.4.5.4).</summary>
    [TestClass]
    public class DataSetStatusTests
    {
        private const int StatusAt = 25; // UADP-Dynamic: NetworkMessage header of 13 octets, flags, sequence number, timestamp
        private const int FieldsAt = 31;

        // 6.2.4.2
        [TestMethod]
        public void The_message_is_good_when_all_fields_are()
        {
            Assert.AreEqual("0000", StatusSent(Fields.Floats(3)));
        }

        [TestMethod]
        public void The_message_is_uncertain_when_a_field_is()
        {
            DataSet dataSet = Fields.Floats(3);
            dataSet.SetStatus(1, StatusCode.UncertainLastUsableValue);
            Assert.AreEqual("0040", StatusSent(dataSet));
            Assert.AreEqual(0x40000000u, dataSet.WorstStatus());
        }

        [TestMethod]
        public void The_message_is_subnormal_when_some_fields_are_bad()
        {
            DataSet dataSet = Fields.Floats(3);
            dataSet.SetStatus(1, StatusCode.UncertainLastUsableValue);
            dataSet.SetStatus(2, StatusCode.BadNotConnected);
            Assert.AreEqual("9540", StatusSent(dataSet));
            Assert.AreEqual(0x40950000u, dataSet.WorstStatus());
            dataSet.SetStatus(1, StatusCode.Good);
            Assert.AreEqual("9540", StatusSent(dataSet));
        }

        [TestMethod]
        public void The_message_has_the_bad_code_when_all_fields_have_it()
        {
            DataSet dataSet = Fields.Floats(3);
            for (int i = 0; i < 3; i++)
            {
                dataSet.SetStatus(i, StatusCode.BadNotConnected);
            }

            Assert.AreEqual("8a80", StatusSent(dataSet));
            dataSet.SetStatus(1, StatusCode.Good);
            Assert.AreEqual("9540", StatusSent(dataSet));
        }

        [TestMethod]
        public void The_message_is_bad_when_all_fields_are_for_different_reasons()
        {
            DataSet dataSet = Fields.Floats(2);
            dataSet.SetStatus(0, StatusCode.BadNotConnected);
            dataSet.SetStatus(1, StatusCode.BadDeviceFailure);
            Assert.IsTrue(StatusCode.IsBad(dataSet.WorstStatus()));
        }

        [TestMethod]
        public void A_new_data_set_waits_for_initial_data()
        {
            DataSet dataSet = new DataSet(new FieldMetaData[] { new FieldMetaData("F", BuiltInType.Float) });
            Assert.AreEqual(0x80320000u, dataSet.StatusOf(0));
            Assert.AreEqual("3280", StatusSent(dataSet));
        }

        [TestMethod]
        public void The_message_becomes_good_again_with_its_last_field()
        {
            DataSet dataSet = Fields.Floats(2);
            dataSet.SetStatus(0, StatusCode.BadNotConnected);
            dataSet.SetStatus(0, StatusCode.BadDeviceFailure);
            dataSet.SetStatus(1, StatusCode.Uncertain);
            dataSet.SetStatus(0, StatusCode.Good);
            Assert.AreEqual("0040", StatusSent(dataSet));
            dataSet.SetStatus(1, StatusCode.Good);
            dataSet.SetStatus(1, StatusCode.Good);
            Assert.AreEqual("0000", StatusSent(dataSet));
        }

        // 7.2.4.5.4: Variant type 19 in place of the value.
        [TestMethod]
        public void A_bad_field_is_sent_as_a_status_code()
        {
            DataSet dataSet = Fields.Floats(2);
            dataSet.SetStatus(1, StatusCode.BadNotConnected);
            Assert.AreEqual("0200" + "0a0000c03f" + "1300008a80", FieldsSent(dataSet));
        }

        // 7.2.4.5.4: Variant type 23 with value and status.
        [TestMethod]
        public void An_uncertain_field_is_sent_as_a_data_value()
        {
            DataSet dataSet = Fields.Floats(2);
            dataSet.SetStatus(0, StatusCode.UncertainLastUsableValue);
            Assert.AreEqual("0200" + "17030a0000c03f00009040" + "0a00002040", FieldsSent(dataSet));
        }

        // 7.2.4.5.6: indices as ever.
        [TestMethod]
        public void A_delta_frame_reports_bad_and_uncertain_fields_the_same_way()
        {
            DataSet dataSet = Fields.Floats(12);
            dataSet.SetStatus(3, StatusCode.BadOutOfRange);
            dataSet.SetStatus(4, StatusCode.UncertainLastUsableValue);
            Fields.SetDue(dataSet, (1 << 3) | (1 << 4));
            byte[] buffer = new byte[128];
            bool isKeyFrame;
            int length = Writer(HeaderLayout.Dynamic, dataSet).WriteDeltaFrame(buffer, 0, 1, out isKeyFrame);
            Assert.IsFalse(isKeyFrame);
            Assert.AreEqual("0200" + "03001300003c80" + "040017030a0000b04000009040", Hex.Of(buffer, FieldsAt, length - FieldsAt));
        }

        // OPC 10000-6, 5.2.2.17: bit 0 value, bit 1 status.
        [TestMethod]
        public void Data_value_encoding_adds_the_status_where_it_is_not_good()
        {
            DataSet dataSet = Fields.Floats(3);
            dataSet.SetStatus(1, StatusCode.BadNotConnected);
            dataSet.SetStatus(2, StatusCode.UncertainLastUsableValue);
            byte[] buffer = new byte[64];
            int end = FieldWriter.WriteKeyFrame(dataSet, Uadp.FieldsAsDataValue, buffer, 0);
            Assert.AreEqual("0300" + "010a0000c03f" + "0200008a80" + "030a0000604000009040", Hex.Of(buffer, 0, end));
            Assert.AreEqual(FieldWriter.KeyFrameLength(dataSet, Uadp.FieldsAsDataValue), end);
        }

        // 6.2.4.2: RawData can't say it in the field: its default value, and the message's status tells.
        [TestMethod]
        public void Raw_data_replaces_a_bad_value_by_the_default_and_keeps_an_uncertain_one()
        {
            DataSet dataSet = Fields.Floats(3);
            dataSet.SetStatus(1, StatusCode.BadNotConnected);
            dataSet.SetStatus(2, StatusCode.UncertainLastUsableValue);
            byte[] buffer = new byte[64];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = 0xEE; // what was there before must not shine through
            }

            int length = Writer(HeaderLayout.PeriodicFixed, dataSet).WriteKeyFrame(buffer, 0, 1);
            Assert.AreEqual("9540" + "0000c03f" + "00000000" + "00006040", Hex.Of(buffer, 18, length - 18));
        }

        [TestMethod]
        public void Every_built_in_type_has_its_size_and_its_number()
        {
            AssertScalar(BuiltInType.Boolean, 1, "0101");
            AssertScalar(BuiltInType.SByte, -2, "02fe");
            AssertScalar(BuiltInType.Byte, 254, "03fe");
            AssertScalar(BuiltInType.Int16, -2, "04feff");
            AssertScalar(BuiltInType.UInt16, 0xFFFE, "05feff");
            AssertScalar(BuiltInType.Int32, -2, "06feffffff");
            AssertScalar(BuiltInType.UInt32, 0xFFFFFFFE, "07feffffff");
            AssertScalar(BuiltInType.Int64, -2, "08feffffffffffffff");
            AssertScalar(BuiltInType.UInt64, 0x0102030405060708, "090807060504030201");
            AssertScalar(BuiltInType.DateTime, 0x01DBB5572F6CC000, "0d00c06c2f57b5db01");
        }

        // OPC 10000-6, 5.2.2.4: octets are counted, and a character is not cut in two.
        [TestMethod]
        public void A_long_text_is_cut_at_a_character_boundary()
        {
            AssertText(4, "61626364", "61626364");
            AssertText(4, "6162636465", "61626364");
            AssertText(4, "616263c2b0", "616263");         // abc° : ° has two octets
            AssertText(4, "6162c2b0", "6162c2b0");
            AssertText(4, "6162c2b063", "6162c2b0");
            AssertText(4, "61e282ac62", "61e282ac");       // a€b
            AssertText(3, "61e282ac62", "61");
            AssertText(5, "6162f09f9880", "6162");         // an emoji has four
            AssertText(6, "6162f09f9880", "6162f09f9880");
            AssertText(2, "e282ac", "");
            AssertText(4, "", "");
        }

        [TestMethod]
        public void A_shorter_text_replaces_a_longer_one_whole()
        {
            DataSet dataSet = TextField(8);
            byte[] buffer = new byte[64];
            dataSet.SetText(0, Hex.Parse("6162636465666768"), 8);
            Assert.AreEqual(2 + 5 + 8, FieldWriter.KeyFrameLength(dataSet, Uadp.FieldsAsVariant));
            dataSet.SetText(0, Hex.Parse("7a"), 1);
            int end = FieldWriter.WriteKeyFrame(dataSet, Uadp.FieldsAsVariant, buffer, 0);
            Assert.AreEqual("0100" + "0c010000007a", Hex.Of(buffer, 0, end));
            Assert.AreEqual(end, FieldWriter.KeyFrameLength(dataSet, Uadp.FieldsAsVariant));
        }

        private static void AssertScalar(BuiltInType type, long value, string expected)
        {
            DataSet dataSet = Fields.Scalars(new BuiltInType[] { type });
            dataSet.SetInteger(0, value);
            Assert.AreEqual("0100" + expected, FieldsSent(dataSet));
        }

        private static void AssertText(int most, string text, string expected)
        {
            DataSet dataSet = TextField(most);
            byte[] octets = Hex.Parse(text);
            dataSet.SetText(0, octets, octets.Length);
            byte[] wanted = { 1, 0, 12, (byte)(expected.Length / 2), 0, 0, 0 };
            Assert.AreEqual(Hex.Of(wanted, 0, 7) + expected, FieldsSent(dataSet), text);
        }

        private static DataSet TextField(int most)
        {
            return Fields.AllGood(new DataSet(new FieldMetaData[] { new FieldMetaData("S", BuiltInType.String, 0, most) }));
        }

        private static string StatusSent(DataSet dataSet)
        {
            byte[] buffer = new byte[128];
            Writer(HeaderLayout.Dynamic, dataSet).WriteKeyFrame(buffer, 0, 1);
            return Hex.Of(buffer, StatusAt, 2);
        }

        private static string FieldsSent(DataSet dataSet)
        {
            byte[] buffer = new byte[128];
            int length = Writer(HeaderLayout.Dynamic, dataSet).WriteKeyFrame(buffer, 0, 1);
            return Hex.Of(buffer, FieldsAt, length - FieldsAt);
        }

        private static DataSetWriter Writer(HeaderLayout layout, DataSet dataSet)
        {
            return new DataSetWriter(new PublisherSettings { Layout = layout, PublisherId = 2234 }, dataSet);
        }
    }
}
