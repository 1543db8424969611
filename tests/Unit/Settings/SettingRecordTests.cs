using nanoFramework.TestFramework;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>Settings as octets: what is written, what is read of other firmware's records, and what is refused.</summary>
    [TestClass]
    public class SettingRecordTests
    {
        [TestMethod]
        public void Defaults_are_one_octet()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            Assert.AreEqual("01", Written(values));
        }

        [TestMethod]
        public void Only_what_is_not_at_its_default_is_written_in_the_order_of_the_ids()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            SettingBench.Set(values, SettingId.PublishQos, "-1");
            SettingBench.Set(values, SettingId.MqttSnGateway, "10.0.0.7:1883");
            SettingBench.Set(values, SettingId.BoxId, "m3");
            SettingBench.Set(values, SettingId.MqttSnRetry, "128");
            SettingBench.Set(values, SettingId.MqttSnKeepAlive, "60"); // its default
            SettingBench.Set(values, SettingId.TimeServer, ""); // not its default
            Assert.AreEqual("01" + "01000200" + "6d33" + "14000600" + "0a000007075b" + "18000200" + "8000" + "64000000" + "6e000100" + "ff", Written(values));
        }

        [TestMethod]
        public void Every_setting_is_read_as_it_was_written()
        {
            SettingTable table = SettingTable.Create();
            for (int i = 0; i < table.Count; i++)
            {
                SettingValues values = new SettingValues(table);
                SetOther(values, i);
                Assert.IsFalse(values.IsSame(i, new SettingValues(table)), table.NameOf(i));
                SettingValues read = new SettingValues(table);
                Assert.AreEqual((int)SettingError.None, (int)Read(new SettingRecord(), read, Written(values)));
                AssertSame(values, read);
            }
        }

        [TestMethod]
        public void All_settings_at_their_longest_fit_the_longest_record()
        {
            SettingTable table = SettingTable.Create();
            SettingValues values = new SettingValues(table);
            for (int i = 0; i < table.Count; i++)
            {
                SetOther(values, i);
            }

            byte[] buffer = new byte[SettingRecord.MaxLength(table)];
            Assert.AreEqual(-1, SettingRecord.Write(values, new SettingValues(table), buffer, 0, buffer.Length - 1));
            int length = SettingRecord.Write(values, new SettingValues(table), buffer, 0, buffer.Length);
            Assert.IsTrue(length > 500 && length <= buffer.Length);
            SettingValues read = new SettingValues(table);
            Assert.AreEqual((int)SettingError.None, (int)new SettingRecord().Read(read, buffer, 0, length));
            AssertSame(values, read);
        }

        [TestMethod]
        public void A_record_that_can_not_be_read_changes_nothing()
        {
            AssertRefused("", SettingError.Truncated);
            AssertRefused("00", SettingError.UnsupportedVersion);
            AssertRefused("02", SettingError.UnsupportedVersion);
            AssertRefused("ff16000100" + "05", SettingError.UnsupportedVersion);
            AssertRefused("01" + "16000100" + "05" + "18", SettingError.Truncated);
            AssertRefused("01" + "16000100" + "05" + "180002", SettingError.Truncated);
            AssertRefused("01" + "16000100" + "05" + "18000200" + "80", SettingError.Truncated);
            AssertRefused("01" + "16000100" + "05" + "1800ffff" + "80", SettingError.Truncated);
            AssertRefused("01" + "16000100" + "05" + "16000100" + "06", SettingError.BadOrder);
            AssertRefused("01" + "18000200" + "8000" + "16000100" + "05", SettingError.BadOrder);
            AssertRefused("01" + "00000100" + "05" + "16000100" + "05", SettingError.BadOrder);
        }

        // Firmware that was taken back keeps what it knows.
        [TestMethod]
        public void Entries_of_unknown_settings_are_skipped_and_counted()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            SettingRecord record = new SettingRecord();
            Assert.AreEqual((int)SettingError.None, (int)Read(record, values, "01" + "02000000" + "16000100" + "05" + "17000100" + "00" + "ffff0300" + "010203"));
            Assert.AreEqual(2, record.Skipped);
            Assert.AreEqual(0, record.Refused);
            Assert.AreEqual("5", SettingBench.Shown(values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual("false", SettingBench.Shown(values, SettingId.MqttSnCleanSession));
        }

        [TestMethod]
        public void Entries_whose_value_is_not_allowed_leave_the_default_and_are_counted()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            SettingRecord record = new SettingRecord();
            string entries = "01" + "14000500" + "0a00000707" + "16000100" + "00" + "17000100" + "02" + "18000200" + "8000" + "19000500" + "0100000000" + "1a000000";
            Assert.AreEqual((int)SettingError.None, (int)Read(record, values, entries));
            Assert.AreEqual(5, record.Refused);
            Assert.AreEqual(SettingId.MqttSnGateway, record.RefusedId);
            Assert.AreEqual((int)SettingError.BadAddress, (int)record.RefusedError);
            Assert.AreEqual("", SettingBench.Shown(values, SettingId.MqttSnGateway));
            Assert.AreEqual("60", SettingBench.Shown(values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual("true", SettingBench.Shown(values, SettingId.MqttSnCleanSession));
            Assert.AreEqual("128", SettingBench.Shown(values, SettingId.MqttSnRetry));
            Assert.AreEqual("3", SettingBench.Shown(values, SettingId.MqttSnRetries));
        }

        // Seconds have become milliseconds, so the setting has a new id; a text has moved.
        [TestMethod]
        public void Entries_of_settings_that_were_replaced_are_taken_over()
        {
            SettingTable table = SettingTable.Create();
            table.Replace(7, SettingId.MqttSnRetry, 1000, 1);
            table.Replace(8, SettingId.MqttSnAnswerDelay, 1, 60);
            table.Replace(200, SettingId.BoxId, 1, 1);
            SettingValues values = new SettingValues(table);
            SettingRecord record = new SettingRecord();
            Assert.AreEqual((int)SettingError.None, (int)Read(record, values, "01" + "07000100" + "0f" + "08000200" + "1027" + "c8000300" + "616263"));
            Assert.AreEqual(0, record.Skipped + record.Refused);
            Assert.AreEqual("15000", SettingBench.Shown(values, SettingId.MqttSnRetry));
            Assert.AreEqual("166", SettingBench.Shown(values, SettingId.MqttSnAnswerDelay));
            Assert.AreEqual("abc", SettingBench.Shown(values, SettingId.BoxId));
            Assert.AreEqual("01" + "01000300" + "616263" + "18000200" + "983a" + "2e000200" + "a600", Written(values));
        }

        [TestMethod]
        public void What_a_setting_says_itself_counts_for_more_than_its_former_self()
        {
            SettingTable table = SettingTable.Create();
            table.Replace(200, SettingId.BoxId, 1, 1);
            SettingValues values = new SettingValues(table);
            Assert.AreEqual((int)SettingError.None, (int)Read(new SettingRecord(), values, "01" + "01000100" + "61" + "c8000300" + "626262"));
            Assert.AreEqual("a", SettingBench.Shown(values, SettingId.BoxId));
        }

        [TestMethod]
        public void A_number_that_grows_out_of_its_range_on_the_way_is_refused()
        {
            SettingTable table = SettingTable.Create();
            table.Replace(7, SettingId.MqttSnRetry, 2147483647, 1);
            SettingValues values = new SettingValues(table);
            SettingRecord record = new SettingRecord();
            Assert.AreEqual((int)SettingError.None, (int)Read(record, values, "01" + "07000400" + "ffffff7f"));
            Assert.AreEqual(1, record.Refused);
            Assert.AreEqual(7, record.RefusedId);
            Assert.AreEqual((int)SettingError.OutOfRange, (int)record.RefusedError);
            Assert.AreEqual("10000", SettingBench.Shown(values, SettingId.MqttSnRetry));
        }

        [TestMethod]
        public void Counts_are_those_of_the_record_read_last()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            SettingRecord record = new SettingRecord();
            Read(record, values, "01" + "02000000" + "16000100" + "00");
            Assert.AreEqual(1, record.Skipped);
            Assert.AreEqual(1, record.Refused);
            Read(record, values, "01");
            Assert.AreEqual(0, record.Skipped + record.Refused + record.RefusedId);
            Assert.AreEqual((int)SettingError.None, (int)record.RefusedError);
        }

        // Every octet of a record, each with every value: nothing is thrown, and what is refused changes nothing.
        [TestMethod]
        public void Any_damage_is_refused_or_read()
        {
            SettingTable table = SettingTable.Create();
            SettingValues values = new SettingValues(table);
            SettingValues defaults = new SettingValues(table);
            SettingRecord record = new SettingRecord();
            byte[] sound = Hex.Parse("01" + "01000200" + "6d33" + "14000600" + "0a000007075b" + "18000200" + "8000" + "6e000100" + "ff");
            byte[] octets = new byte[sound.Length];
            int refused = 0;
            for (int at = 0; at < sound.Length; at++)
            {
                for (int value = 0; value < 256; value += 3)
                {
                    sound.CopyTo(octets, 0);
                    octets[at] = (byte)value;
                    values.CopyFrom(defaults);
                    if (record.Read(values, octets, 0, octets.Length) != SettingError.None)
                    {
                        refused++;
                        AssertSame(defaults, values);
                    }
                }
            }

            Assert.IsTrue(refused > 256 / 3);
        }

        [TestMethod]
        public void A_record_that_ends_anywhere_is_refused_or_ends_with_an_entry()
        {
            SettingTable table = SettingTable.Create();
            SettingValues values = new SettingValues(table);
            byte[] sound = Hex.Parse("01" + "01000200" + "6d33" + "18000200" + "8000");
            for (int length = 0; length <= sound.Length; length++)
            {
                bool isWhole = length == 1 || length == 7 || length == 13;
                SettingError expected = isWhole ? SettingError.None : SettingError.Truncated;
                Assert.AreEqual((int)expected, (int)new SettingRecord().Read(values, sound, 0, length), length.ToString());
            }
        }

        /// <summary>Another value than the default: the longest or greatest that is allowed.</summary>
        private static void SetOther(SettingValues values, int index)
        {
            SettingTable table = values.Table;
            if (!table.HasOctets(index))
            {
                int other = table.DefaultOf(index) == table.MaximumOf(index) ? table.MinimumOf(index) : table.MaximumOf(index);
                Assert.AreEqual((int)SettingError.None, (int)values.SetNumber(index, other));
                return;
            }

            byte[] octets = new byte[table.SlotOctetsOf(index)];
            int digit = table.FormOf(index) == SettingForm.Digits || table.FormOf(index) == SettingForm.Pin ? '1' : 'a';
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)digit;
            }

            Assert.AreEqual((int)SettingError.None, (int)values.SetOctets(index, octets, 0, octets.Length), table.NameOf(index));
        }

        private static void AssertRefused(string record, SettingError error)
        {
            SettingTable table = SettingTable.Create();
            SettingValues values = new SettingValues(table);
            SettingBench.Set(values, SettingId.MqttSnKeepAlive, "77");
            Assert.AreEqual((int)error, (int)Read(new SettingRecord(), values, record), record);
            Assert.AreEqual("77", SettingBench.Shown(values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual("01" + "16000100" + "4d", Written(values));
        }

        private static void AssertSame(SettingValues expected, SettingValues actual)
        {
            for (int i = 0; i < expected.Table.Count; i++)
            {
                Assert.IsTrue(expected.IsSame(i, actual), expected.Table.NameOf(i));
            }
        }

        /// <summary>Reads a record that lies in the middle of a buffer, so that whatever is read beyond it shows.</summary>
        private static SettingError Read(SettingRecord record, SettingValues values, string hex)
        {
            byte[] octets = Hex.Parse("ffff" + hex + "0102030405");
            return record.Read(values, octets, 2, octets.Length - 7);
        }

        private static string Written(SettingValues values)
        {
            byte[] buffer = new byte[SettingRecord.MaxLength(values.Table) + 1];
            int length = SettingRecord.Write(values, new SettingValues(values.Table), buffer, 1, buffer.Length - 1);
            return Hex.Of(buffer, 1, length);
        }
    }
}
