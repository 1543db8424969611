using nanoFramework.TestFramework;
using Sidetap.Outbox;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Tests.Outbox
{
    // Events are kept like any sample, in their order among the samples, and have numbers of their own that no start uses again.
    [TestClass]
    public class StoreAndForwardEventTests
    {
        private const int RecordHeader = 11;
        private const int FormerHeader = 52;

        private static readonly byte[] Outgoing = new byte[RecordHeader + OutboxBench.MaxLength];

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void An_event_leaves_in_its_place_and_is_known_as_one(bool throughFlash)
        {
            OutboxBench bench = new OutboxBench().Start();
            bench.IsOnline = true;
            bench.Make(1);
            uint number = bench.Outbox.FirstEvent;
            Event(bench, number + 1);
            bench.Make(1);
            if (throughFlash)
            {
                bench.Wait(60000);
                bench.Start();
                Assert.AreEqual(3, bench.Outbox.CountInFlash);
            }

            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(bench.Outbox.TryTake(Outgoing, RecordHeader, bench.NowMs));
                Assert.AreEqual(i == 1, bench.Outbox.TakenIsEvent, "place " + i);
                Assert.AreEqual(i == 1, bench.Outbox.TakenIsUptime);
                bench.Outbox.End(true, bench.NowMs);
            }

            Assert.AreEqual(0, bench.Outbox.Count);
        }

        [TestMethod]
        public void A_lost_event_is_counted_and_asks_for_no_key_frame()
        {
            OutboxBench bench = new OutboxBench();
            bench.Settings.OutboxPages = 0;
            bench.Start();
            bench.Outbox.IsKeyFrameWanted = false;
            for (uint i = 0; i < 20; i++)
            {
                Event(bench, i + 1);
            }

            Assert.IsTrue(bench.Statistics.Lost > 0u);
            Assert.IsFalse(bench.Outbox.IsKeyFrameWanted);
            uint lost = bench.Statistics.Lost;
            bench.Outbox.TryTake(Outgoing, RecordHeader, bench.NowMs);
            bench.Outbox.End(false, bench.NowMs);
            Assert.AreEqual(lost + 1, bench.Statistics.Lost);
            Assert.IsFalse(bench.Outbox.IsKeyFrameWanted);
            while (bench.Outbox.TryTake(Outgoing, RecordHeader, bench.NowMs))
            {
                bench.Outbox.End(true, bench.NowMs);
            }

            bench.Make(1);
            bench.Outbox.TryTake(Outgoing, RecordHeader, bench.NowMs);
            bench.Outbox.End(false, bench.NowMs);
            Assert.IsTrue(bench.Outbox.IsKeyFrameWanted);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(63)]
        [DataRow(64)]
        [DataRow(1000)]
        public void After_a_power_cut_no_event_number_comes_again(int events)
        {
            OutboxBench bench = new OutboxBench();
            bench.Start();
            uint next = bench.Outbox.FirstEvent;
            for (int start = 0; start < 5; start++)
            {
                for (int i = 0; i < events; i++)
                {
                    next++;
                    Event(bench, next);
                    bench.Step();
                }

                bench.Start();
                Assert.IsTrue(bench.Outbox.FirstEvent >= next, "start " + start);
                Assert.IsTrue(bench.Outbox.FirstEvent - next <= 2 * StoreAndForward.EventBlock, "a gap of " + (bench.Outbox.FirstEvent - next));
                next = bench.Outbox.FirstEvent;
            }
        }

        [TestMethod]
        public void After_an_orderly_stop_event_numbers_go_on()
        {
            OutboxBench bench = new OutboxBench().Start();
            uint next = bench.Outbox.FirstEvent + 3;
            Event(bench, next);
            bench.Outbox.Save(bench.NowMs);
            bench.Start();
            Assert.AreEqual(next, bench.Outbox.FirstEvent);
        }

        [TestMethod]
        public void Numbers_are_reserved_by_a_page_s_header_where_the_state_could_not_be_saved()
        {
            OutboxBench bench = new OutboxBench().Start();
            MemoryFiles files = (MemoryFiles)bench.Files;
            uint next = bench.Outbox.FirstEvent;
            files.WornFile = "outbox.b"; // the copy whose turn it is
            for (int i = 0; i < 200; i++)
            {
                next++;
                Event(bench, next);
                bench.Step();
            }

            files.WornFile = null;
            bench.Start();
            Assert.IsTrue(bench.Outbox.FirstEvent >= next, bench.Outbox.FirstEvent + " after " + next);
        }

        // A box that had no events yet: its state record ends before the event numbers.
        [TestMethod]
        public void The_state_of_a_former_version_is_still_read()
        {
            MemoryFiles files = new MemoryFiles();
            TwoCopyRecord record = new TwoCopyRecord(files, "outbox", 72);
            int length;
            record.TryLoad(out length);
            UaBinary.Put32(record.Buffer, record.Offset, 500);      // settled
            UaBinary.Put32(record.Buffer, record.Offset + 4, 7);    // lost
            UaBinary.Put32(record.Buffer, record.Offset + 12, 9000); // sequence numbers
            record.Save(72);
            OutboxBench bench = new OutboxBench { Files = files }.Start();
            Assert.AreEqual(7u, bench.Statistics.Lost);
            Assert.AreEqual(9000u, bench.Outbox.FirstSequence);
            Assert.AreEqual(0u, bench.Outbox.FirstEvent);
            bench.Start();
            Assert.AreEqual(7u, bench.Statistics.Lost);
            Assert.IsTrue(bench.Outbox.FirstEvent > 0u);
        }

        // What waited in the flash of such a box goes out, in front of what is new.
        [TestMethod]
        public void Pages_of_a_former_version_are_still_read()
        {
            byte[] page = new byte[FormerHeader + (2 * (RecordHeader + 4))];
            UaBinary.Put32(page, 0, 0x31424F53); // "SOB1"
            UaBinary.Put32(page, 20, 40);        // the first message
            UaBinary.Put32(page, 24, 40);        // settled
            UaBinary.Put32(page, 36, 5000);      // the next sequence number
            UaBinary.Put32(page, 48, Crc32.Of(page, 0, 48));
            for (int i = 0; i < 2; i++)
            {
                int at = FormerHeader + (i * (RecordHeader + 4));
                UaBinary.Put16(page, at + 4, 4);
                UaBinary.Put32(page, at + 6, (uint)(40 + i));
                UaBinary.Put32(page, at + 11, (uint)i);
                UaBinary.Put32(page, at, Crc32.Of(page, at + 4, RecordHeader));
            }

            MemoryFiles files = new MemoryFiles();
            files.Write("out-03", page, 0, page.Length);
            OutboxBench bench = new OutboxBench { Files = files }.Start();
            Assert.AreEqual(2, bench.Outbox.CountInFlash);
            Assert.AreEqual(0u, bench.Statistics.DamagedRecords);
            Assert.IsTrue(bench.Outbox.FirstSequence >= 5000u);
            bench.Made = 2;
            bench.Make(1);
            bench.Drain();
            bench.AssertDelivered(0, 0, 2);
            Assert.AreEqual(0u, bench.Statistics.Lost);
            Assert.AreEqual(-1, bench.Files.Length("out-03"));
        }

        /// <summary>Makes an event of 48 octets whose times are uptimes.</summary>
        private static void Event(OutboxBench bench, uint next)
        {
            int at = bench.Outbox.Reserve(bench.NowMs);
            System.Array.Clear(bench.Outbox.Buffer, at, 48);
            bench.Outbox.CommitEvent(48, true, next, bench.NowMs);
        }
    }
}
