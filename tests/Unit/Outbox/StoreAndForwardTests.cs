using nanoFramework.TestFramework;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The outbox in one start: what goes where, in which order, and what is counted.</summary>
    [TestClass]
    public class StoreAndForwardTests
    {
        private const int PageOfMessages = 8;

        [TestMethod]
        public void Online_with_nothing_waiting_nothing_is_written()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            int before = ((MemoryFiles)bench.Files).Writes;
            for (int i = 0; i < 500; i++)
            {
                bench.Make(1);
                bench.Deliver();
            }

            Assert.AreEqual(before, ((MemoryFiles)bench.Files).Writes);
            bench.AssertDelivered(0, 0, 499);
            Assert.AreEqual(0u, bench.Statistics.FlashWrites);
        }

        [TestMethod]
        public void Offline_a_page_of_messages_moves_to_flash_with_one_write_and_one_append()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(PageOfMessages - 1);
            Assert.AreEqual(0, bench.Outbox.CountInFlash);
            Assert.AreEqual(0u, bench.Statistics.FlashWrites);
            bench.Make(1);
            Assert.AreEqual(PageOfMessages, bench.Outbox.CountInFlash);
            Assert.AreEqual(2u, bench.Statistics.FlashWrites);
            Assert.AreEqual(bench.Settings.OutboxPageOctets, bench.Files.Length("out-00"));
            Assert.AreEqual(PageOfMessages, bench.Outbox.Count);
        }

        [TestMethod]
        public void Messages_that_have_waited_for_long_enough_move_to_flash_though_online()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Settings.SpillAfterMs = 20000;
            bench.Make(3);
            bench.Wait(16000); // the first was made 18 s ago
            Assert.AreEqual(0, bench.Outbox.CountInFlash);
            bench.Wait(2000);
            Assert.AreEqual(3, bench.Outbox.CountInFlash);
            bench.Drain();
            bench.AssertDelivered(0, 0, 2);
        }

        [TestMethod]
        public void A_later_batch_goes_behind_the_first_in_the_same_page()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Make(2);
            bench.Wait(60000);
            bench.Make(3);
            bench.Wait(60000);
            Assert.AreEqual(5, bench.Outbox.CountInFlash);
            Assert.AreEqual(-1, bench.Files.Length("out-01"));
            Assert.AreEqual(3u, bench.Statistics.FlashWrites); // a header, two batches
            bench.Drain();
            bench.AssertDelivered(0, 0, 4);
        }

        [TestMethod]
        public void Flash_leaves_before_RAM_and_every_page_is_deleted_behind_its_last_message()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(21);
            Assert.AreEqual(16, bench.Outbox.CountInFlash);
            for (int i = 0; i < PageOfMessages - 1; i++)
            {
                bench.Deliver();
            }

            Assert.IsTrue(bench.Files.Length("out-00") > 0);
            Assert.AreEqual(7, bench.Take());
            Assert.IsTrue(bench.Files.Length("out-00") > 0, "the last message was taken, but not handed over");
            bench.Delivered[bench.DeliveredCount++] = 7;
            bench.Outbox.End(true, bench.NowMs);
            Assert.AreEqual(-1, bench.Files.Length("out-00"));
            bench.Drain();
            bench.AssertDelivered(0, 0, 20);
            Assert.AreEqual(-1, bench.Files.Length("out-01"));
            Assert.AreEqual(0u, bench.Statistics.Lost);
        }

        [TestMethod]
        public void A_page_from_which_messages_leave_takes_no_more()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Make(2);
            bench.Wait(60000);
            bench.Deliver();
            int before = bench.Files.Length("out-00");
            bench.Make(2);
            bench.Wait(60000);
            Assert.AreEqual(before, bench.Files.Length("out-00"));
            Assert.IsTrue(bench.Files.Length("out-01") > 0);
            bench.Drain();
            bench.AssertDelivered(0, 0, 3);
        }

        // The message under way is in the caller's buffer; its place moves with the others, so that a power cut finds it in flash.
        [TestMethod]
        public void The_message_under_way_moves_to_flash_with_the_others()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(1);
            Assert.AreEqual(0, bench.Take());
            bench.Make(PageOfMessages - 1);
            Assert.AreEqual(PageOfMessages, bench.Outbox.CountInFlash);
            bench.Outbox.End(true, bench.NowMs);
            Assert.AreEqual(PageOfMessages - 1, bench.Outbox.Count);
            bench.Drain();
            bench.AssertDelivered(0, 1, 7);
            Assert.AreEqual(0u, bench.Statistics.Lost);
        }

        // Four pages of eight; RAM holds sixteen, of which eight move whenever there are eight.
        [TestMethod]
        public void When_all_pages_are_used_the_oldest_goes_and_its_messages_are_counted()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);
            Assert.AreEqual(0u, bench.Statistics.Lost);
            bench.Make(7);
            bench.Outbox.IsKeyFrameWanted = false;
            bench.Make(1);
            Assert.AreEqual(8u, bench.Statistics.Lost);
            Assert.AreEqual(32, bench.Outbox.Count);
            Assert.IsTrue(bench.Outbox.IsKeyFrameWanted);
            bench.Drain();
            bench.AssertDelivered(0, 8, 39);
            Assert.AreEqual(8u, bench.Statistics.Lost);
        }

        // A power cut must find it in flash, so its page stays and the next one goes.
        [TestMethod]
        public void The_page_that_a_message_is_under_way_from_does_not_go()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(32);
            Assert.AreEqual(0, bench.Take());
            bench.Make(8);
            Assert.AreEqual(8u, bench.Statistics.Lost);
            Assert.AreEqual(32, bench.Outbox.Count);
            bench.Outbox.End(true, bench.NowMs);
            bench.Drain();
            for (int i = 0; i < 7; i++)
            {
                Assert.AreEqual(i + 1, bench.Delivered[i]);
            }

            for (int i = 16; i < 40; i++)
            {
                Assert.AreEqual(i, bench.Delivered[7 + i - 16]);
            }

            Assert.AreEqual(31, bench.DeliveredCount);
            Assert.AreEqual(8u, bench.Statistics.Lost);
        }

        // With two slots, one of them kept free, it is the only page.
        [TestMethod]
        public void The_message_under_way_survives_that_the_only_page_goes()
        {
            OutboxBench bench = new OutboxBench();
            bench.Settings.OutboxPages = 2;
            bench.Start();
            bench.Make(8);
            Assert.AreEqual(0, bench.Take());
            bench.Make(8);
            Assert.AreEqual(7u, bench.Statistics.Lost);
            Assert.AreEqual(9, bench.Outbox.Count);
            bench.Outbox.End(true, bench.NowMs);
            bench.Drain();
            bench.AssertDelivered(0, 8, 15);
            Assert.AreEqual(7u, bench.Statistics.Lost);
        }

        [TestMethod]
        public void Without_flash_the_oldest_in_RAM_goes()
        {
            OutboxBench bench = new OutboxBench();
            bench.Settings.OutboxPages = 0;
            bench.Start();
            bench.Make(3);
            Assert.AreEqual(0, bench.Take());
            bench.Make(40);
            int waiting = bench.Outbox.Count;
            Assert.AreEqual(43, waiting + (int)bench.Statistics.Lost);
            bench.Delivered[bench.DeliveredCount++] = 0;
            bench.Outbox.End(true, bench.NowMs);
            bench.Drain();
            Assert.AreEqual(43, bench.DeliveredCount + (int)bench.Statistics.Lost);
            Assert.AreEqual(42, bench.Delivered[bench.DeliveredCount - 1]);
        }

        [TestMethod]
        public void A_refused_message_is_counted_and_wants_a_key_frame()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(10);
            bench.Deliver();
            bench.Take();
            bench.Outbox.IsKeyFrameWanted = false;
            bench.Outbox.End(false, bench.NowMs);
            Assert.AreEqual(1u, bench.Statistics.Lost);
            Assert.IsTrue(bench.Outbox.IsKeyFrameWanted);
            bench.Drain();
            Assert.AreEqual(9, bench.DeliveredCount);
            Assert.AreEqual(1u, bench.Statistics.Lost);
        }

        // A record that is damaged takes with it what lies behind it in the page: its length can't be trusted.
        [TestMethod]
        [DataRow(0, 8)]
        [DataRow(3, 5)]
        [DataRow(7, 1)]
        public void What_is_damaged_in_flash_is_skipped_and_counted(int record, int lost)
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(20);
            ((MemoryFiles)bench.Files).Damage("out-00", 56 + (record * 59) + 30, 4);
            bench.Outbox.IsKeyFrameWanted = false;
            bench.Drain();
            Assert.AreEqual(20 - lost, bench.DeliveredCount);
            for (int i = 0; i < bench.DeliveredCount; i++)
            {
                Assert.AreEqual(i < record ? i : i + lost, bench.Delivered[i]);
            }

            Assert.AreEqual((uint)lost, bench.Statistics.Lost);
            Assert.AreEqual(1u, bench.Statistics.DamagedRecords);
            Assert.IsTrue(bench.Outbox.IsKeyFrameWanted);
        }

        [TestMethod]
        public void A_damaged_header_gives_up_its_page()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(20);
            ((MemoryFiles)bench.Files).Damage("out-00", 9, 1);
            bench.Drain();
            bench.AssertDelivered(0, 8, 19);
            Assert.AreEqual(8u, bench.Statistics.Lost);
        }

        // The last ones in flash, and nothing behind them: the count does not wait for the next message.
        [TestMethod]
        public void Damage_at_the_end_is_counted_too()
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.Make(8);
            ((MemoryFiles)bench.Files).Damage("out-00", 70, 1);
            bench.Drain();
            Assert.AreEqual(0, bench.DeliveredCount);
            Assert.AreEqual(8u, bench.Statistics.Lost);
        }
    }
}
