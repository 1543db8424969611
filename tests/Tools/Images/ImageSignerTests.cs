using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Images that are made: octet for octet, and signed with the nonce of RFC 6979.</summary>
[TestClass]
public sealed class ImageSignerTests
{
    // MCUboot design, "Image format" and "Protected TLVs", filled in by hand.
    private const string HeaderInHex =
        "3DB8F396" // ih_magic
        + "00000000" // ih_load_addr
        + "2000" // ih_hdr_size
        + "2500" // ih_protect_tlv_size: 4 + 8 + 16 + 9
        + "32000000" // ih_img_size
        + "00000000" // ih_flags
        + "01" + "02" + "0300" + "04000000" // ih_ver
        + "00000000"; // _pad1

    private const string ProtectedInHex =
        "08692500"
        + "50000400" + "03000201" // SEC_CNT
        + "40000C00" + "01000000" + "05" + "06" + "0807" + "0C0B0A09" // DEPENDENCY
        + "A0000500" + "6573703332"; // the board: "esp32"

    [TestMethod]
    public void EveryOctetIsWhereTheFormatHasIt()
    {
        byte[] image = SampleImage.Signed();
        byte[] covered = [.. Convert.FromHexString(HeaderInHex), .. SampleImage.Payload, .. Convert.FromHexString(ProtectedInHex)];
        Assert.AreEqual(Convert.ToHexString(covered), Convert.ToHexString(image.AsSpan(0, covered.Length)));

        byte[] hash = SHA256.HashData(covered);
        byte[] keyHash = SHA256.HashData(KnownKey.Key.SubjectPublicKeyInfo);
        byte[] signature = image[(covered.Length + 4 + 36 + 36 + 4)..];
        byte[] area =
        [
            0x07, 0x69, (byte)(4 + 36 + 36 + 4 + signature.Length), 0,
            0x10, 0, 32, 0, .. hash,
            0x01, 0, 32, 0, .. keyHash,
            0x22, 0, (byte)signature.Length, 0, .. signature,
        ];
        Assert.AreEqual(Convert.ToHexString(area), Convert.ToHexString(image.AsSpan(covered.Length)));

        using ECDsa ecdsa = KnownKey.Ecdsa();
        Assert.IsTrue(ecdsa.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence), ".NET takes the signature");
        Assert.IsTrue(ecdsa.VerifyData(covered, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [TestMethod]
    public void TheSameInputGivesTheSameOctets()
    {
        Assert.AreEqual(Convert.ToHexString(SampleImage.Signed()), Convert.ToHexString(SampleImage.Signed()));
        byte[] other = ImageSigner.Sign(SampleImage.Payload, SampleImage.Options with { Version = new ImageVersion(1, 2, 3, 5) }, KnownKey.Key);
        Assert.AreNotEqual(Convert.ToHexString(SampleImage.Signed()), Convert.ToHexString(other));
    }

    // RFC 6979, A.2.5, "With SHA-256".
    [TestMethod]
    [DataRow("sample", "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716", "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [DataRow("test", "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367", "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    public void SignaturesAreThoseOfRfc6979(string message, string r, string s)
    {
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes(message));
        byte[] signature = DeterministicEcdsa.Sign(hash, Convert.FromHexString(KnownKey.D));
        Assert.AreEqual(r + s, Convert.ToHexString(signature));
        byte[] numbers = new byte[64];
        Assert.IsTrue(DerSignature.TryDecode(DerSignature.Encode(signature), numbers));
        Assert.AreEqual(r + s, Convert.ToHexString(numbers));
    }

    [TestMethod]
    public void ALargerHeaderIsFilledAsErasedFlash()
    {
        byte[] image = ImageSigner.Sign(SampleImage.Payload, SampleImage.Options with { HeaderLength = 512 }, KnownKey.Key);
        Assert.AreEqual(512, BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(8)));
        Assert.IsFalse(image.AsSpan(32, 480).ContainsAnyExcept((byte)0xFF));
        Assert.AreEqual(Convert.ToHexString(SampleImage.Payload), Convert.ToHexString(image.AsSpan(512, SampleImage.Payload.Length)));
        Assert.IsTrue(ImageVerifier.Verify(image, KnownKey.Key, SampleImage.Board).IsGood);
    }

    [TestMethod]
    public void WhatWasSignedIsReadBack()
    {
        McubootImage image = SampleImage.Parse(SampleImage.Signed());
        Assert.AreEqual(SampleImage.Options.Version, image.Header.Version);
        Assert.AreEqual(SampleImage.Board, image.Board);
        Assert.AreEqual(SampleImage.Options.SecurityCounter, image.SecurityCounter);
        CollectionAssert.AreEqual(SampleImage.Options.Dependencies.ToArray(), image.Dependencies.ToArray());
        Assert.AreEqual(Convert.ToHexString(SampleImage.Payload), Convert.ToHexString(image.Payload.Span));
        Assert.AreEqual(Convert.ToHexString(KnownKey.Key.KeyHash), Convert.ToHexString(image.KeyHash!.Value.Value.Span));
        Assert.IsTrue(image.IsHashRight);
    }

    [TestMethod]
    public void WithoutAnythingProtectedThereIsNoProtectedArea()
    {
        byte[] octets = ImageSigner.Sign([], new SigningOptions { Version = new ImageVersion(1, 0, 0) }, KnownKey.Key);
        McubootImage image = SampleImage.Parse(octets);
        Assert.AreEqual(0, image.Header.ProtectedLength);
        Assert.IsTrue(image.Tlvs.All(tlv => !tlv.IsProtected));
        Assert.IsTrue(ImageVerifier.Verify(octets, KnownKey.Key).IsGood);
        CollectionAssert.AreEqual(new[] { ImageFault.Board }, ImageVerifier.Verify(octets, KnownKey.Key, "esp32").Faults.ToArray());
    }

    [TestMethod]
    public void OptionsOutOfRangeAreRefused()
    {
        SigningOptions options = SampleImage.Options;
        ImageKey key = KnownKey.Key;
        foreach (SigningOptions bad in (SigningOptions[])[
            options with { HeaderLength = 28 }, options with { HeaderLength = 65536 }, options with { HeaderLength = 34 },
            options with { Board = "" }, options with { Board = "a\u001bb" }, options with { Board = new string('b', 65) }, options with { Board = "\ud800" },
            options with { Dependencies = [.. new ImageDependency[ImageSigner.MaxDependencies + 1]] }])
        {
            Assert.ThrowsExactly<ArgumentException>(() => ImageSigner.Sign(SampleImage.Payload, bad, key));
        }

        Assert.ThrowsExactly<ArgumentException>(() => ImageSigner.Sign(SampleImage.Payload, options, key.ToPublic()));
        byte[] most = ImageSigner.Sign(SampleImage.Payload, options with { Dependencies = [.. new ImageDependency[ImageSigner.MaxDependencies]] }, key);
        Assert.HasCount(ImageSigner.MaxDependencies, SampleImage.Parse(most).Dependencies);
    }
}
