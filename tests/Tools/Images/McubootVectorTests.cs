using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>
/// An image that imgtool made: MCUboot's test asset scripts/tests/assets/images/signed/hex/zero_hex-addr_0.hex (Apache-2.0). A header of 32 octets, version 1.0.0, a payload of 0x3FF times 0x01, SHA256, KEYHASH and an RSA
/// signature of 2048 bits.
/// </summary>
[TestClass]
public sealed class McubootVectorTests
{
    private const string Header = "3db8f3960000000020000000ff030000" + "00000000010000000000000000000000";
    private const string Hash = "34e38dd5950696df9ee843f3857825f27daa652686898b323130df88657666d7";
    private const string KeyHash = "acbe8d1b723e1a8d47471d15d84d14a98ff71c62ddf1ef34c3f71c724b8e2046";

    private const string Tlvs =
        "07695001" + "10002000" + Hash + "01002000" + KeyHash + "20000001"
        + "2026407977596fe45645d988435802087e68a2fa1daa56818d8647444ee0c56b865b7411b94a5c9177f035c88d3c63a7c60aa6d76dd20de37a0df6a8739fb16776"
        + "4f319be664f6aa3d9434fa5ab7d14a8a20ff56580aa80b859603420a5ea1822160bd99a7027d6a787c0e1b44740f84f3ad9bdf6d7777bf0af08d918882482675"
        + "a9b083cded31c3fd9582ecd240543c0c7256c0a1e75ae5bbf3b101753499e81bd7184411709f13bdc5417bdd6f8cf26969c1025a15d6e5c191b70f9db522ff98"
        + "3a3c68a2e00470aa9aaa15d77d4e538d0240ab3003888ca2ea5ba6e9b5621e9afd9f1f74fb7786ec19d97d571c527b0c0f2336a4684349944ef10ac97c8dc2";

    private static readonly byte[] Payload = [.. Enumerable.Repeat((byte)1, 0x3FF)];

    internal static byte[] Image => [.. Convert.FromHexString(Header), .. Payload, .. Convert.FromHexString(Tlvs)];

    [TestMethod]
    public void ItIsRead()
    {
        McubootImage image = SampleImage.Parse(Image);
        Assert.AreEqual(new ImageHeader(0, 32, 0, 0x3FF, ImageFlags.None, new ImageVersion(1, 0, 0)), image.Header);
        CollectionAssert.AreEqual(new[] { "SHA256", "KEYHASH", "RSA2048_PSS" }, image.Tlvs.Select(tlv => tlv.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 32, 32, 256 }, image.Tlvs.Select(tlv => tlv.Value.Length).ToArray());
        Assert.AreEqual(Hash, Convert.ToHexStringLower(image.Hash!.Value.Value.Span));
        Assert.AreEqual(KeyHash, Convert.ToHexStringLower(image.KeyHash!.Value.Value.Span));
        Assert.IsTrue(image.IsHashRight);
        Assert.AreEqual(0, image.TrailingLength);
        Assert.IsNull(image.Board);
        Assert.IsNull(image.SecurityCounter);
        Assert.IsEmpty(image.Dependencies);
    }

    [TestMethod]
    public void TheSamePayloadMakesTheSameHeaderAndHash()
    {
        // Behind the hash this one has nothing; the area's length, two octets, differs therefore.
        byte[] own = ImageSigner.Sign(Payload, new SigningOptions { Version = new ImageVersion(1, 0, 0) }, null);
        byte[] theirs = Image[..own.Length];
        int length = 32 + Payload.Length + 2;
        Assert.AreEqual(40, own[length]);
        own[length] = theirs[length];
        own[length + 1] = theirs[length + 1];
        Assert.AreEqual(Convert.ToHexString(theirs), Convert.ToHexString(own));
    }

    [TestMethod]
    public void AnEcdsaKeyDoesNotVerifyIt()
    {
        ImageVerification verification = ImageVerifier.Verify(Image, KnownKey.Key, "esp32");
        CollectionAssert.AreEqual(new[] { ImageFault.KeyHash, ImageFault.Signature, ImageFault.Board }, verification.Faults.ToArray());
    }
}
