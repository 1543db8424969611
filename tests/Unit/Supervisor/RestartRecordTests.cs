using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Supervisor;

namespace Sidetap.Tests
{
    /// <summary>Why a box restarted is known after it has, and a box that can't bear what it was given leaves it out.</summary>
    [TestClass]
    public class RestartRecordTests
    {
        [TestMethod]
        public void A_fresh_box_has_none()
        {
            RestartRecord record = new RestartRecord(new MemoryFiles());
            Assert.IsTrue(record.Last == RestartReason.None);
            Assert.AreEqual(0, record.QuickRestarts);
            Assert.AreEqual(0, record.TextLength);
            Assert.IsTrue(SafeStart.UsesProfile(record));
        }

        [TestMethod]
        public void Reason_uptime_text_and_counters_are_kept()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] text = Encoding.UTF8.GetBytes("OutOfMemoryException");
            Assert.IsTrue(new RestartRecord(files).Note(RestartReason.Exception, 5000000000, text, text.Length));
            Assert.IsTrue(new RestartRecord(files).Note(RestartReason.Requested, 77, null, 0));
            Assert.IsTrue(new RestartRecord(files).Note(RestartReason.Exception, 5000000000, text, text.Length));
            RestartRecord record = new RestartRecord(files);
            Assert.IsTrue(record.Last == RestartReason.Exception);
            Assert.AreEqual(5000000000, record.LastUptimeMs);
            Assert.AreEqual(2u, record.CountOf(RestartReason.Exception));
            Assert.AreEqual(1u, record.CountOf(RestartReason.Requested));
            Assert.AreEqual(0u, record.CountOf(RestartReason.LowMemory));
            Assert.AreEqual("OutOfMemoryException", Encoding.UTF8.GetString(record.Text, 0, record.TextLength));
        }

        [TestMethod]
        public void A_long_text_is_cut()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] text = new byte[200];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (byte)'x';
            }

            new RestartRecord(files).Note(RestartReason.Exception, 1, text, text.Length);
            Assert.AreEqual(RestartRecord.MaxTextLength, new RestartRecord(files).TextLength);
        }

        [TestMethod]
        public void Three_quick_crashes_leave_the_profile_out_and_six_the_settings()
        {
            MemoryFiles files = new MemoryFiles();
            for (int i = 1; i <= 6; i++)
            {
                new RestartRecord(files).Note(i == 2 ? RestartReason.StepOverdue : RestartReason.Exception, 20000, null, 0);
                RestartRecord record = new RestartRecord(files);
                Assert.AreEqual(i < 3, SafeStart.UsesProfile(record));
                Assert.AreEqual(i < 6, SafeStart.UsesSettings(record));
            }
        }

        [TestMethod]
        public void A_crash_after_a_long_time_or_a_restart_on_request_ends_the_row()
        {
            MemoryFiles files = new MemoryFiles();
            RestartRecord record = new RestartRecord(files);
            record.Note(RestartReason.Exception, 1000, null, 0);
            record.Note(RestartReason.Exception, 1000, null, 0);
            Assert.AreEqual(2, record.QuickRestarts);
            record.Note(RestartReason.Exception, RestartRecord.LastingMs, null, 0);
            Assert.AreEqual(0, record.QuickRestarts);
            record.Note(RestartReason.LowMemory, 1000, null, 0);
            record.Note(RestartReason.Requested, 1000, null, 0);
            Assert.AreEqual(0, record.QuickRestarts);
        }

        [TestMethod]
        public void Pauses_grow_from_2_s_to_128_s()
        {
            RestartRecord record = new RestartRecord(new MemoryFiles());
            int[] expected = new int[] { 2000, 4000, 8000, 16000, 32000, 64000, 128000, 128000 };
            Assert.AreEqual(2000, SafeStart.PauseMs(record));
            for (int i = 0; i < expected.Length; i++)
            {
                record.Note(RestartReason.Exception, 1, null, 0);
                Assert.AreEqual(expected[i], SafeStart.PauseMs(record));
            }
        }

        [TestMethod]
        public void The_row_does_not_wrap()
        {
            RestartRecord record = new RestartRecord(new MemoryFiles());
            for (int i = 0; i < 300; i++)
            {
                record.Note(RestartReason.Exception, 1, null, 0);
            }

            Assert.AreEqual(255, record.QuickRestarts);
            Assert.IsFalse(SafeStart.UsesSettings(record));
        }

        [TestMethod]
        public void A_record_of_another_form_counts_as_none()
        {
            MemoryFiles files = new MemoryFiles();
            Sidetap.Settings.TwoCopyRecord other = new Sidetap.Settings.TwoCopyRecord(files, "restart", 40);
            int length;
            other.TryLoad(out length);
            other.Buffer[other.Offset] = 200; // a reason of another version
            other.Save(40);
            RestartRecord record = new RestartRecord(files);
            Assert.IsTrue(record.Last == RestartReason.None);
            Assert.IsTrue(record.Note(RestartReason.Requested, 5, null, 0));
            Assert.IsTrue(new RestartRecord(files).Last == RestartReason.Requested);
        }

        [TestMethod]
        public void A_file_area_that_fails_costs_the_memory_of_it_and_no_more()
        {
            MemoryFiles files = new MemoryFiles();
            files.IsWornOut = true;
            RestartRecord record = new RestartRecord(files);
            Assert.IsFalse(record.Note(RestartReason.Exception, 5, null, 0));
            Assert.IsTrue(record.Last == RestartReason.Exception);
        }
    }
}
