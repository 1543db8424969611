using nanoFramework.TestFramework;
using Sidetap.Crypto;

namespace Sidetap.Tests.Crypto
{
    /// <summary>SHA-256 on the examples of FIPS 180-4 (NIST, Example Values, SHA256.pdf and SHA2_Additional.pdf) and at the ends of blocks.</summary>
    [TestClass]
    public class Sha256Tests
    {
        [TestMethod]
        public void The_examples_of_the_standard()
        {
            AssertDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Ascii("abc"));
            AssertDigest("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", Ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
        }

        // The padding has to begin a block of its own from 56 octets on: the additional examples are about that.
        [TestMethod]
        public void The_examples_about_the_padding()
        {
            AssertDigest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new byte[0]);
            AssertDigest("68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b", new byte[] { 0xBD });
            AssertDigest("7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504", new byte[] { 0xC9, 0x8C, 0x8E, 0x55 });
            AssertDigest("02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7", new byte[55]);
            AssertDigest("d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb", new byte[56]);
            AssertDigest("65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785", new byte[57]);
            AssertDigest("f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b", new byte[64]);
            AssertDigest("541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53", new byte[1000]);
        }

        [TestMethod]
        public void A_message_in_pieces_has_the_digest_of_the_whole()
        {
            byte[] message = new byte[200];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (byte)i;
            }

            string whole = Digest(new Sha256(), message, message.Length);
            Sha256 hash = new Sha256();
            for (int piece = 1; piece < message.Length; piece += 9)
            {
                Assert.AreEqual(whole, Digest(hash, message, piece), "in pieces of " + piece.ToString());
            }
        }

        [TestMethod]
        public void Reset_forgets_and_Finish_begins_anew()
        {
            Sha256 hash = new Sha256();
            byte[] message = Ascii("abc");
            hash.Add(message, 0, 2);
            hash.Reset();
            Assert.AreEqual("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest(hash, message, 3));
            Assert.AreEqual("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest(hash, message, 1));
        }

        private static void AssertDigest(string expected, byte[] message)
        {
            Assert.AreEqual(expected, Digest(new Sha256(), message, 64));
        }

        private static string Digest(Sha256 hash, byte[] message, int piece)
        {
            for (int i = 0; i < message.Length; i += piece)
            {
                hash.Add(message, i, message.Length - i < piece ? message.Length - i : piece);
            }

            byte[] digest = new byte[Sha256.DigestLength + 2];
            hash.Finish(digest, 1);
            Assert.AreEqual(0, digest[0] | digest[digest.Length - 1], "outside the digest");
            return Hex.Of(digest, 1, Sha256.DigestLength);
        }

        private static byte[] Ascii(string text)
        {
            return System.Text.Encoding.UTF8.GetBytes(text);
        }
    }
}
