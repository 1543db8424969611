using System.Buffers.Binary;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Images that are damaged, or made to do damage: nothing is thrown, everything is refused by name, and what they claim is not allocated.</summary>
[TestClass]
public sealed class HostileImageTests
{
    private static readonly int TlvStart = 32 + SampleImage.Payload.Length;
    private static readonly int AreaStart = TlvStart + 37;

    [TestMethod]
    public void EveryTruncationIsOne()
    {
        byte[] whole = SampleImage.Signed();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.IsFalse(McubootImage.TryParse(whole.AsMemory(0, length), out McubootImage? image, out ImageFault fault));
            Assert.IsNull(image);
            Assert.AreEqual(ImageFault.Truncated, fault, $"{length} octets");
            Assert.AreEqual(ImageFault.Truncated, ImageVerifier.Verify(whole.AsMemory(0, length), KnownKey.Key).Faults.Single());
        }
    }

    [TestMethod]
    public void EveryFlippedBitIsFound()
    {
        byte[] whole = SampleImage.Signed();
        int signed = AreaStart;
        for (int at = 0; at < whole.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. whole];
                flipped[at] ^= (byte)(1 << bit);
                ImageVerification verification = ImageVerifier.Verify(flipped, KnownKey.Key, SampleImage.Board);
                Assert.IsFalse(verification.IsGood, $"bit {bit} of octet {at}");
                Assert.AreNotEqual(ImageFault.None, verification.FirstFault);
                Touch(flipped);
                if (at < signed && verification.Image != null)
                {
                    // Whatever is covered breaks both; nobody can put a new hash in its place.
                    CollectionAssert.IsSubsetOf(new[] { ImageFault.Hash, ImageFault.Signature }, verification.Faults.ToArray());
                }
            }
        }
    }

    [TestMethod]
    public void EachFaultHasItsName()
    {
        int hash = AreaStart + 4;
        int key = hash + 36;
        int signature = key + 36;
        Expect([ImageFault.Magic], image => image[0] = 0);
        Expect([ImageFault.Header], image => image[8] = 31);
        Expect([ImageFault.Truncated], image => Write(image, 12, uint.MaxValue)); // 4 GB of payload
        Expect([ImageFault.Truncated], image => Write(image, 8, ushort.MaxValue));
        Expect([ImageFault.ProtectedArea], image => Write(image, 10, (ushort)0)); // the header tells of none
        Expect([ImageFault.ProtectedArea], image => Write(image, 10, (ushort)36));
        Expect([ImageFault.ProtectedArea], image => Write(image, TlvStart + 2, (ushort)38));
        Expect([ImageFault.TlvArea], image => Write(image, TlvStart, (ushort)0)); // it tells of one, and there is nothing
        Expect([ImageFault.ProtectedArea], image => Write(image, TlvStart, (ushort)0x6907));
        Expect([ImageFault.ProtectedArea], image => Write(image, TlvStart + 6, ushort.MaxValue)); // a length beyond the area
        Expect([ImageFault.ProtectedArea], image => Write(image, TlvStart + 6, (ushort)30)); // three octets are left at the end
        Expect([ImageFault.TlvArea], image => Write(image, AreaStart, (ushort)0x6908));
        Expect([ImageFault.TlvArea], image => Write(image, AreaStart + 2, (ushort)3));
        Expect([ImageFault.Truncated], image => Write(image, AreaStart + 2, ushort.MaxValue));
        Expect([ImageFault.TlvArea], image => Write(image, hash + 2, ushort.MaxValue));
        Expect([ImageFault.Hash], image => image[hash + 4] ^= 1);
        Expect([ImageFault.Hash], image => image[hash] = 0x11); // SHA384 of 32 octets
        Expect([ImageFault.KeyHash], image => image[key + 4] ^= 1);
        Expect([ImageFault.Signature], image => image[signature + 20] ^= 1);
        Expect([ImageFault.Signature], image => image[signature] = 0x24);
        Expect([ImageFault.Encrypted, ImageFault.Hash, ImageFault.Signature], image => image[16] = 4);
        Expect([ImageFault.Hash, ImageFault.Signature, ImageFault.Board], image => image[AreaStart - 1] = (byte)'3' + 1);
    }

    [TestMethod]
    public void WhatFollowsAnImageIsTold()
    {
        byte[] whole = SampleImage.Signed();
        foreach (byte[] more in (byte[][])[[0], [.. Enumerable.Repeat((byte)0xFF, 4000)]])
        {
            byte[] longer = [.. whole, .. more];
            McubootImage image = SampleImage.Parse(longer);
            Assert.AreEqual(more.Length, image.TrailingLength);
            Assert.AreEqual(whole.Length, image.Length);
            CollectionAssert.AreEqual(new[] { ImageFault.TrailingOctets }, ImageVerifier.Verify(longer, KnownKey.Key, SampleImage.Board).Faults.ToArray());
        }
    }

    [TestMethod]
    public void AnotherKeyAndAnUnsignedImage()
    {
        CollectionAssert.AreEqual(new[] { ImageFault.KeyHash, ImageFault.Signature }, ImageVerifier.Verify(SampleImage.Signed(), KnownKey.Other).Faults.ToArray());
        byte[] unsigned = ImageSigner.Sign(SampleImage.Payload, SampleImage.Options, null);
        CollectionAssert.AreEqual(new[] { ImageFault.KeyHash, ImageFault.Signature }, ImageVerifier.Verify(unsigned, KnownKey.Key, SampleImage.Board).Faults.ToArray());
    }

    [TestMethod]
    public void RecordsThatNothingCoversAreNotBelieved()
    {
        // Board, counter and dependency behind the signature of an image that has none: anybody can put them there (CVE-2024-32883 was this in MCUboot).
        byte[] bare = ImageSigner.Sign(SampleImage.Payload, new SigningOptions { Version = new ImageVersion(1, 0, 0) }, KnownKey.Key);
        byte[] added = [.. bare, 0xA0, 0, 5, 0, .. "esp32"u8, 0x50, 0, 4, 0, 1, 0, 0, 0, 0x40, 0, 12, 0, .. new byte[12]];
        int area = 32 + SampleImage.Payload.Length;
        Write(added, area + 2, (ushort)(added.Length - area));
        McubootImage image = SampleImage.Parse(added);
        Assert.HasCount(6, image.Tlvs);
        Assert.IsNull(image.Board);
        Assert.IsNull(image.SecurityCounter);
        Assert.IsEmpty(image.Dependencies);
        CollectionAssert.AreEqual(new[] { ImageFault.Board }, ImageVerifier.Verify(added, KnownKey.Key, "esp32").Faults.ToArray());
    }

    [TestMethod]
    public void AHashMadeAnewDoesNotHelp()
    {
        byte[] image = SampleImage.Signed();
        image[40] ^= 1;
        System.Security.Cryptography.SHA256.HashData(image.AsSpan(0, AreaStart)).CopyTo(image, AreaStart + 8);
        Assert.IsTrue(SampleImage.Parse(image).IsHashRight);
        CollectionAssert.AreEqual(new[] { ImageFault.Signature }, ImageVerifier.Verify(image, KnownKey.Key, SampleImage.Board).Faults.ToArray());
    }

    [TestMethod]
    public void ClaimsAreNotAllocated()
    {
        byte[] image = SampleImage.Signed();
        Write(image, 12, uint.MaxValue);
        byte[] tlvs = SampleImage.Signed();
        Write(tlvs, AreaStart + 2, ushort.MaxValue);
        foreach (byte[] octets in (byte[][])[image, tlvs])
        {
            McubootImage.TryParse(octets, out _, out _);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.IsFalse(McubootImage.TryParse(octets, out _, out _));
            Assert.IsLessThan(1000, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [TestMethod]
    public void AnythingMayCome()
    {
        byte[] whole = SampleImage.Signed();
        Random random = new(20261201);
        int images = 0;
        for (int run = 0; run < 30_000; run++)
        {
            byte[] octets = whole.AsSpan(0, random.Next(4) == 0 ? random.Next(whole.Length + 1) : whole.Length).ToArray();
            for (int changes = random.Next(1, 8); changes > 0 && octets.Length > 4; changes--)
            {
                // The magic stays, so that most of them get further.
                int at = random.Next(3) == 0 ? random.Next(4, Math.Min(octets.Length, 32) + 1) : random.Next(4, octets.Length + 1);
                octets[Math.Min(at, octets.Length - 1)] = (byte)random.Next(256);
            }

            images += Touch(octets) ? 1 : 0;
        }

        Assert.IsInRange(1000, 29_000, images);
    }

    /// <summary>Reads all there is of an image, which must not throw.</summary>
    private static bool Touch(byte[] octets)
    {
        if (!McubootImage.TryParse(octets, out McubootImage? image, out ImageFault fault))
        {
            Assert.IsTrue(fault is >= ImageFault.Magic and <= ImageFault.TlvArea);
            Assert.AreNotEqual("", ImageFaults.Describe(fault));
            return false;
        }

        Assert.AreEqual(octets.Length, image.Length + image.TrailingLength);
        Assert.IsTrue(image.Tlvs.Sum(tlv => 4 + tlv.Value.Length) < octets.Length);
        _ = image.Board;
        _ = image.SecurityCounter;
        _ = image.Dependencies;
        _ = image.IsHashRight;
        _ = image.KeyHash;
        AssemblyPack.TryRead(image.Payload, out _, out _);
        return true;
    }

    private static void Expect(ImageFault[] faults, Action<byte[]> damage)
    {
        byte[] image = SampleImage.Signed();
        damage(image);
        ImageVerification verification = ImageVerifier.Verify(image, KnownKey.Key, SampleImage.Board);
        CollectionAssert.AreEqual(faults, verification.Faults.ToArray(), string.Join(", ", verification.Faults));
        Assert.AreEqual(faults[0], verification.FirstFault);
        Assert.AreEqual(verification.Image == null, faults[0] <= ImageFault.TlvArea);
    }

    private static void Write(byte[] image, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);

    private static void Write(byte[] image, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);
}
