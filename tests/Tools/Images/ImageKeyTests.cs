using System.Security.Cryptography;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Keys in all the forms they come in.</summary>
[TestClass]
public sealed class ImageKeyTests
{
    // MCUboot's test asset scripts/tests/assets/keys/public/ecdsa-p256-pem.pub (Apache-2.0).
    private const string McubootPublic =
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0h1eH+xJHavyG7gx+bT9zx8jbWOb
        UeD/jkJ65maO13DVwn6vrgk95TmcUB92KnE2lF2PsD61ABfWpVzy3EAycQ==
        -----END PUBLIC KEY-----
        """;

    [TestMethod]
    public void OneKeyInAllItsForms()
    {
        using ECDsa ecdsa = KnownKey.Ecdsa();
        ImageKey key = KnownKey.Key;
        Assert.IsTrue(key.HasPrivate);
        Assert.AreEqual(KnownKey.X + KnownKey.Y, Convert.ToHexString(key.PublicOctets));
        Assert.AreEqual(ImageKey.PublicTextLength, key.PublicText.Length);
        foreach (string text in (string[])[key.ToPrivatePem(), key.ToPublicPem(), key.PublicText, key.PublicText.ToUpperInvariant() + "\r\n", ecdsa.ExportECPrivateKeyPem(), ecdsa.ExportSubjectPublicKeyInfoPem(), "text before\n" + KnownKey.Pem])
        {
            ImageKey again = KnownKey.Read(text);
            Assert.AreEqual(text.Contains("PRIVATE", StringComparison.Ordinal), again.HasPrivate);
            Assert.AreEqual(Convert.ToHexString(key.KeyHash), Convert.ToHexString(again.KeyHash));
            Assert.AreEqual(key.PublicText, again.PublicText);
        }

        Assert.IsFalse(key.ToPublic().HasPrivate);
        Assert.ThrowsExactly<InvalidOperationException>(() => key.ToPublic().ToPrivatePem());
    }

    [TestMethod]
    public void APublicKeyOfMcubootsTests()
    {
        ImageKey key = KnownKey.Read(McubootPublic);
        string spki = string.Concat(McubootPublic.Split('\n')[1..^1].Select(line => line.Trim()));
        Assert.AreEqual(spki, Convert.ToBase64String(key.SubjectPublicKeyInfo));
        Assert.AreEqual(Convert.ToHexString(SHA256.HashData(Convert.FromBase64String(spki))), Convert.ToHexString(key.KeyHash));
        Assert.AreEqual(Convert.ToHexStringLower(Convert.FromBase64String(spki)[^64..]), key.PublicText);
    }

    [TestMethod]
    public void AnEncryptedKeyNeedsItsPassword()
    {
        string pem = KnownKey.Key.ToPrivatePem("secret");
        Assert.Contains("ENCRYPTED PRIVATE KEY", pem);
        Assert.AreEqual(KnownKey.Key.PublicText, KnownKey.Read(pem, "secret").PublicText);
        Assert.IsFalse(ImageKey.TryRead(pem, null, out _, out string problem));
        Assert.Contains("--password-file", problem);
        Assert.IsFalse(ImageKey.TryRead(pem, "wrong", out _, out problem));
        Assert.Contains("wrong password", problem);
    }

    [TestMethod]
    public void NewKeysDiffer()
    {
        Assert.AreNotEqual(ImageKey.Generate().PublicText, ImageKey.Generate().PublicText);
        ImageKey key = ImageKey.Generate();
        byte[] image = ImageSigner.Sign(SampleImage.Payload, SampleImage.Options, key);
        Assert.IsTrue(ImageVerifier.Verify(image, KnownKey.Read(key.PublicText), SampleImage.Board).IsGood);
    }

    [TestMethod]
    public void WhatIsNoKeyIsRefused()
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string notOnTheCurve = Convert.ToHexString([.. Enumerable.Repeat((byte)1, 64)]);
        foreach (string text in (string[])[
            "", "x", new string('g', ImageKey.PublicTextLength), notOnTheCurve, KnownKey.Key.PublicText[..^1], KnownKey.Key.PublicText + "0", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem(), p384.ExportPkcs8PrivateKeyPem(), p384.ExportSubjectPublicKeyInfoPem(), KnownKey.Pem + "\n" + KnownKey.Pem])
        {
            Assert.IsFalse(ImageKey.TryRead(text, null, out ImageKey? key, out string problem), text);
            Assert.IsNull(key);
            Assert.AreNotEqual("", problem);
            Assert.DoesNotContain("\n", problem);
        }
    }
}
