using nanoFramework.TestFramework;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>Where settings come from at a start. A new store is a new start of the box.</summary>
    [TestClass]
    public class SettingStoreTests
    {
        [TestMethod]
        public void A_box_that_was_never_told_anything_has_the_defaults()
        {
            SettingStore store = Started(new MemoryFiles(), SettingStatus.Defaults);
            Assert.AreEqual("60", SettingBench.Shown(store.Values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual("opcua", SettingBench.Shown(store.Values, SettingId.PublishTopicPrefix));
            Assert.AreEqual("255.255.255.0", SettingBench.Shown(store.Values, SettingId.NetMask));
        }

        [TestMethod]
        public void Saved_settings_are_there_at_the_next_start()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "61");
            Assert.AreEqual("61", KeepAlive(files, SettingStatus.Loaded));
            Save(files, "62");
            Assert.AreEqual("62", KeepAlive(files, SettingStatus.Loaded));
            Save(files, "60");
            Assert.AreEqual("60", KeepAlive(files, SettingStatus.Loaded));
        }

        [TestMethod]
        public void Load_goes_back_to_what_was_saved()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "61");
            SettingStore store = Started(files, SettingStatus.Loaded);
            SettingBench.Set(store.Values, SettingId.MqttSnKeepAlive, "70");
            SettingBench.Set(store.Values, SettingId.BoxId, "x");
            store.Load();
            Assert.AreEqual("61", SettingBench.Shown(store.Values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual("", SettingBench.Shown(store.Values, SettingId.BoxId));
        }

        [TestMethod]
        public void With_one_copy_damaged_the_other_one_is_taken_and_that_is_told()
        {
            string[] names = { "settings.a", "settings.b" };
            for (int i = 0; i < 2; i++)
            {
                MemoryFiles files = new MemoryFiles();
                Save(files, "61");
                Save(files, "62");
                files.Damage(names[i], 8, 0x10);
                Assert.AreEqual(i == 0 ? "62" : "61", KeepAlive(files, SettingStatus.OneCopyBad));
                Save(files, "63");
                Assert.AreEqual("63", KeepAlive(files, SettingStatus.Loaded));
            }
        }

        [TestMethod]
        public void With_both_copies_damaged_the_defaults_are_taken_and_that_is_told()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "61");
            Save(files, "62");
            files.Damage("settings.a", 0, 1);
            files.Damage("settings.b", 0, 1);
            Assert.AreEqual("60", KeepAlive(files, SettingStatus.BothBad));
            Save(files, "63");
            Assert.AreEqual("63", KeepAlive(files, SettingStatus.OneCopyBad));
            Save(files, "64");
            Assert.AreEqual("64", KeepAlive(files, SettingStatus.Loaded));
        }

        [TestMethod]
        public void An_empty_file_is_a_damaged_copy()
        {
            MemoryFiles files = new MemoryFiles();
            files.Write("settings.a", new byte[0], 0, 0);
            Assert.AreEqual("60", KeepAlive(files, SettingStatus.BothBad));
        }

        [TestMethod]
        public void A_whole_copy_in_an_unknown_format_is_passed_over_by_name()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "61");
            PutRecord(files, "02");
            SettingStore store = Started(files, SettingStatus.OneCopyBad);
            Assert.AreEqual("61", SettingBench.Shown(store.Values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual((int)SettingError.UnsupportedVersion, (int)store.Error);
            PutRecord(files, "01" + "1600ffff");
            PutRecord(files, "01" + "1600ffff");
            store = Started(files, SettingStatus.BothBad);
            Assert.AreEqual("60", SettingBench.Shown(store.Values, SettingId.MqttSnKeepAlive));
            Assert.AreEqual((int)SettingError.Truncated, (int)store.Error);
            Save(files, "62");
            Assert.AreEqual("62", KeepAlive(files, SettingStatus.Loaded));
        }

        [TestMethod]
        public void What_the_copy_in_use_had_too_much_is_counted()
        {
            MemoryFiles files = new MemoryFiles();
            PutRecord(files, "01" + "02000000" + "16000100" + "00" + "18000200" + "8000");
            SettingStore store = Started(files, SettingStatus.Loaded);
            Assert.AreEqual(1, store.Skipped);
            Assert.AreEqual(1, store.Refused);
            Assert.AreEqual(SettingId.MqttSnKeepAlive, store.RefusedId);
            Assert.AreEqual((int)SettingError.OutOfRange, (int)store.RefusedError);
            Assert.AreEqual("128", SettingBench.Shown(store.Values, SettingId.MqttSnRetry));
        }

        [TestMethod]
        public void A_record_of_newer_firmware_that_is_longer_is_still_read()
        {
            MemoryFiles files = new MemoryFiles();
            string zeros = string.Empty;
            for (int i = 0; i < 200; i++)
            {
                zeros += "00";
            }

            PutRecord(files, "01" + "16000100" + "05" + "ff7fc800" + zeros);
            Assert.AreEqual("5", KeepAlive(files, SettingStatus.Loaded));
        }

        [TestMethod]
        public void A_save_that_fails_is_told_and_what_there_was_stands()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "61");
            SettingStore store = Started(files, SettingStatus.Loaded);
            SettingBench.Set(store.Values, SettingId.MqttSnKeepAlive, "62");
            files.IsWornOut = true;
            Assert.AreEqual((int)SettingError.NotStored, (int)store.Save());
            Assert.AreEqual("61", KeepAlive(files, SettingStatus.Loaded));
            files.IsWornOut = false;
            Assert.AreEqual((int)SettingError.None, (int)store.Save());
            Assert.AreEqual("62", KeepAlive(files, SettingStatus.Loaded));
        }

        private static SettingStore Started(MemoryFiles files, SettingStatus status)
        {
            SettingStore store = new SettingStore(files, SettingTable.Create());
            Assert.AreEqual((int)status, (int)store.Load());
            Assert.AreEqual((int)status, (int)store.Status);
            return store;
        }

        private static string KeepAlive(MemoryFiles files, SettingStatus status)
        {
            return SettingBench.Shown(Started(files, status).Values, SettingId.MqttSnKeepAlive);
        }

        private static void Save(MemoryFiles files, string keepAlive)
        {
            SettingStore store = new SettingStore(files, SettingTable.Create());
            store.Load();
            SettingBench.Set(store.Values, SettingId.MqttSnKeepAlive, keepAlive);
            Assert.AreEqual((int)SettingError.None, (int)store.Save());
        }

        /// <summary>A whole copy with any record in it.</summary>
        private static void PutRecord(MemoryFiles files, string hex)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, "settings", 1024);
            int length;
            record.TryLoad(out length);
            byte[] octets = Hex.Parse(hex);
            octets.CopyTo(record.Buffer, record.Offset);
            Assert.IsTrue(record.Save(octets.Length));
        }
    }
}
