using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;

namespace Sidetap.Tests.PubSub
{
    /// <summary>The DataSetMetaData announcement: its octets, and its chunks (OPC 10000-14, 7.2.4.6 and 7.2.4.4.4).</summary>
    [TestClass]
    public class MetaDataAnnouncementTests
    {
        private const int HeaderLength = 17; // UADPFlags, ExtendedFlags1 and 2, PublisherId as UInt64, SecurityHeader
        private const int ChunkHeaderLength = 14;
        private const string EmptyArray = "ffffffff";

        // 7.2.4.4.2 and 7.2.4.6.3: PublisherId and ExtendedFlags1; UInt64, security and ExtendedFlags2; discovery announcement.
        [TestMethod]
        public void The_header_says_discovery_announcement_neither_signed_nor_encrypted()
        {
            byte[] message = Whole(Announcement(Temperature()));
            Assert.AreEqual("919308" + "efcdab8967452301" + "000000000000", Hex.Of(message, 0, HeaderLength));
        }

        [TestMethod]
        public void The_fixed_layout_announces_under_its_uint16_publisher_id()
        {
            PublisherSettings settings = new PublisherSettings { Layout = HeaderLayout.PeriodicFixed, PublisherId = 2234 };
            MetaDataAnnouncement announcement = new MetaDataAnnouncement(settings, Temperature().Fields, "m", null, null);
            byte[] message = new byte[512];
            Assert.AreEqual(11 + announcement.TotalSize, announcement.Write(message, 0, 512, 0));
            Assert.AreEqual("919108" + "ba08" + "000000000000", Hex.Of(message, 0, 11));
        }

        // 7.2.4.6.3 and 7.2.4.6.4, DataSetMetaDataType of 6.2.3.2.3, FieldMetaData of 6.2.3.2.4; written down by hand.
        [TestMethod]
        public void A_small_announcement_is_written_octet_for_octet()
        {
            byte[] message = Whole(Announcement(Temperature()));
            string beforeId =
                "02" // AnnouncementType: DataSetMetaData
                + "0000" // SequenceNumber
                + "4df4" // DataSetWriterId
                + EmptyArray + EmptyArray + EmptyArray + EmptyArray // Namespaces, structures, enumerations, simple types
                + "01000000" + "6d" // Name "m"
                + "00" // Description: null
                + "01000000" // one field
                + "01000000" + "54" // Name "T"
                + "00" // Description
                + "0000" // FieldFlags
                + "0a" // BuiltInType Float
                + "000a" // DataType i=10
                + "ffffffff" // ValueRank -1
                + EmptyArray // ArrayDimensions
                + "00000000"; // MaxStringLength
            string behindId =
                EmptyArray // Properties
                + "00000000000000000000000000000000" // DataSetClassId
                + "0100002d" + "0200002d" // ConfigurationVersion
                + "00000000"; // StatusCode
            int idAt = HeaderLength + (beforeId.Length / 2);
            Assert.AreEqual(idAt + 16 + (behindId.Length / 2), message.Length);
            Assert.AreEqual(beforeId, Hex.Of(message, HeaderLength, beforeId.Length / 2));
            Assert.AreEqual(behindId, Hex.Of(message, idAt + 16, behindId.Length / 2));
        }

        // 6.2.3.2.4: DataSetFieldId names a field for ever; RFC 9562, 5.8: version 8, variant 10.
        [TestMethod]
        public void Field_ids_are_guids_that_differ_between_fields_and_stay()
        {
            FieldMetaData field = new FieldMetaData("T", BuiltInType.Float);
            DataSet two = new DataSet(new FieldMetaData[] { field, field });
            byte[] message = Whole(Announcement(two));
            int first = HeaderLength + 5 + 16 + 5 + 1 + 4 + 5 + 1 + 2 + 1 + 2 + 4 + 4 + 4;
            int second = first + 16 + 4 + 5 + 1 + 2 + 1 + 2 + 4 + 4 + 4;
            Assert.AreEqual(0x80, message[first + 7] & 0xF0, "version: high nibble of Data3");
            Assert.AreEqual(0x80, message[first + 8] & 0xC0, "variant: high bits of Data4");
            Assert.AreEqual(0x80, message[second + 7] & 0xF0);
            Assert.AreNotEqual(Hex.Of(message, first, 16), Hex.Of(message, second, 16));
            byte[] again = Whole(Announcement(two));
            Assert.AreEqual(Hex.Of(message, 0, message.Length), Hex.Of(again, 0, again.Length));
        }

        // OPC 10000-8, 5.6.3 and 5.3.2.3; OPC 10000-3, 5.6.2; KeyValuePair of OPC 10000-5.
        [TestMethod]
        public void Unit_range_and_enumeration_are_properties()
        {
            FieldMetaData field = new FieldMetaData("V", BuiltInType.Double)
            {
                Unit = new EngineeringUnit("C16", "mm/s", "u"),
                HasRange = true,
                RangeLow = -1,
                RangeHigh = 1,
                EnumStrings = new string[] { "a", "bc" },
            };
            byte[] message = Whole(Announcement(new DataSet(new FieldMetaData[] { field })));
            string expected =
                "03000000"
                + "0000" + "10000000" + "456e67696e656572696e67556e697473" // EngineeringUnits
                + "16" + "01007903" + "01" + "46000000" // Variant, ExtensionObject i=889, body of 70 octets
                + "2f000000" + "687474703a2f2f7777772e6f7063666f756e646174696f6e2e6f72672f55412f756e6974732f756e2f636566616374"
                + "36314300" // UnitId "C16": 0x433136
                + "02" + "04000000" + "6d6d2f73" // DisplayName
                + "02" + "01000000" + "75" // Description
                + "0000" + "07000000" + "455552616e6765" // EURange
                + "16" + "01007603" + "01" + "10000000" // i=886, body of 16 octets
                + "000000000000f0bf" + "000000000000f03f"
                + "0000" + "0b000000" + "456e756d537472696e6773" // EnumStrings
                + "95" + "02000000" // array of LocalizedText
                + "02" + "01000000" + "61" + "02" + "02000000" + "6263";
            int at = message.Length - 28 - (expected.Length / 2);
            Assert.AreEqual(expected, Hex.Of(message, at, expected.Length / 2));
        }

        // 6.2.3.2.4: ValueRank 1 and one dimension for an array; the length of a String.
        [TestMethod]
        public void Arrays_and_strings_say_their_length()
        {
            byte[] message = Whole(Announcement(new DataSet(new FieldMetaData[] { new FieldMetaData("A", BuiltInType.Float, 4, 0) })));
            string array = "0100000041" + "00" + "0000" + "0a" + "000a" + "01000000" + "01000000" + "04000000" + "00000000";
            Assert.AreEqual(array, Hex.Of(message, HeaderLength + 5 + 16 + 5 + 1 + 4, array.Length / 2));
            message = Whole(Announcement(new DataSet(new FieldMetaData[] { new FieldMetaData("S", BuiltInType.String, 0, 20) })));
            string text = "0100000053" + "00" + "0000" + "0c" + "000c" + "ffffffff" + EmptyArray + "14000000";
            Assert.AreEqual(text, Hex.Of(message, HeaderLength + 5 + 16 + 5 + 1 + 4, text.Length / 2));
        }

        // OPC 10000-6, 5.2.2.4: a String is UTF-8 and its length counts octets.
        [TestMethod]
        public void Names_are_utf8_of_one_two_three_and_four_octets()
        {
            AssertName("T\u00B0", "54c2b0");
            AssertName("\u00B5m", "c2b56d");
            AssertName("\u20AC", "e282ac");
            AssertName("x\uD83D\uDE00y", "78f09f988079"); // a surrogate pair is one character of four octets
        }

        // 7.2.4.6.3: AnnouncementType 2, then the sequence number of 16 bits.
        [TestMethod]
        public void The_sequence_number_is_the_one_it_was_given()
        {
            MetaDataAnnouncement announcement = Announcement(Temperature());
            Assert.AreEqual("020000", Hex.Of(Whole(announcement), HeaderLength, 3));
            announcement.SequenceNumber = 1;
            Assert.AreEqual("020100", Hex.Of(Whole(announcement), HeaderLength, 3));
            announcement.SequenceNumber = 0xFFFE;
            Assert.AreEqual("02feff", Hex.Of(Whole(announcement), HeaderLength, 3));
        }

        // 6.2.3.2.3: DataSetClassId is a Guid, behind the fields and before ConfigurationVersion.
        [TestMethod]
        public void A_data_set_of_a_class_says_which()
        {
            byte[] id = Hex.Parse("00112233445566778899aabbccddeeff");
            PublisherSettings settings = new PublisherSettings { MajorVersion = 0x2D000001, MinorVersion = 0x2D000002 };
            byte[] message = Whole(new MetaDataAnnouncement(settings, Temperature().Fields, "m", null, id));
            Assert.AreEqual("00112233445566778899aabbccddeeff" + "0100002d" + "0200002d" + "00000000", Hex.Of(message, message.Length - 28, 28));
        }

        [TestMethod]
        public void What_fits_goes_in_one_message_and_one_octet_less_in_chunks()
        {
            MetaDataAnnouncement announcement = Announcement(Temperature());
            int whole = HeaderLength + announcement.TotalSize;
            Assert.AreEqual(1, announcement.MessageCount(whole));
            Assert.AreEqual(2, announcement.MessageCount(whole - 1));
            Assert.AreEqual(0, announcement.Write(new byte[whole], 0, whole, 1));
        }

        // 7.2.4.4.4: ExtendedFlags2 bit 0; MessageSequenceNumber, ChunkOffset, TotalSize, ChunkData.
        [TestMethod]
        public void Chunks_of_many_sizes_put_together_are_the_whole_payload()
        {
            MetaDataAnnouncement announcement = Announcement(Fields.Floats(3));
            announcement.SequenceNumber = 1;
            byte[] whole = Whole(announcement);
            int total = announcement.TotalSize;
            for (int maxLength = HeaderLength + ChunkHeaderLength + 1; maxLength < whole.Length; maxLength += 7)
            {
                byte[] joined = new byte[total];
                int count = announcement.MessageCount(maxLength);
                int chunk = maxLength - HeaderLength - ChunkHeaderLength;
                Assert.AreEqual((total + chunk - 1) / chunk, count);
                for (int i = 0; i < count; i++)
                {
                    byte[] buffer = new byte[5 + maxLength];
                    int length = announcement.Write(buffer, 5, maxLength, i);
                    int size = length - HeaderLength - ChunkHeaderLength;
                    Assert.AreEqual(i < count - 1 ? chunk : total - (chunk * (count - 1)), size, "all chunks but the last are equal");
                    Assert.AreEqual("919309" + "efcdab8967452301" + "000000000000", Hex.Of(buffer, 5, HeaderLength));
                    int at = 5 + HeaderLength;
                    Assert.AreEqual("0100", Hex.Of(buffer, at, 2));
                    Assert.AreEqual(i * chunk, Get32(buffer, at + 2));
                    Assert.AreEqual(total, Get32(buffer, at + 6));
                    Assert.AreEqual(size, Get32(buffer, at + 10));
                    Array.Copy(buffer, at + ChunkHeaderLength, joined, i * chunk, size);
                }

                Assert.AreEqual(Hex.Of(whole, HeaderLength, total), Hex.Of(joined, 0, total), "chunks of " + chunk);
            }
        }

        [TestMethod]
        public void A_frame_without_room_for_an_octet_of_chunk_is_refused()
        {
            MetaDataAnnouncement announcement = Announcement(Temperature());
            Assert.AreEqual(announcement.TotalSize, announcement.MessageCount(HeaderLength + ChunkHeaderLength + 1));
            Assert.AreEqual(0, announcement.MessageCount(HeaderLength + ChunkHeaderLength));
            Assert.AreEqual(0, announcement.Write(new byte[64], 0, HeaderLength + ChunkHeaderLength, 0));
            Assert.AreEqual(0, announcement.MessageCount(0));
        }

        private static DataSet Temperature()
        {
            return new DataSet(new FieldMetaData[] { new FieldMetaData("T", BuiltInType.Float) });
        }

        private static MetaDataAnnouncement Announcement(DataSet dataSet)
        {
            PublisherSettings settings = new PublisherSettings
            {
                PublisherId = 0x0123456789ABCDEF, DataSetWriterId = 62541, MajorVersion = 0x2D000001, MinorVersion = 0x2D000002,
            };
            return new MetaDataAnnouncement(settings, dataSet.Fields, "m", null, null);
        }

        private static byte[] Whole(MetaDataAnnouncement announcement)
        {
            byte[] message = new byte[HeaderLength + announcement.TotalSize];
            Assert.AreEqual(message.Length, announcement.Write(message, 0, message.Length, 0));
            return message;
        }

        private static void AssertName(string name, string utf8)
        {
            byte[] message = Whole(Announcement(new DataSet(new FieldMetaData[] { new FieldMetaData(name, BuiltInType.Float) })));
            byte[] length = { (byte)(utf8.Length / 2), 0, 0, 0 };
            string expected = Hex.Of(length, 0, 4) + utf8 + "00" + "0000" + "0a";
            Assert.AreEqual(expected, Hex.Of(message, HeaderLength + 5 + 16 + 5 + 1 + 4, expected.Length / 2));
        }

        private static int Get32(byte[] buffer, int at)
        {
            return buffer[at] | (buffer[at + 1] << 8) | (buffer[at + 2] << 16) | (buffer[at + 3] << 24);
        }
    }
}
