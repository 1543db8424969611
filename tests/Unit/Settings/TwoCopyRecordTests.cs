using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>A record in two copies: what a power cut or worn-out flash leaves of it. A new object is a new start of the box.</summary>
    [TestClass]
    public class TwoCopyRecordTests
    {
        private const int Capacity = 16;
        private const int Overhead = 10; // sequence number, length, CRC-32

        [TestMethod]
        public void Crc32_of_the_digits_1_to_9_is_the_published_check_value()
        {
            byte[] digits = Hex.Parse("ff313233343536373839ff");
            Assert.AreEqual(0xCBF43926u, Crc32.Of(digits, 1, 9));
            Assert.AreEqual(0u, Crc32.Of(digits, 0, 0));
        }

        [TestMethod]
        public void A_record_that_was_never_saved_is_not_there()
        {
            Assert.AreEqual("none", Loaded(new MemoryFiles()));
        }

        [TestMethod]
        public void The_last_save_is_loaded_whatever_its_length()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "0102030405060708090a0b0c0d0e0f10");
            Assert.AreEqual("0102030405060708090a0b0c0d0e0f10", Loaded(files));
            Save(files, "aa");
            Assert.AreEqual("aa", Loaded(files));
            Save(files, "");
            Assert.AreEqual("", Loaded(files));
            Save(files, "bbcc");
            Assert.AreEqual("bbcc", Loaded(files));
        }

        [TestMethod]
        public void One_record_object_saves_again_and_again()
        {
            MemoryFiles files = new MemoryFiles();
            TwoCopyRecord record = new TwoCopyRecord(files, "r", Capacity);
            int length;
            Assert.IsFalse(record.TryLoad(out length));
            for (int i = 0; i < 20; i++)
            {
                record.Buffer[record.Offset] = (byte)i;
                Assert.IsTrue(record.Save(1));
                byte[] expected = { (byte)i };
                Assert.AreEqual(Hex.Of(expected, 0, 1), Loaded(files));
            }
        }

        [TestMethod]
        public void A_record_longer_than_its_capacity_is_refused_and_the_last_one_stands()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "0a0b");
            TwoCopyRecord record = new TwoCopyRecord(files, "r", Capacity);
            int length;
            Assert.IsTrue(record.TryLoad(out length));
            Assert.IsFalse(record.Save(Capacity + 1));
            Assert.IsFalse(record.Save(-1));
            Assert.AreEqual("0a0b", Loaded(files));
        }

        [TestMethod]
        public void A_save_cut_at_any_octet_leaves_the_old_record_or_the_new_one()
        {
            string[] records = { "111111111111", "22222222", "3333333333333333", "44" };
            for (int before = 1; before < records.Length; before++)
            {
                int octets = Overhead + (records[before].Length / 2);
                for (int cut = 0; cut <= octets; cut++)
                {
                    MemoryFiles files = new MemoryFiles();
                    for (int i = 0; i < before; i++)
                    {
                        Save(files, records[i]);
                    }

                    SaveCut(files, records[before], cut);
                    Assert.AreEqual(cut < octets ? records[before - 1] : records[before], Loaded(files), "cut at octet " + cut);
                    Save(files, "5a5a5a");
                    Assert.AreEqual("5a5a5a", Loaded(files), "the save after a cut at octet " + cut);
                }
            }
        }

        [TestMethod]
        public void A_first_save_that_is_cut_leaves_none_and_the_next_one_works()
        {
            for (int cut = 0; cut < Overhead + 4; cut++)
            {
                MemoryFiles files = new MemoryFiles();
                SaveCut(files, "01020304", cut);
                Assert.AreEqual("none", Loaded(files));
                Save(files, "05");
                Assert.AreEqual("05", Loaded(files));
            }
        }

        [TestMethod]
        public void Cut_after_cut_the_last_whole_save_stands()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "0102");
            Save(files, "0304");
            for (int cut = 0; cut < Overhead + 3; cut++)
            {
                SaveCut(files, "ffffff", cut);
                Assert.AreEqual("0304", Loaded(files), "cut at octet " + cut);
            }
        }

        // The box goes on after a failed write, as when the flash is full for a moment.
        [TestMethod]
        public void A_save_that_failed_can_be_repeated_by_the_same_object()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "0102");
            TwoCopyRecord record = new TwoCopyRecord(files, "r", Capacity);
            int length;
            Assert.IsTrue(record.TryLoad(out length));
            files.OctetsUntilCut = 5;
            record.Buffer[record.Offset] = 0x77;
            Assert.IsFalse(record.Save(1));
            files.OctetsUntilCut = -1;
            Assert.AreEqual("0102", Loaded(files));
            record.Buffer[record.Offset] = 0x77;
            Assert.IsTrue(record.Save(1));
            Assert.AreEqual("77", Loaded(files));
        }

        [TestMethod]
        public void Damage_to_any_octet_of_the_newer_copy_brings_the_older_one_back()
        {
            int[] masks = { 0x01, 0x80, 0xFF };
            for (int position = 0; position < Overhead + 3; position++)
            {
                for (int i = 0; i < masks.Length; i++)
                {
                    MemoryFiles files = new MemoryFiles();
                    Save(files, "010203");
                    Save(files, "040506");
                    files.Damage("r.b", position, masks[i]);
                    Assert.AreEqual("010203", Loaded(files), "octet " + position);
                    Save(files, "070809");
                    Assert.AreEqual("070809", Loaded(files), "octet " + position);
                }
            }
        }

        [TestMethod]
        public void Damage_to_the_older_copy_goes_unnoticed()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "010203");
            Save(files, "040506");
            files.Damage("r.a", 7, 0x10);
            Assert.AreEqual("040506", Loaded(files));
        }

        [TestMethod]
        public void With_both_copies_damaged_there_is_none_until_the_next_save()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "010203");
            Save(files, "040506");
            files.Damage("r.a", 0, 0x01);
            files.Damage("r.b", Overhead + 2, 0x01);
            Assert.AreEqual("none", Loaded(files));
            Save(files, "07");
            Assert.AreEqual("07", Loaded(files));
            Save(files, "08");
            Assert.AreEqual("08", Loaded(files));
        }

        [TestMethod]
        public void A_file_of_zeros_of_ones_or_with_octets_behind_its_end_is_no_copy()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "0102");
            files.Write("r.b", new byte[40], 0, 40);
            Assert.AreEqual("0102", Loaded(files));
            files.Write("r.b", Hex.Parse("ffffffffffffffffffffffffffffffff"), 0, 16);
            Assert.AreEqual("0102", Loaded(files));
            byte[] copy = Copy(9, "0304");
            files.Write("r.b", copy, 0, copy.Length);
            Assert.AreEqual("0304", Loaded(files));
            files.Append("r.b", copy, 0, 1);
            Assert.AreEqual("0102", Loaded(files));
        }

        // The number goes from 2^32 - 1 on to 0, and 0 is then the newer one.
        [TestMethod]
        public void The_sequence_number_wraps_and_the_newer_copy_stays_the_newer()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] copy = Copy(0xFFFFFFFE, "fe");
            files.Write("r.a", copy, 0, copy.Length);
            copy = Copy(0xFFFFFFFD, "fd");
            files.Write("r.b", copy, 0, copy.Length);
            Assert.AreEqual("fe", Loaded(files));
            for (int i = 0; i < 5; i++)
            {
                byte[] next = { (byte)i };
                Save(files, Hex.Of(next, 0, 1));
                Assert.AreEqual(Hex.Of(next, 0, 1), Loaded(files));
            }
        }

        [TestMethod]
        public void Half_way_to_the_wrap_the_newer_copy_stays_the_newer()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] copy = Copy(0x7FFFFFFF, "7f");
            files.Write("r.b", copy, 0, copy.Length);
            copy = Copy(0x7FFFFFFE, "7e");
            files.Write("r.a", copy, 0, copy.Length);
            Assert.AreEqual("7f", Loaded(files));
            Save(files, "80");
            Assert.AreEqual("80", Loaded(files));
            Save(files, "81");
            Assert.AreEqual("81", Loaded(files));
        }

        [TestMethod]
        public void Records_of_different_names_do_not_meet()
        {
            MemoryFiles files = new MemoryFiles();
            Save(files, "01");
            TwoCopyRecord other = new TwoCopyRecord(files, "other", Capacity);
            int length;
            Assert.IsFalse(other.TryLoad(out length));
            other.Buffer[other.Offset] = 2;
            Assert.IsTrue(other.Save(1));
            Assert.AreEqual("01", Loaded(files));
        }

        /// <summary>A file as it is documented: sequence number, length, record, CRC-32, least significant octet first.</summary>
        private static byte[] Copy(uint sequenceNumber, string record)
        {
            byte[] octets = Hex.Parse(record);
            byte[] file = new byte[Overhead + octets.Length];
            UaBinary.Put32(file, 0, sequenceNumber);
            UaBinary.Put16(file, 4, octets.Length);
            octets.CopyTo(file, 6);
            UaBinary.Put32(file, 6 + octets.Length, Crc32.Of(file, 0, 6 + octets.Length));
            return file;
        }

        private static bool TrySave(MemoryFiles files, string hex)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, "r", Capacity);
            int length;
            record.TryLoad(out length);
            byte[] octets = Hex.Parse(hex);
            octets.CopyTo(record.Buffer, record.Offset);
            return record.Save(octets.Length);
        }

        private static void Save(MemoryFiles files, string hex)
        {
            Assert.IsTrue(TrySave(files, hex));
        }

        private static void SaveCut(MemoryFiles files, string hex, int octetsUntilCut)
        {
            files.OctetsUntilCut = octetsUntilCut;
            TrySave(files, hex);
            files.OctetsUntilCut = -1;
        }

        private static string Loaded(MemoryFiles files)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, "r", Capacity);
            int length;
            return record.TryLoad(out length) ? Hex.Of(record.Buffer, record.Offset, length) : "none";
        }
    }
}
