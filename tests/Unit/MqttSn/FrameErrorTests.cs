using System;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    /// <summary>Frame.Parse refuses what is malformed, each kind with its reason, and never throws.</summary>
    [TestClass]
    public class FrameErrorTests
    {
        [TestMethod]
        public void A_datagram_without_length_and_type_is_too_short()
        {
            AssertRefused("", FrameError.TooShort);
            AssertRefused("02", FrameError.TooShort);
            AssertRefused("00", FrameError.TooShort);
            AssertRefused("01", FrameError.TooShort);
            AssertRefused("01 00", FrameError.TooShort);
            AssertRefused("01 00 03", FrameError.TooShort);
        }

        // 5.2.1: no fragmentation, one frame a datagram.
        [TestMethod]
        public void A_length_that_differs_from_the_datagram_is_refused()
        {
            AssertRefused("00 16", FrameError.LengthMismatch);
            AssertRefused("03 16", FrameError.LengthMismatch);
            AssertRefused("02 16 02", FrameError.LengthMismatch);
            AssertRefused("02 17 02 17", FrameError.LengthMismatch);
            AssertRefused("ff 17", FrameError.LengthMismatch);
            AssertRefused("0a 0c 00 0102 0000 3132", FrameError.LengthMismatch);
            AssertRefused("0a 0c 00 0102 0000 31323334", FrameError.LengthMismatch);
        }

        [TestMethod]
        public void A_three_octet_length_that_differs_from_the_datagram_is_refused()
        {
            AssertRefused("01 0000 16", FrameError.LengthMismatch);
            AssertRefused("01 0001 16", FrameError.LengthMismatch);
            AssertRefused("01 0002 16", FrameError.LengthMismatch);
            AssertRefused("01 0003 16", FrameError.LengthMismatch);
            AssertRefused("01 0005 16", FrameError.LengthMismatch);
            AssertRefused("01 0400 16", FrameError.LengthMismatch);
            AssertRefused("01 ffff 16", FrameError.LengthMismatch);
            AssertRefused("01 0009 0c 00 0001 0000 31", FrameError.LengthMismatch);
        }

        // 5.2.2, Table 3
        [TestMethod]
        public void Every_reserved_type_is_refused_and_no_other()
        {
            Frame frame = new Frame();
            for (int code = 0; code < 256; code++)
            {
                bool isReserved = code == 0x03 || code == 0x11 || code == 0x19 || (code >= 0x1E && code <= 0xFD) || code == 0xFF;
                byte[] octets = { 4, (byte)code, 0, 1 };
                bool isRefused = frame.Parse(octets, 0, 4) == FrameError.ReservedType;
                Assert.AreEqual(isReserved, isRefused, "type " + code);
                Assert.AreEqual(isReserved, MessageTypes.IsReserved(code), "type " + code);
                Assert.AreEqual(isReserved, MessageTypes.NameOf(code) == null, "type " + code);
            }
        }

        [TestMethod]
        public void A_fixed_message_that_ends_within_its_fields_is_refused()
        {
            AssertRefused("02 00", FrameError.FieldsMissing);
            AssertRefused("04 00 17 03", FrameError.FieldsMissing);
            AssertRefused("02 01", FrameError.FieldsMissing);
            AssertRefused("02 02", FrameError.FieldsMissing);
            AssertRefused("02 04", FrameError.FieldsMissing);
            AssertRefused("05 04 04 01 00", FrameError.FieldsMissing);
            AssertRefused("02 05", FrameError.FieldsMissing);
            AssertRefused("05 0a 0000 00", FrameError.FieldsMissing);
            AssertRefused("06 0b 0102 0304", FrameError.FieldsMissing);
            AssertRefused("02 0c", FrameError.FieldsMissing);
            AssertRefused("06 0c 00 0102 00", FrameError.FieldsMissing);
            AssertRefused("06 0d 0102 0304", FrameError.FieldsMissing);
            AssertRefused("03 0e 12", FrameError.FieldsMissing);
            AssertRefused("03 0f 12", FrameError.FieldsMissing);
            AssertRefused("03 10 12", FrameError.FieldsMissing);
            AssertRefused("04 12 00 00", FrameError.FieldsMissing);
            AssertRefused("07 13 00 0001 0001", FrameError.FieldsMissing);
            AssertRefused("04 14 00 00", FrameError.FieldsMissing);
            AssertRefused("03 15 00", FrameError.FieldsMissing);
            AssertRefused("02 1b", FrameError.FieldsMissing);
            AssertRefused("02 1d", FrameError.FieldsMissing);
        }

        // 5.4.21: Duration is there with both octets or not at all.
        [TestMethod]
        public void Disconnect_with_one_octet_of_duration_is_refused()
        {
            AssertRefused("03 18 0e", FrameError.FieldsMissing);
        }

        [TestMethod]
        public void Octets_behind_the_last_field_of_a_fixed_message_are_refused()
        {
            AssertRefused("06 00 17 0384 00", FrameError.ExtraOctets);
            AssertRefused("04 01 00 00", FrameError.ExtraOctets);
            AssertRefused("04 05 00 00", FrameError.ExtraOctets);
            AssertRefused("03 06 00", FrameError.ExtraOctets);
            AssertRefused("03 08 00", FrameError.ExtraOctets);
            AssertRefused("08 0b 0102 0304 00 00", FrameError.ExtraOctets);
            AssertRefused("08 0d 0102 0304 00 00", FrameError.ExtraOctets);
            AssertRefused("05 0e 1234 00", FrameError.ExtraOctets);
            AssertRefused("05 0f 1234 00", FrameError.ExtraOctets);
            AssertRefused("05 10 1234 00", FrameError.ExtraOctets);
            AssertRefused("09 13 00 0102 0001 00 00", FrameError.ExtraOctets);
            AssertRefused("05 15 0001 00", FrameError.ExtraOctets);
            AssertRefused("03 17 00", FrameError.ExtraOctets);
            AssertRefused("05 18 0e10 00", FrameError.ExtraOctets);
            AssertRefused("04 1b 00 00", FrameError.ExtraOctets);
            AssertRefused("04 1d 00 00", FrameError.ExtraOctets);
        }

        // 5.3.4: 11 is reserved.
        [TestMethod]
        public void The_reserved_topic_id_type_is_refused()
        {
            AssertRefused("08 0c 03 0001 0000 78", FrameError.ReservedTopicIdType);
            AssertRefused("08 0c 63 0000 0000 78", FrameError.ReservedTopicIdType);
            AssertRefused("07 12 03 0001 0001", FrameError.ReservedTopicIdType);
            AssertRefused("0a 12 23 0001 612f622f63", FrameError.ReservedTopicIdType);
            AssertRefused("07 14 03 0001 0001", FrameError.ReservedTopicIdType);
        }

        // 5.3.11: 0x0000 and 0xFFFF are reserved.
        [TestMethod]
        public void The_reserved_topic_ids_are_refused_where_an_assigned_one_is_due()
        {
            AssertRefused("08 0c 00 0000 0000 78", FrameError.ReservedTopicId);
            AssertRefused("08 0c 00 ffff 0000 78", FrameError.ReservedTopicId);
            AssertRefused("08 0c 61 0000 0000 78", FrameError.ReservedTopicId);
            AssertRefused("08 0c 61 ffff 0000 78", FrameError.ReservedTopicId);
            AssertRefused("07 0a ffff 0001 61", FrameError.ReservedTopicId);
            AssertRefused("07 12 01 0001 0000", FrameError.ReservedTopicId);
            AssertRefused("07 12 01 0001 ffff", FrameError.ReservedTopicId);
            AssertRefused("07 14 01 0001 0000", FrameError.ReservedTopicId);
            AssertRefused("07 14 01 0001 ffff", FrameError.ReservedTopicId);
        }

        // 5.3.1: 1 to 23 characters.
        [TestMethod]
        public void A_client_id_of_0_or_24_octets_is_refused()
        {
            AssertRefused("06 04 04 01 003c", FrameError.ClientIdLength);
            AssertRefused("1e 04 04 01 003c 6162636465666768696a6b6c6d6e6f707172737475767778", FrameError.ClientIdLength);
            AssertRefused("1a 16 6162636465666768696a6b6c6d6e6f707172737475767778", FrameError.ClientIdLength);
        }

        [TestMethod]
        public void A_missing_topic_name_is_refused()
        {
            AssertRefused("06 0a 0000 0001", FrameError.TopicNameLength);
            AssertRefused("05 12 00 0001", FrameError.TopicNameLength);
            AssertRefused("05 14 00 0001", FrameError.TopicNameLength);
        }

        // 5.4.15 and 5.4.17: a predefined id or a short name is two octets.
        [TestMethod]
        public void A_subscription_by_id_with_one_or_three_octets_is_refused()
        {
            AssertRefused("05 12 01 0001", FrameError.FieldsMissing);
            AssertRefused("06 12 01 0001 07", FrameError.FieldsMissing);
            AssertRefused("08 12 01 0001 000700", FrameError.ExtraOctets);
            AssertRefused("06 12 02 0001 74", FrameError.FieldsMissing);
            AssertRefused("08 12 02 0001 743131", FrameError.ExtraOctets);
            AssertRefused("06 14 01 0001 07", FrameError.FieldsMissing);
            AssertRefused("08 14 01 0001 000700", FrameError.ExtraOctets);
        }

        // 5.5
        [TestMethod]
        public void An_encapsulation_without_control_octet_or_frame_is_refused()
        {
            AssertRefused("02 fe", FrameError.FieldsMissing);
            AssertRefused("02 fe 0216", FrameError.FieldsMissing);
            AssertRefused("06 fe 01 0a0b0c", FrameError.FieldsMissing);
            AssertRefused("06 fe 01 0a0b0c 02", FrameError.FieldsMissing);
        }

        [TestMethod]
        public void An_encapsulation_whose_length_is_wrong_is_refused()
        {
            AssertRefused("07 fe 01 0a0b0c", FrameError.LengthMismatch);
            AssertRefused("ff fe 01 0a0b0c 0216", FrameError.LengthMismatch);
            AssertRefused("00 fe 01 0a0b0c 0216", FrameError.LengthMismatch);
        }

        [TestMethod]
        public void Every_truncation_of_every_known_frame_is_refused()
        {
            string[] all = KnownFrames.All();
            Frame frame = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] octets = Hex.Parse(all[i]);
                for (int length = 0; length < octets.Length; length++)
                {
                    // An array of just this length: a look behind the end would throw.
                    byte[] cut = new byte[length];
                    Array.Copy(octets, 0, cut, 0, length);
                    Assert.IsFalse(frame.Parse(cut, 0, length) == FrameError.None, all[i] + " cut to " + length);
                }
            }
        }

        [TestMethod]
        public void A_truncated_frame_whose_length_fits_is_read_as_long_as_its_fields_are_there()
        {
            string[] all = KnownFrames.All();
            Frame frame = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] octets = Hex.Parse(all[i]);
                if (octets[1] == 0xFE)
                {
                    continue; // its Length is not the datagram's
                }

                for (int length = 2; length < octets.Length; length++)
                {
                    byte[] cut = new byte[length];
                    Array.Copy(octets, 0, cut, 0, length);
                    cut[0] = (byte)length;
                    bool isWhole = length >= KnownFrames.ShortestLike(octets) || (length == 2 && KnownFrames.MayBeBare(octets));
                    Assert.AreEqual(isWhole, frame.Parse(cut, 0, length) == FrameError.None, all[i] + " shortened to " + length);
                }
            }
        }

        [TestMethod]
        public void No_flipped_bit_makes_the_parser_throw_or_point_outside_the_datagram()
        {
            string[] all = KnownFrames.All();
            Frame frame = new Frame();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] octets = Hex.Parse(all[i]);
                for (int bit = 0; bit < octets.Length * 8; bit++)
                {
                    octets[bit >> 3] ^= (byte)(1 << (bit & 7));
                    if (frame.Parse(octets, 0, octets.Length) == FrameError.None)
                    {
                        Assert.IsTrue(frame.DataOffset >= 0 && frame.DataLength >= 0, all[i]);
                        Assert.IsTrue(frame.DataOffset + frame.DataLength <= octets.Length, all[i]);
                        Assert.IsTrue(frame.NodeIdOffset + frame.NodeIdLength <= octets.Length, all[i]);
                    }

                    octets[bit >> 3] ^= (byte)(1 << (bit & 7));
                }
            }
        }

        private static void AssertRefused(string hex, FrameError error)
        {
            byte[] octets = Hex.Parse(hex);
            Frame frame = new Frame();
            Assert.AreEqual((int)error, (int)frame.Parse(octets, 0, octets.Length), hex);

            // The same among other octets: what lies outside the datagram must not count.
            byte[] buffer = new byte[octets.Length + 8];
            Array.Copy(octets, 0, buffer, 4, octets.Length);
            Assert.AreEqual((int)error, (int)frame.Parse(buffer, 4, octets.Length), hex);
        }
    }
}
