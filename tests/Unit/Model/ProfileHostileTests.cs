using System;
using nanoFramework.TestFramework;
using Sidetap.Model;

namespace Sidetap.Tests.Model
{
    /// <summary>A profile that was cut, damaged or forged is refused with a reason.</summary>
    [TestClass]
    public class ProfileHostileTests
    {
        private const int Forgeries = 1000;

        [TestMethod]
        public void A_profile_that_was_cut_anywhere_is_refused()
        {
            byte[] whole = ProfileOctets.Whole();
            for (int length = 0; length < whole.Length; length++)
            {
                Assert.IsNull(new ProfileReader().Read(whole, 0, length), length.ToString());
            }
        }

        // With the right length and check sum there is only one thing wrong with it: it ends too early.
        [TestMethod]
        public void A_profile_that_was_cut_and_sealed_again_ends_too_early()
        {
            byte[] whole = ProfileOctets.Whole();
            for (int length = 10; length < whole.Length; length++)
            {
                byte[] cut = new byte[length];
                Array.Copy(whole, 0, cut, 0, length);
                ProfileWriter.Seal(cut);
                ProfileReader reader = new ProfileReader();
                Assert.IsNull(reader.Read(cut, 0, length));
                Assert.AreEqual((int)ProfileError.TooShort, (int)reader.Error, length.ToString());
                Assert.IsTrue(reader.ErrorOffset >= 10 && reader.ErrorOffset <= length);
            }
        }

        [TestMethod]
        public void A_profile_with_one_bit_flipped_is_refused()
        {
            byte[] octets = ProfileOctets.Whole();
            ProfileReader reader = new ProfileReader();
            for (int i = 0; i < octets.Length * 8; i++)
            {
                octets[i / 8] ^= (byte)(1 << (i % 8));
                Assert.IsNull(reader.Read(octets, 0, octets.Length), i.ToString());
                Assert.IsTrue(i < 80 || reader.Error == ProfileError.BadCheckSum, i.ToString());
                octets[i / 8] ^= (byte)(1 << (i % 8));
            }

            Assert.IsNotNull(reader.Read(octets, 0, octets.Length));
        }

        [TestMethod]
        public void A_forged_profile_is_read_or_refused_with_a_place_and_never_throws()
        {
            byte[] whole = ProfileOctets.Whole();
            byte[] octets = new byte[whole.Length];
            uint random = 1;
            int read = 0;
            for (int i = 0; i < Forgeries; i++)
            {
                Array.Copy(whole, 0, octets, 0, whole.Length);
                for (int changes = 1 + (i % 4); changes > 0; changes--)
                {
                    random = (random * 1664525) + 1013904223;
                    octets[10 + (int)((random >> 8) % (uint)(octets.Length - 10))] = (byte)(random >> 24);
                }

                ProfileWriter.Seal(octets);
                ProfileReader reader = new ProfileReader();
                MachineProfile profile = reader.Read(octets, 0, octets.Length);
                Assert.AreEqual(profile == null, reader.Error != ProfileError.None);
                Assert.IsTrue(reader.ErrorOffset >= 0 && reader.ErrorOffset <= octets.Length);
                read += profile == null ? 0 : 1;
            }

            Assert.IsTrue(read > 0 && read < Forgeries / 2, read.ToString());
        }
    }
}
