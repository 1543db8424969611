using nanoFramework.TestFramework;
using Sidetap.Crypto;

namespace Sidetap.Tests.Crypto
{
    /// <summary>Signatures in DER: the one encoding that two numbers have is taken, and nothing else (X.690, 8.1.3, 8.3, 10.1).</summary>
    [TestClass]
    public class EcdsaSignatureTests
    {
        private const string Zeros28 = "00000000000000000000000000000000000000000000000000000000";
        private const string Ones32 = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

        [TestMethod]
        public void Numbers_of_any_length_are_filled_up_with_zeros()
        {
            AssertRead("3006 020101 020102", "00000000" + Zeros28 + "00000000" + Zeros28, 1, 2);
            AssertRead("3006 020100 02017f", "00000000" + Zeros28 + "00000000" + Zeros28, 0, 127);
            AssertRead("3007 02020080 020105", "00000000" + Zeros28 + "00000000" + Zeros28, 128, 5);
            AssertRead("3008 02020080 02020081", "00000000" + Zeros28 + "00000000" + Zeros28, 128, 129);
            AssertRead("3046 022100" + Ones32 + "022100" + Ones32, Ones32 + Ones32, 255, 255);
        }

        [TestMethod]
        public void Other_types_and_lengths()
        {
            AssertRefused("");
            AssertRefused("30");
            AssertRefused("3000");
            AssertRefused("3106 020101 020102");
            AssertRefused("3006 030101 020102");
            AssertRefused("3006 020101 040102");
            AssertRefused("3005 020101 020102");
            AssertRefused("3007 020101 020102");
            AssertRefused("3003 020101");
            AssertRefused("3004 020101 02");
            AssertRefused("3005 020101 0201");
            AssertRefused("3006 020102 020201");
            AssertRefused("3006 020401 020102");
        }

        [TestMethod]
        public void Octets_behind_the_sequence_or_in_it()
        {
            AssertRefused("3006 020101 020102 00");
            AssertRefused("3008 020101 020102 0000");
            AssertRefused("3009 020101 020102 020103");
            AssertRefused("3006 020101 020102 30");
        }

        [TestMethod]
        public void Lengths_in_the_long_and_the_indefinite_form()
        {
            AssertRefused("308106 020101 020102");
            AssertRefused("30820006 020101 020102");
            AssertRefused("3080 020101 020102 0000");
            AssertRefused("3007 02810101 020102");
            AssertRefused("3007 020101 02810102");
            AssertRefused("3008 02800100 020102");
        }

        [TestMethod]
        public void Numbers_that_are_negative_empty_or_not_the_shortest()
        {
            AssertRefused("3005 0200 020102");
            AssertRefused("3005 020101 0200");
            AssertRefused("3006 020180 020102");
            AssertRefused("3006 020101 0201ff");
            AssertRefused("3007 0202ff80 020102");
            AssertRefused("3007 02020001 020102");
            AssertRefused("3007 020101 0202007f");
            AssertRefused("3007 02020000 020102");
            AssertRefused("3044 0220" + Ones32 + "022000" + Ones32);
        }

        [TestMethod]
        public void Numbers_of_more_than_256_bits()
        {
            AssertRefused("3026 022101" + Ones32 + "020101");
            AssertRefused("3026 020101 022101" + Ones32);
            AssertRefused("3027 022200ff" + Ones32 + "020101");
            AssertRefused("3048 022200ff" + Ones32 + "022200ff" + Ones32);
        }

        [TestMethod]
        public void Nothing_outside_of_the_array_is_read()
        {
            byte[] der = Hex.Parse("3006 020101 020102");
            byte[] rs = new byte[EcdsaP256.SignatureLength];
            Assert.IsFalse(EcdsaSignature.TryRead(der, 1, der.Length, rs));
            Assert.IsFalse(EcdsaSignature.TryRead(der, -1, der.Length, rs));
            Assert.IsFalse(EcdsaSignature.TryRead(der, der.Length, 0, rs));
            Assert.IsFalse(EcdsaSignature.TryRead(der, der.Length + 1, 8, rs));
            Assert.IsFalse(EcdsaSignature.TryRead(der, 0, int.MaxValue, rs));
            Assert.IsFalse(EcdsaSignature.TryRead(der, 0, -1, rs));
            for (int length = 0; length < der.Length; length++)
            {
                Assert.IsFalse(EcdsaSignature.TryRead(der, 0, length, rs));
            }

            Assert.IsTrue(EcdsaSignature.TryRead(der, 0, der.Length, rs));
        }

        // The last octet of r and of s is told apart, so that the rest can be written once.
        private static void AssertRead(string der, string expected, int lastOfR, int lastOfS)
        {
            byte[] octets = Hex.Parse("30" + der + "00");
            byte[] rs = new byte[EcdsaP256.SignatureLength];
            for (int i = 0; i < rs.Length; i++)
            {
                rs[i] = 0xAA;
            }

            Assert.IsTrue(EcdsaSignature.TryRead(octets, 1, octets.Length - 2, rs), der);
            byte[] numbers = Hex.Parse(expected);
            numbers[31] = (byte)lastOfR;
            numbers[63] = (byte)lastOfS;
            Assert.AreEqual(Hex.Of(numbers, 0, numbers.Length), Hex.Of(rs, 0, rs.Length), der);
        }

        private static void AssertRefused(string der)
        {
            byte[] octets = Hex.Parse(der);
            Assert.IsFalse(EcdsaSignature.TryRead(octets, 0, octets.Length, new byte[EcdsaP256.SignatureLength]), der);
        }
    }
}
