using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The count of losses and the numbering over restarts, whatever a file area does: who keeps them, and when.</summary>
    [TestClass]
    public class StoreAndForwardLossTests
    {
        // A page's header has the count as it was when the page was begun; when the page goes, the state record has to have it.
        [TestMethod]
        public void A_count_that_only_a_page_has_told_is_saved_before_the_page_is_deleted()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Make(1);
            bench.Take();
            bench.Outbox.End(false, bench.NowMs); // refused by the gateway
            Assert.AreEqual(1u, bench.Statistics.Lost);
            bench.IsOnline = false;
            bench.Make(16); // two pages, whose headers tell of it
            bench.Drain();
            bench.Start();
            Assert.AreEqual(1u, bench.Statistics.Lost);
        }

        [TestMethod]
        public void Damage_is_counted_after_a_restart_behind_a_dropped_page()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);                       // four pages: 0-7, 8-15, 16-23, 24-31
            Assert.AreEqual(0, bench.Take());
            bench.Make(8);                        // 8-15 goes: LostBehind 8; 32-39 in a fifth
            Assert.AreEqual(8u, bench.Statistics.Lost);
            bench.Outbox.End(true, bench.NowMs);
            bench.DeliveredCount = 0;
            while (bench.DeliveredCount < 7)
            {
                bench.Deliver();                  // 1..7; page 0 is deleted
            }

            bench.Start();
            Assert.AreEqual(8u, bench.Statistics.Lost);
            MemoryFiles files = (MemoryFiles)bench.Files;
            files.Damage("out-02", 56 + 20, 1);   // the first record of 16-23
            bench.DeliveredCount = 0;
            bench.Drain();
            Assert.AreEqual(16, bench.DeliveredCount); // 24..39
            Assert.AreEqual(16u, bench.Statistics.Lost, "lost " + bench.Statistics.Lost);
        }

        [TestMethod]
        public void Damage_is_counted_when_state_and_header_tell_the_same_sum()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);
            bench.Take();
            bench.Make(8);                        // 8-15 goes
            bench.Outbox.End(true, bench.NowMs);
            for (int i = 0; i < 9; i++)
            {
                bench.Deliver();                  // 1..7: page 0 goes, state saved with LostBehind 8; then 16, 17
            }

            bench.Make(8);                        // 40-47: its header says Settled 18, Lost 8, LostBehind 0
            bench.Start();
            ((MemoryFiles)bench.Files).Damage("out-02", 56 + (2 * 59) + 20, 1); // 18
            bench.DeliveredCount = 0;
            bench.Drain();
            Assert.AreEqual(24, bench.DeliveredCount); // 24..47
            Assert.AreEqual(14u, bench.Statistics.Lost, "lost " + bench.Statistics.Lost);
        }

        [TestMethod]
        public void What_goes_for_a_worn_slot_is_counted_when_the_power_goes_behind_the_deletion()
        {
            FlakyRead files = new FlakyRead { Worn = "out-02" };
            OutboxBench bench = new OutboxBench { Files = files };
            bench.Settings.OutboxPages = 3;
            bench.Start();
            files.OffAtDelete = true;
            for (int i = 0; i < 100 && !files.IsOff; i++)
            {
                bench.Make(4);
                bench.Wait(60000);
            }

            Assert.IsTrue(files.IsOff);
            uint lost = bench.Statistics.Lost;
            Assert.IsTrue(lost > 0);
            files.IsOff = false;
            files.OffAtDelete = false;
            bench.Start();
            Assert.AreEqual(lost, bench.Statistics.Lost, lost + " vs " + bench.Statistics.Lost);
        }

        [TestMethod]
        public void A_page_that_was_given_up_does_not_come_again_when_the_start_is_cut()
        {
            FlakyRead files = new FlakyRead();
            OutboxBench bench = new OutboxBench { Files = files };
            bench.Settings.OutboxPages = 2;
            bench.Start();
            bench.Make(8);
            bench.Drain();            // out-00 is free again
            bench.IsOnline = false;
            bench.Make(8);            // 8..15 in out-01
            files.StopAt = "out-00";
            bench.Make(8);            // out-00's header gives up out-01; the power goes
            files.StopAt = null;
            files.IsOff = false;
            files.OffAtDelete = true; // the start deletes out-00, and the power goes again
            bench.Start();
            Assert.AreEqual(8u, bench.Statistics.Lost);
            files.IsOff = false;
            files.OffAtDelete = false;
            bench.Start();
            bench.DeliveredCount = 0;
            bench.Drain();
            Assert.IsTrue(bench.DeliveredCount == 0 || bench.Statistics.Lost == 0, bench.DeliveredCount + " delivered, " + bench.Statistics.Lost + " lost");
        }

        [TestMethod]
        public void A_start_whose_count_was_lost_gives_its_time_to_no_other()
        {
            OutboxBench bench = new OutboxBench().Start();
            for (int i = 0; i < 8; i++)
            {
                bench.Make(48, true);       // the time is not known in this start
            }

            bench.Boot--;                   // the write of "boot.a" was only said to be stored: the next start has the same number
            bench.Start();
            bench.UtcAtStart = 0x01DB576F2CC00000;
            bench.Step();
            Assert.AreEqual(0, bench.Take());
            Assert.IsTrue(bench.Outbox.TakenIsEarlier && bench.Outbox.TakenIsUptime);
            Assert.AreEqual(0L, bench.Outbox.TakenUtcAtStart, "this start's time for a message of the one before");
        }

        [TestMethod]
        public void One_save_that_was_lost_costs_no_sequence_number_twice()
        {
            LossyState files = new LossyState();
            OutboxBench bench = new OutboxBench { IsOnline = true, Files = files }.Start();
            int saves = files.Saves;
            uint used = 0;
            for (int i = 0; i < 3000; i++)
            {
                files.IsLying = files.Saves == saves;    // the first save of the run is only said to be stored
                // what Make does up to the Step that saves for the second time
                bench.Make(1);
                if (files.Saves >= saves + 2)
                {
                    break;
                }

                bench.Deliver();
                used = bench.Sequence;                    // all below were sent
                files.Keep();
            }

            files.Restore();                              // the power went before the second save was made
            bench.Start();
            Assert.IsTrue(bench.Outbox.FirstSequence >= used, bench.Outbox.FirstSequence + " < " + used);
        }

        [TestMethod]
        public void After_an_orderly_stop_with_a_page_in_flash_they_go_on_with_the_next()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(8);
            Assert.AreEqual(8, bench.Outbox.CountInFlash);
            bench.Outbox.Save(bench.NowMs);
            bench.Start();
            Assert.AreEqual(8u, bench.Outbox.FirstSequence, bench.Outbox.FirstSequence.ToString());
        }

        [TestMethod]
        public void One_read_that_fails_costs_no_page()
        {
            FlakyRead files = new FlakyRead();
            OutboxBench bench = new OutboxBench { Files = files }.Start();
            bench.Make(16);
            bench.Deliver();
            files.FailNext = 1;
            bench.Drain();
            Assert.AreEqual(0u, bench.Statistics.Lost, bench.Statistics.Lost + " lost");
        }

        [TestMethod]
        public void A_start_that_can_not_save_deletes_no_count()
        {
            FlakyRead files = new FlakyRead();
            OutboxBench bench = new OutboxBench { Files = files };
            bench.Settings.OutboxPages = 2;
            bench.Start();
            bench.Make(8);
            files.StopAt = "out-01"; // the power goes between the new page's header and the old page's deletion
            bench.Make(8);
            files.StopAt = null;
            files.IsOff = false;
            files.NoState = true;
            bench.Start();
            uint lost = bench.Statistics.Lost;
            files.NoState = false;
            bench.Start();
            Assert.AreEqual(lost, bench.Statistics.Lost, lost + " vs " + bench.Statistics.Lost);
        }

        [TestMethod]
        public void What_an_append_stored_though_it_failed_is_not_counted_twice()
        {
            FlakyRead files = new FlakyRead();
            OutboxBench bench = new OutboxBench { Files = files }.Start();
            bench.Make(8);
            bench.Make(12);
            files.FailStoredAppend = true;
            bench.Wait(60000);
            files.FailStoredAppend = false;
            bench.Wait(200000);
            int n = bench.Outbox.Count;
            bench.Start();
            Assert.AreEqual(n, bench.Outbox.Count, bench.Outbox.Count + " of " + n);
        }

        private sealed class LossyState : IFileArea
        {
            private readonly MemoryFiles _files = new MemoryFiles();
            private readonly byte[][] _kept = new byte[2][];
            public bool IsLying;
            public int Saves;

            public int FreeOctets { get { return 65536; } }

            public int Read(string name, int position, byte[] buffer, int offset, int capacity)
            {
                return _files.Read(name, position, buffer, offset, capacity);
            }

            public bool Write(string name, byte[] buffer, int offset, int length)
            {
                Saves++;
                return IsLying || _files.Write(name, buffer, offset, length);
            }

            public bool Append(string name, byte[] buffer, int offset, int length) { return _files.Append(name, buffer, offset, length); }

            public bool Delete(string name) { return _files.Delete(name); }

            public int Length(string name) { return _files.Length(name); }

            public void Keep()
            {
                for (int i = 0; i < 2; i++)
                {
                    string name = i == 0 ? "outbox.a" : "outbox.b";
                    int length = _files.Length(name);
                    _kept[i] = length < 0 ? null : new byte[length];
                    if (length > 0)
                    {
                        _files.Read(name, 0, _kept[i], 0, length);
                    }
                }
            }

            public void Restore()
            {
                for (int i = 0; i < 2; i++)
                {
                    string name = i == 0 ? "outbox.a" : "outbox.b";
                    _files.Delete(name);
                    if (_kept[i] != null)
                    {
                        _files.Write(name, _kept[i], 0, _kept[i].Length);
                    }
                }
            }
        }

        private sealed class FlakyRead : IFileArea
        {
            private readonly MemoryFiles _files = new MemoryFiles();
            public int FailNext;
            public bool NoState;
            public bool IsOff;
            public string StopAt;
            public bool FailStoredAppend;
            public bool OffAtDelete;
            public string Worn;

            public int FreeOctets { get { return 65536; } }

            public int Read(string name, int position, byte[] buffer, int offset, int capacity)
            {
                if (FailNext > 0)
                {
                    FailNext--;
                    return -1;
                }

                return _files.Read(name, position, buffer, offset, capacity);
            }

            public bool Write(string name, byte[] buffer, int offset, int length)
            {
                if (IsOff || name == Worn || (NoState && name.Length == 8))
                {
                    return false;
                }

                bool ok = _files.Write(name, buffer, offset, length);
                IsOff |= name == StopAt;
                return ok;
            }

            public bool Append(string name, byte[] buffer, int offset, int length)
            {
                return !IsOff && _files.Append(name, buffer, offset, length) && !FailStoredAppend;
            }

            public bool Delete(string name)
            {
                bool ok = !IsOff && _files.Delete(name);
                IsOff |= OffAtDelete;
                return ok;
            }

            public int Length(string name) { return _files.Length(name); }
        }
    }
}
