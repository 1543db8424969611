using nanoFramework.TestFramework;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The outbox across restarts, and on flash that fails. tests/Host cuts the power at every octet.</summary>
    [TestClass]
    public class StoreAndForwardRestartTests
    {
        [TestMethod]
        public void What_was_in_flash_leaves_after_the_restart_before_what_is_new()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(18); // 16 in flash, 2 in RAM
            bench.Start();
            Assert.AreEqual(16u, bench.Statistics.Recovered);
            Assert.AreEqual(16, bench.Outbox.Count);
            bench.Make(3);
            bench.Drain();
            for (int i = 0; i < 16; i++)
            {
                Assert.AreEqual(i, bench.Delivered[i]);
            }

            Assert.AreEqual(18, bench.Delivered[16]);
            Assert.AreEqual(20, bench.Delivered[18]);
            Assert.AreEqual(19, bench.DeliveredCount);
            Assert.AreEqual(0u, bench.Statistics.Lost); // 16 and 17 only were in RAM: a gap in the sequence numbers
        }

        [TestMethod]
        public void Messages_that_had_left_come_again_only_from_the_page_that_was_not_deleted()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(16);
            for (int i = 0; i < 11; i++)
            {
                bench.Deliver();
            }

            bench.Start();
            int before = bench.DeliveredCount;
            bench.Drain();
            bench.AssertDelivered(before, 8, 15);
            Assert.AreEqual(0u, bench.Statistics.Lost);
        }

        // A younger page's header says how far the messages had got.
        [TestMethod]
        public void Messages_that_had_left_before_a_younger_page_was_begun_do_not_come_again()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(8);
            bench.Deliver();
            bench.Deliver();
            bench.Make(8);
            bench.Start();
            Assert.AreEqual(14, bench.Outbox.Count);
            bench.Drain();
            bench.AssertDelivered(2, 2, 15);
        }

        [TestMethod]
        public void Sequence_numbers_go_on_behind_those_that_were_reserved()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            Assert.AreEqual(0u, bench.Outbox.FirstSequence);
            for (int i = 0; i < 3000; i++)
            {
                bench.Make(1);
                bench.Deliver();
                bench.DeliveredCount = 0;
            }

            // Saved at 1,024 and at 2,048 for 2,048 more each.
            bench.Start();
            Assert.AreEqual(2048u + 2048u, bench.Outbox.FirstSequence);
        }

        [TestMethod]
        public void After_an_orderly_stop_they_go_on_with_the_next()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Make(5);
            bench.Drain();
            bench.Outbox.Save(bench.NowMs);
            bench.Start();
            Assert.AreEqual(5u, bench.Outbox.FirstSequence);
            bench.Make(1);
            bench.Start();
            Assert.IsTrue(bench.Outbox.FirstSequence >= 6u);
        }

        // The power went before its state was saved, or the save did not last: it may have used what the last state reserved.
        [TestMethod]
        public void A_start_whose_state_was_not_saved_costs_its_numbers()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Boot++; // it was counted, and is all that is known of it
            bench.Start();
            Assert.AreEqual(2048u + 2048u, bench.Outbox.FirstSequence);
        }

        [TestMethod]
        public void The_count_of_losses_goes_on()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(48);
            Assert.AreEqual(16u, bench.Statistics.Lost);
            bench.Start();
            Assert.AreEqual(16u, bench.Statistics.Lost);
            bench.Drain();
            bench.AssertDelivered(0, 16, 47);
            Assert.AreEqual(16u, bench.Statistics.Lost);
            bench.Start();
            Assert.AreEqual(16u, bench.Statistics.Lost);
        }

        [TestMethod]
        public void Losses_without_a_page_are_saved_after_ten_minutes()
        {
            OutboxBench bench = new OutboxBench();
            bench.Settings.OutboxPages = 0;
            bench.Start();
            bench.Make(100);
            uint lost = bench.Statistics.Lost;
            Assert.IsTrue(lost > 80u);
            bench.Wait(600000);
            bench.Start();
            Assert.AreEqual(lost, bench.Statistics.Lost);
        }

        [TestMethod]
        public void Writes_are_counted_over_all_starts()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(16);
            Assert.AreEqual(4u, bench.Statistics.FlashWrites);
            bench.Start();
            Assert.IsTrue(bench.Statistics.FlashWrites >= 3u); // the last batch came behind the last header
            bench.Make(8);
            Assert.IsTrue(bench.Statistics.FlashWrites >= 5u);
        }

        [TestMethod]
        public void A_page_with_a_damaged_header_is_counted_when_a_start_finds_it()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(24);
            ((MemoryFiles)bench.Files).Damage("out-01", 20, 8);
            bench.Start();
            Assert.AreEqual(1u, bench.Statistics.DamagedRecords);
            bench.Drain();
            Assert.AreEqual(16, bench.DeliveredCount);
            Assert.AreEqual(7, bench.Delivered[7]);
            Assert.AreEqual(16, bench.Delivered[8]);
            Assert.AreEqual(8u, bench.Statistics.Lost);
            Assert.AreEqual(-1, bench.Files.Length("out-01"));
        }

        [TestMethod]
        [DataRow("out-00", 56)]
        [DataRow("out-00", 20)]
        [DataRow("out-01", 60)]
        [DataRow("out-02", 300)]
        public void Damage_that_a_start_finds_is_counted_once_however_often_it_starts(string page, int position)
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);
            ((MemoryFiles)bench.Files).Damage(page, position, 8);
            bench.Start();
            bench.Start();
            bench.Start();
            bench.Drain();
            Assert.AreEqual(32, bench.DeliveredCount + (int)bench.Statistics.Lost);
            Assert.IsTrue(bench.Statistics.Lost > 0u);
        }

        [TestMethod]
        public void While_flash_fails_messages_stay_in_RAM_and_it_is_tried_again_after_a_minute()
        {
            OutboxBench bench = new OutboxBench().Start();
            MemoryFiles files = (MemoryFiles)bench.Files;
            files.IsWornOut = true;
            bench.Make(10);
            Assert.AreEqual(1u, bench.Statistics.FlashFailures);
            Assert.AreEqual(10, bench.Outbox.Count);
            files.IsWornOut = false;
            bench.Wait(50000);
            Assert.AreEqual(0, bench.Outbox.CountInFlash);
            bench.Wait(10000);
            Assert.AreEqual(10, bench.Outbox.CountInFlash); // all: they have waited for long enough by now
            bench.Drain();
            bench.AssertDelivered(0, 0, 9);
        }

        [TestMethod]
        public void With_flash_that_fails_for_ever_one_page_goes_to_find_out_and_then_RAM_drops_the_oldest()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);
            MemoryFiles files = (MemoryFiles)bench.Files;
            files.IsWornOut = true;
            bench.Make(2000);
            Assert.AreEqual(24, bench.Outbox.CountInFlash);
            bench.Drain();
            Assert.AreEqual(2032, bench.DeliveredCount + (int)bench.Statistics.Lost);
            Assert.AreEqual(31, bench.Delivered[23]);
            Assert.AreEqual(2031, bench.Delivered[bench.DeliveredCount - 1]);
            Assert.IsTrue(bench.Statistics.FlashFailures < 80u, "it is not tried with every message");
        }

        [TestMethod]
        public void A_slot_that_fails_for_ever_is_passed_by()
        {
            OutboxBench bench = new OutboxBench();
            ((MemoryFiles)bench.Files).WornFile = "out-01";
            bench.Start();
            bench.Make(32);
            bench.Wait(60000);
            Assert.IsTrue(bench.Outbox.CountInFlash >= 16);
            bench.Drain();
            Assert.AreEqual(32, bench.DeliveredCount + (int)bench.Statistics.Lost);
        }

        // The append may have stored all the same: what is in flash twice leaves once.
        [TestMethod]
        public void Messages_of_an_append_that_failed_leave_once()
        {
            OutboxBench bench = new OutboxBench().Start();
            MemoryFiles files = (MemoryFiles)bench.Files;
            bench.IsOnline = true;
            bench.Make(3);
            bench.Wait(60000); // three in page 0
            bench.Make(3);
            files.OctetsUntilCut = 2 * 59 + 10;
            bench.Wait(60000); // two and a part of the next three, and the answer is no
            files.OctetsUntilCut = -1;
            bench.Wait(60000);
            Assert.AreEqual(6, bench.Outbox.CountInFlash);
            bench.IsOnline = false;
            bench.Start();
            bench.Drain();
            bench.AssertDelivered(0, 0, 5);
            Assert.AreEqual(0u, bench.Statistics.Lost);
        }

        [TestMethod]
        public void A_message_of_an_earlier_start_gets_that_start_s_time()
        {
            OutboxBench bench = new OutboxBench().Start();
            for (int i = 0; i < 8; i++)
            {
                bench.Make(48, true);
            }

            bench.UtcAtStart = 1000000; // known only when the page was written
            bench.Step();
            bench.Start();
            bench.UtcAtStart = 0;
            bench.Step();
            bench.Take();
            Assert.IsTrue(bench.Outbox.TakenIsUptime);
            Assert.IsTrue(bench.Outbox.TakenIsEarlier);
            Assert.AreEqual(1000000L, bench.Outbox.TakenUtcAtStart);
        }

        [TestMethod]
        public void The_times_of_the_last_four_starts_are_known()
        {
            OutboxBench bench = new OutboxBench();
            for (int i = 1; i <= 5; i++)
            {
                bench.UtcAtStart = 0;
                bench.Start();
                for (int k = 0; k < 8; k++)
                {
                    bench.Make(48, true);
                }

                bench.UtcAtStart = i * 1000;
                bench.Step();
            }

            bench.UtcAtStart = 0;
            bench.Start(); // five pages, of which the oldest went
            for (int i = 2; i <= 5; i++)
            {
                bench.Take();
                Assert.AreEqual(i * 1000L, bench.Outbox.TakenUtcAtStart);
                for (int k = 0; k < 8; k++)
                {
                    bench.Outbox.End(true, bench.NowMs);
                    if (k < 7)
                    {
                        bench.Take();
                    }
                }
            }
        }
    }
}
