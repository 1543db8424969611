using nanoFramework.TestFramework;
using Sidetap.Mqtt;

namespace Sidetap.Tests
{
    [TestClass]
    public class MessageRingTests
    {
        [TestMethod]
        public void Messages_come_out_as_they_went_in_wherever_the_end_of_the_room_is()
        {
            byte[] buffer = new byte[64];
            for (int room = 40; room < 56; room++)
            {
                MessageRing ring = new MessageRing(room);
                int next = 0;
                int taken = 0;
                for (int i = 0; i < 500; i++)
                {
                    bool isPut = ring.Put(next & 3, Octets(next), 0, LengthOf(next));
                    next += isPut ? 1 : 0;
                    if (!isPut || (i % 3) == 0)
                    {
                        int subscription;
                        int length = ring.Take(buffer, 1, 60, out subscription);
                        Assert.AreEqual(LengthOf(taken), length);
                        Assert.AreEqual(taken & 3, subscription);
                        for (int k = 0; k < length; k++)
                        {
                            Assert.AreEqual((taken + k) & 255, (int)buffer[1 + k]);
                        }

                        taken++;
                    }

                    Assert.AreEqual(next - taken, ring.Count);
                }

                Assert.IsTrue(taken > 100, "it went round");
            }
        }

        [TestMethod]
        public void What_has_no_place_is_dropped_and_counted()
        {
            MessageRing ring = new MessageRing(20);
            Assert.IsFalse(ring.Put(0, new byte[18], 0, 18));
            Assert.IsTrue(ring.Put(0, new byte[17], 0, 17), "all of the room");
            Assert.IsFalse(ring.Put(0, new byte[0], 0, 0));
            Assert.AreEqual(2u, ring.Dropped);
            int subscription;
            Assert.AreEqual(17, ring.Take(new byte[17], 0, 17, out subscription));
            Assert.IsTrue(ring.Put(1, new byte[0], 0, 0));
            Assert.AreEqual(0, ring.Take(new byte[0], 0, 0, out subscription));
            Assert.AreEqual(1, subscription);
            Assert.AreEqual(-1, ring.Take(new byte[1], 0, 1, out subscription));
            Assert.AreEqual(-1, subscription);
        }

        [TestMethod]
        public void What_is_too_long_for_its_taker_is_dropped_and_the_next_one_comes()
        {
            MessageRing ring = new MessageRing(64);
            ring.Put(1, Octets(1), 0, 5);
            ring.Put(2, Octets(2), 0, 4);
            byte[] buffer = new byte[8];
            int subscription;
            Assert.AreEqual(4, ring.Take(buffer, 4, 4, out subscription));
            Assert.AreEqual(2, subscription);
            Assert.AreEqual(0, (int)buffer[3]);
            Assert.AreEqual(2, (int)buffer[4]);
            Assert.AreEqual(1u, ring.Dropped);
            Assert.AreEqual(0, ring.Count);
        }

        private static int LengthOf(int message)
        {
            return (message * 7) % 19;
        }

        private static byte[] Octets(int message)
        {
            byte[] octets = new byte[20];
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)(message + i);
            }

            return octets;
        }
    }
}
