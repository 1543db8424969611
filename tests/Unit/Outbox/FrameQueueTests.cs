using nanoFramework.TestFramework;
using Sidetap.Outbox;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The outbox against a plain list of what should wait in it.</summary>
    [TestClass]
    public class FrameQueueTests
    {
        private const int EntryOverhead = 11; // CRC-32, length, number, flags

        [TestMethod]
        public void Messages_leave_in_the_order_they_came()
        {
            FrameQueue queue = new FrameQueue(128);
            Add(queue, 1, 20);
            Add(queue, 2, 0);
            Add(queue, 3, 7);
            Assert.AreEqual(3, queue.Count);
            AssertHead(queue, 1, 20);
            queue.RemoveHead();
            AssertHead(queue, 2, 0);
            queue.RemoveHead();
            AssertHead(queue, 3, 7);
            queue.RemoveHead();
            Assert.AreEqual(0, queue.Count);
        }

        [TestMethod]
        public void A_message_that_fills_the_ring_to_the_last_octet_is_taken_and_one_more_is_not()
        {
            FrameQueue queue = new FrameQueue(64);
            Assert.AreEqual(-1, queue.Reserve(64 - EntryOverhead + 1));
            Add(queue, 1, 64 - EntryOverhead);
            Assert.AreEqual(-1, queue.Reserve(0));
            AssertHead(queue, 1, 64 - EntryOverhead);
            queue.RemoveHead();
            Add(queue, 2, 64 - EntryOverhead);
            AssertHead(queue, 2, 64 - EntryOverhead);
        }

        [TestMethod]
        public void What_was_reserved_and_not_used_is_free_for_the_next_message()
        {
            FrameQueue queue = new FrameQueue(100);
            int at = queue.Reserve(80);
            Fill(queue, 1, at, 5);
            queue.Commit(5, 1, 0);
            Add(queue, 2, 100 - 18 - EntryOverhead);
            AssertHead(queue, 1, 5);
            queue.RemoveHead();
            AssertHead(queue, 2, 100 - 18 - EntryOverhead);
        }

        [TestMethod]
        public void A_reservation_without_commit_leaves_the_queue_as_it_was()
        {
            FrameQueue queue = new FrameQueue(128);
            Add(queue, 1, 30);
            queue.Reserve(40);
            queue.Reserve(200);
            Assert.AreEqual(1, queue.Count);
            Add(queue, 2, 40);
            AssertHead(queue, 1, 30);
            queue.RemoveHead();
            AssertHead(queue, 2, 40);
        }

        [TestMethod]
        public void Behind_the_end_of_the_ring_it_goes_on_at_the_front()
        {
            FrameQueue queue = new FrameQueue(100);
            Add(queue, 1, 27); // 40 octets
            Add(queue, 2, 27);
            queue.RemoveHead();
            Add(queue, 3, 17); // does not fit the 20 octets behind; the 40 in front are free
            AssertHead(queue, 2, 27);
            queue.RemoveHead();
            AssertHead(queue, 3, 17);
            Add(queue, 4, 27);
            queue.RemoveHead();
            AssertHead(queue, 4, 27);
            queue.RemoveHead();
            Assert.AreEqual(0, queue.Count);
        }

        [TestMethod]
        public void Random_traffic_through_rings_of_many_sizes_loses_and_damages_nothing()
        {
            RunAgainstModel(64, 40, 1, 400);
            RunAgainstModel(100, 30, 2, 400);
            RunAgainstModel(257, 100, 3, 400);
            RunAgainstModel(512, 60, 4, 600);
            RunAgainstModel(1000, 12, 5, 600);
        }

        /// <summary>
        /// Random additions and removals. The model is the list of lengths and numbers of the waiting messages; contents follow from the
        /// number, so that an octet that was overwritten shows when its message comes to the front.
        /// </summary>
        private static void RunAgainstModel(int capacity, int longest, uint seed, int operations)
        {
            FrameQueue queue = new FrameQueue(capacity);
            int[] lengths = new int[operations];
            int first = 0;
            int last = 0;
            int used = 0;
            int refused = 0;
            uint random = seed;
            for (int i = 0; i < operations; i++)
            {
                random = (random * 1664525) + 1013904223;
                int choice = (int)(random >> 16) & 0x3FFF;
                if (choice % 5 < 3)
                {
                    int room = choice / 5 % (longest + 1);
                    int at = queue.Reserve(room);
                    bool isEmpty = first == last;
                    if (at >= 0)
                    {
                        int length = (choice & 1) == 0 ? room : room / 2;
                        Fill(queue, last, at, length);
                        queue.Commit(length, (uint)last, 0);
                        used += EntryOverhead + length;
                        lengths[last++] = length;
                    }
                    else
                    {
                        refused++;
                        Assert.IsFalse(isEmpty && EntryOverhead + room <= capacity, "refused although empty");
                        Assert.IsTrue(capacity - used < 2 * (EntryOverhead + longest), "refused although two of the longest fit");
                    }
                }
                else if (first < last)
                {
                    AssertHead(queue, first, lengths[first]);
                    used -= EntryOverhead + lengths[first];
                    queue.RemoveHead();
                    first++;
                }

                Assert.AreEqual(last - first, queue.Count);
                Assert.IsTrue(used <= capacity);
                if (first < last)
                {
                    AssertHead(queue, first, lengths[first]);
                }
            }

            Assert.IsTrue(refused > 0, "the ring was never full: the run proves little");
            for (; first < last; first++)
            {
                AssertHead(queue, first, lengths[first]);
                queue.RemoveHead();
            }

            Assert.AreEqual(0, queue.Count);
        }

        private static void Add(FrameQueue queue, int number, int length)
        {
            int at = queue.Reserve(length);
            Assert.IsTrue(at >= 0, "no room for message " + number);
            Fill(queue, number, at, length);
            queue.Commit(length, (uint)number, 0);
        }

        /// <summary>Writes a payload that tells its number.</summary>
        private static void Fill(FrameQueue queue, int number, int at, int length)
        {
            for (int i = 0; i < length; i++)
            {
                queue.Buffer[at + i] = i < 0 ? (byte)0xEE : Content(number, i);
            }
        }

        private static byte Content(int number, int index)
        {
            return (byte)((number * 31) + (index * 7) + (number >> 3));
        }

        private static void AssertHead(FrameQueue queue, int number, int length)
        {
            Assert.AreEqual(length, queue.HeadLength - FrameQueue.EntryOverhead);
            int at = queue.Head + FrameQueue.EntryOverhead;
            for (int i = 0; i < length; i++)
            {
                if (queue.Buffer[at + i] != Content(number, i))
                {
                    Assert.AreEqual(Content(number, i), queue.Buffer[at + i], "message " + number + ", octet " + i);
                }
            }
        }
    }
}
