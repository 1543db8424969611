using nanoFramework.TestFramework;
using Sidetap.Outbox;
using Sidetap.Update;

namespace Sidetap.Tests
{
    [TestClass]
    public class SlotBudgetTests
    {
        private const int Block = 4096;

        // 193 parts of 4,092 octets: 386 files, and 13 pairs of blocks that their names take; 8 blocks are littlefs' and the box's own, as FlashBudget has them.
        [TestMethod]
        public void A_drive_of_2_MB_holds_two_of_the_longest_and_pages()
        {
            Assert.AreEqual(786432, SlotBudget.CapacityIn(512 * Block));
            Assert.AreEqual(512 - 386 - 26 - 8, SlotBudget.PagesIn(512 * Block, 786432));
        }

        [TestMethod]
        public void A_larger_drive_has_more_pages_and_no_longer_images()
        {
            Assert.AreEqual(786432, SlotBudget.CapacityIn(768 * Block));
            Assert.AreEqual(99, SlotBudget.PagesIn(768 * Block, 786432));
            Assert.AreEqual(786432, SlotBudget.CapacityIn(int.MaxValue));
        }

        // 64 blocks: 8 are taken, 8 pages are the least, and 22 parts a slot take 44 files and two pairs.
        [TestMethod]
        public void A_drive_of_256_KB_holds_images_of_90_KB()
        {
            int capacity = SlotBudget.CapacityIn(64 * Block);
            Assert.AreEqual(22 * 4092, capacity);
            Assert.AreEqual(8, SlotBudget.PagesIn(64 * Block, capacity));
        }

        [TestMethod]
        public void A_small_drive_holds_none()
        {
            Assert.AreEqual(0, SlotBudget.CapacityIn(16 * Block));
            Assert.AreEqual(0, SlotBudget.CapacityIn(0));
            Assert.AreEqual(FlashBudget.PagesIn(16 * Block), SlotBudget.PagesIn(16 * Block, 0));
        }
    }
}
