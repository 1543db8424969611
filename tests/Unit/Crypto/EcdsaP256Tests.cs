using nanoFramework.TestFramework;
using Sidetap.Crypto;

namespace Sidetap.Tests.Crypto
{
    /// <summary>ECDSA on P-256: published signatures and what is near them. A verification takes a board a second or three, so these are few; tests/Host/Crypto has the many.</summary>
    [TestClass]
    public class EcdsaP256Tests
    {
        // RFC 6979, A.2.5.
        private const string Key = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6" + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
        private const string R = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
        private const string S = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
        private const string Order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";

        [TestMethod]
        public void The_signature_of_RFC_6979()
        {
            Assert.IsTrue(IsGood(Key, "sample", R + S));
            Assert.IsFalse(IsGood(Key, "samples", R + S));
        }

        // CAVS 11.0, SigVer, P-256, SHA-256: the fourth, which is good, and the first, whose S was changed.
        [TestMethod]
        public void Signatures_of_the_validation_suite()
        {
            Assert.IsTrue(IsGoodOf(
                "e424dc61d4bb3cb7ef4344a7f8957a0c5134e16f7a67c074f82e6e12f49abf3c" + "970eed7aa2bc48651545949de1dddaf0127e5965ac85d1243d6f60e7dfaee927",
                "e1130af6a38ccb412a9c8d13e15dbfc9e69a16385af3c3f1e5da954fd5e7c45fd75e2b8c36699228e92840c0562fbf3772f07e17f1add56588dd45f7450e1217"
                    + "ad239922dd9c32695dc71ff2424ca0dec1321aa47064a044b7fe3c2b97d03ce470a592304c5ef21eed9f93da56bb232d1eeb0035f9bf0dfafdcc4606272b20a3",
                "bf96b99aa49c705c910be33142017c642ff540c76349b9dab72f981fd9347f4f" + "17c55095819089c2e03b9cd415abdf12444e323075d98f31920b9e0f57ec871c"));
            Assert.IsFalse(IsGoodOf(
                "87f8f2b218f49845f6f10eec3877136269f5c1a54736dbdf69f89940cad41555" + "e15f369036f49842fac7a86c8a2b0557609776814448b8f5e84aa9f4395205e9",
                "e4796db5f785f207aa30d311693b3702821dff1168fd2e04c0836825aefd850d9aa60326d88cde1a23c7745351392ca2288d632c264f197d05cd424a30336c19"
                    + "fd09bb229654f0222fcb881a4b35c290a093ac159ce13409111ff0358411133c24f5b8e2090d6db6558afc36f06ca1f6ef779785adba68db27a409859fc4c4a0",
                "d19ff48b324915576416097d2544f7cbdf8768b1454ad20e0baac50e211f23b0" + "a3e81e59311cdfff2d4784949f7a2cb50ba6c3a91fa54710568e61aca3e847c6"));
        }

        // n - s is as good as s: ECDSA has two signatures for one.
        [TestMethod]
        public void The_opposite_of_s_is_good_too()
        {
            Assert.IsTrue(IsGood(Key, "sample", R + "0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9"));
        }

        [TestMethod]
        public void Numbers_out_of_range_are_refused_at_once()
        {
            Assert.IsFalse(Begins(Key, Zero + S));
            Assert.IsFalse(Begins(Key, R + Zero));
            Assert.IsFalse(Begins(Key, Order + S));
            Assert.IsFalse(Begins(Key, R + Order));
            Assert.IsTrue(Begins(Key, R + S));
        }

        [TestMethod]
        public void A_key_that_is_no_point_is_refused_at_once()
        {
            string x = Key.Substring(0, 64);
            string y = Key.Substring(64);
            AssertNoPoint(y + x);
            AssertNoPoint(Zero + Zero);
            AssertNoPoint(x + Order);

            // x = 5 has a point; p + 5 is no number of the field.
            string five = "0000000000000000000000000000000000000000000000000000000000000005";
            string ofFive = "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc";
            Assert.IsTrue(EcdsaP256.IsPoint(Hex.Parse(five + ofFive), 0));
            AssertNoPoint("ffffffff00000001000000000000000000000001000000000000000000000004" + ofFive);
            Assert.IsTrue(EcdsaP256.IsPoint(Hex.Parse("00" + Key), 1));
        }

        // The digest 0 and Q = G make both summands multiples of one point: u1 = 0, u2 = 1 with r = s = x of G.
        [TestMethod]
        public void The_base_point_as_key()
        {
            string x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
            string y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
            EcdsaP256 ecdsa = new EcdsaP256();
            Assert.IsTrue(ecdsa.Begin(Hex.Parse(x + y), 0, new byte[32], 0, Hex.Parse(x + x), 0));
            Assert.IsTrue(End(ecdsa));

            // With u1 = u2 = 1 the sum is 2 G, a doubling; with u1 = -1 it is the point at infinity: that has no x, also not the one of G.
            string twoX = "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978";
            Assert.IsTrue(ecdsa.Begin(Hex.Parse(x + y), 0, Hex.Parse(twoX), 0, Hex.Parse(twoX + twoX), 0));
            Assert.IsTrue(End(ecdsa));
            string minusX = "94e82e0c1ed3bdb90743191a9c5bbf0d45e37d2c792c6ae3ff18917d23ca62bb";
            Assert.IsTrue(ecdsa.Begin(Hex.Parse(x + y), 0, Hex.Parse(minusX), 0, Hex.Parse(x + x), 0));
            Assert.IsFalse(End(ecdsa));
        }

        private static bool IsGood(string key, string message, string signature)
        {
            return IsGood(Hex.Parse(key), System.Text.Encoding.UTF8.GetBytes(message), Hex.Parse(signature));
        }

        private static bool IsGoodOf(string key, string message, string signature)
        {
            return IsGood(Hex.Parse(key), Hex.Parse(message), Hex.Parse(signature));
        }

        private static bool IsGood(byte[] key, byte[] message, byte[] signature)
        {
            Sha256 hash = new Sha256();
            hash.Add(message, 0, message.Length);
            byte[] digest = new byte[Sha256.DigestLength];
            hash.Finish(digest, 0);
            EcdsaP256 ecdsa = new EcdsaP256();
            Assert.IsTrue(ecdsa.Begin(key, 0, digest, 0, signature, 0));
            return End(ecdsa);
        }

        private static bool End(EcdsaP256 ecdsa)
        {
            int slices = 1;
            while (!ecdsa.Step())
            {
                Assert.IsFalse(ecdsa.IsValid);
                slices++;
                Assert.IsTrue(slices < 60);
            }

            return ecdsa.IsValid;
        }

        private static bool Begins(string key, string signature)
        {
            EcdsaP256 ecdsa = new EcdsaP256();
            bool begins = ecdsa.Begin(Hex.Parse(key), 0, new byte[EcdsaP256.DigestLength], 0, Hex.Parse(signature), 0);
            Assert.AreEqual(!begins, ecdsa.Step());
            Assert.IsFalse(ecdsa.IsValid);
            return begins;
        }

        private static void AssertNoPoint(string key)
        {
            Assert.IsFalse(EcdsaP256.IsPoint(Hex.Parse(key), 0), key);
            Assert.IsFalse(Begins(key, R + S), key);
        }
    }
}
