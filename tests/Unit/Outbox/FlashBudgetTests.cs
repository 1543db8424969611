using nanoFramework.TestFramework;
using Sidetap.Outbox;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The wear arithmetic against figures worked out by hand.</summary>
    [TestClass]
    public class FlashBudgetTests
    {
        // 101 octets a record, 4,044 of a page's 4,096 for records: 40. 3,155,760 s offline a year: 78,894 pages of 1.1 appends each; with 3 changes of the
        // directory besides, 4.1 / 16 of a directory block. 78,894 x 1.35625 = 107,000 erases. 64 blocks stand 64 x 100,000 x 0.5 = 3,200,000.
        [TestMethod]
        public void A_message_a_second_and_a_tenth_of_the_time_offline_on_256_KB_is_29_years()
        {
            FlashBudget budget = new FlashBudget();
            Assert.AreEqual(40, budget.FramesAPage);
            Near(78894, budget.PagesAYear, 0.5);
            Near(1.1, budget.BatchesAPage, 0.0001);
            Near(107000, budget.ErasesAYear, 1);
            Near(29.907, budget.Years, 0.001);
        }

        // Ten times as rare: a page takes 400 s, so that the 60 s of SpillAfterMs make 6.667 batches of it, and 0.1. 7,889.4 x (6.767 + 9.767 / 16) = 58,201.
        [TestMethod]
        public void Rare_messages_cost_more_writes_each()
        {
            FlashBudget budget = new FlashBudget { FramesASecond = 0.1 };
            Near(6.76667, budget.BatchesAPage, 0.0001);
            Near(58201, budget.ErasesAYear, 1);
            Near(54.98, budget.Years, 0.01);
        }

        // 64 KB are 16 blocks: a quarter of the years. 1,000 erases: a hundredth. Always offline: a tenth.
        [TestMethod]
        public void Years_go_with_area_and_endurance()
        {
            Near(7.477, new FlashBudget { AreaOctets = 65536 }.Years, 0.001);
            Near(0.29907, new FlashBudget { CyclesABlock = 1000 }.Years, 0.00001);
            Near(2.9907, new FlashBudget { OfflineShare = 1 }.Years, 0.0001);
        }

        // Of 64 blocks littlefs takes 2 for the root, 2 for its continuation and 1 for a copy, the box's other files 3.
        [TestMethod]
        public void Pages_leave_room_for_the_file_system_and_the_others()
        {
            Assert.AreEqual(56, FlashBudget.PagesIn(262144));
            Assert.AreEqual(8, FlashBudget.PagesIn(65536));
            Assert.AreEqual(0, FlashBudget.PagesIn(16384));
            Assert.AreEqual(99, FlashBudget.PagesIn(4194304));
            Assert.AreEqual(NodeSettings.DefaultOutboxPages, FlashBudget.PagesIn(262144));
        }

        // 55 pages of 40 messages, one a second: 2,200 s.
        [TestMethod]
        public void Hours_stored_are_all_pages_but_the_one_kept_free()
        {
            Near(0.6111, new FlashBudget().HoursStored, 0.0001);
        }

        private static void Near(double expected, double actual, double tolerance)
        {
            double difference = expected - actual;
            Assert.IsTrue(difference < tolerance && -difference < tolerance, "expected " + expected + ", was " + actual);
        }
    }
}
