using System.Security.Cryptography;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Signatures in DER: held to .NET's own, and nothing but DER is read.</summary>
[TestClass]
public sealed class DerSignatureTests
{
    [TestMethod]
    public void WrittenAsDotNetWritesThem()
    {
        using ECDsa ecdsa = KnownKey.Ecdsa();
        for (int i = 0; i < 300; i++)
        {
            byte[] hash = SHA256.HashData(BitConverter.GetBytes(i));
            byte[] numbers = DeterministicEcdsa.Sign(hash, Convert.FromHexString(KnownKey.D));
            byte[] der = DerSignature.Encode(numbers);
            Assert.IsTrue(ecdsa.VerifyHash(hash, der, DSASignatureFormat.Rfc3279DerSequence));

            byte[] theirs = ecdsa.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
            Assert.IsTrue(DerSignature.TryDecode(theirs, numbers));
            Assert.AreEqual(Convert.ToHexString(theirs), Convert.ToHexString(DerSignature.Encode(numbers)));
        }
    }

    [TestMethod]
    [DataRow("3006020101020101", true)]
    [DataRow("30060201010201010000", true)] // filled up with zeros, as MCUboot before 1.5 had it
    [DataRow("300602010102010101", false)]
    [DataRow("3007020101020101", false)] // longer than it is
    [DataRow("3005020101020101", false)]
    [DataRow("3006020101030101", false)] // no INTEGER
    [DataRow("3106020101020101", false)] // no SEQUENCE
    [DataRow("3006020181020101", false)] // negative
    [DataRow("300702020001020101", false)] // a zero too many
    [DataRow("30070202008102010100", true)]
    [DataRow("30050200020101", false)] // no octet
    [DataRow("308106020101020101", false)] // BER
    [DataRow("", false)]
    [DataRow("30", false)]
    [DataRow("3000", false)]
    public void Der(string hex, bool isDer) => Assert.AreEqual(isDer, DerSignature.TryDecode(Convert.FromHexString(hex), new byte[64]));

    [TestMethod]
    public void ANumberOf33OctetsIsRefused()
    {
        string number = "022101" + new string('0', 64);
        Assert.IsFalse(DerSignature.TryDecode(Convert.FromHexString("3026" + number + "020101"), new byte[64]));
    }
}
