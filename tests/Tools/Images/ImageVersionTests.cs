using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Versions in text and in order.</summary>
[TestClass]
public sealed class ImageVersionTests
{
    [TestMethod]
    [DataRow("0", "0.0.0")]
    [DataRow("1", "1.0.0")]
    [DataRow("1.2", "1.2.0")]
    [DataRow("12.3.45+67", "12.3.45+67")]
    [DataRow("0.0.0+0", "0.0.0")]
    [DataRow("255.255.65535+4294967295", "255.255.65535+4294967295")]
    public void AVersionIsRead(string text, string expected)
    {
        Assert.IsTrue(ImageVersion.TryParse(text, out ImageVersion version));
        Assert.AreEqual(expected, version.ToString());
        Assert.AreEqual(version, ImageVersion.Parse(version.ToString()));
    }

    // Most of these are what MCUboot's own tests refuse (scripts/tests/test_sign.py).
    [TestMethod]
    [DataRow("")]
    [DataRow(null)]
    [DataRow("asd")]
    [DataRow("2.2.a")]
    [DataRow("a.2.3")]
    [DataRow("1.2.3.4")]
    [DataRow("0.0.0+00")]
    [DataRow("01.2.3")]
    [DataRow("1.2+3")]
    [DataRow("1.2.3+")]
    [DataRow("1.2.3+4+5")]
    [DataRow("1..3")]
    [DataRow("256.0.0")]
    [DataRow("0.256.0")]
    [DataRow("0.0.65536")]
    [DataRow("0.0.0+4294967296")]
    [DataRow("-1.0.0")]
    [DataRow(" 1.0.0")]
    public void NoVersion(string? text)
    {
        Assert.IsFalse(ImageVersion.TryParse(text, out _));
        Assert.ThrowsExactly<FormatException>(() => ImageVersion.Parse(text!));
    }

    [TestMethod]
    public void VersionsAreInOrder()
    {
        ImageVersion[] ascending = [.. new[] { "0.0.0", "0.0.0+1", "0.0.1", "0.0.256", "0.1.0", "1.0.0", "1.0.0+4294967295", "1.0.1", "1.255.65535", "2.0.0", "255.0.0" }.Select(ImageVersion.Parse)];
        for (int i = 0; i < ascending.Length; i++)
        {
            for (int j = 0; j < ascending.Length; j++)
            {
                Assert.AreEqual(i.CompareTo(j), Math.Sign(ascending[i].CompareTo(ascending[j])));
                Assert.AreEqual(i < j, ascending[i] < ascending[j]);
                Assert.AreEqual(i >= j, ascending[i] >= ascending[j]);
                Assert.AreEqual(i == j, ascending[i] == ascending[j]);
            }
        }
    }

    [TestMethod]
    public void TheCounterOfAVersion()
    {
        Assert.AreEqual(0x01020003u, ImageVersion.Parse("1.2.3+4").SecurityCounter);
        Assert.AreEqual(0xFFFFFFFFu, ImageVersion.Parse("255.255.65535").SecurityCounter);
    }

    [TestMethod]
    public void Dependencies()
    {
        Assert.IsTrue(ImageDependency.TryParse("1:1.2.3+4", out ImageDependency dependency));
        Assert.AreEqual(new ImageDependency(1, new ImageVersion(1, 2, 3, 4)), dependency);
        foreach (string text in (string[])["", "1", ":1.2.3", "256:1.2.3", "-1:1.2.3", "1:", "1:x", "a:1.2.3", "1:1:1"])
        {
            Assert.IsFalse(ImageDependency.TryParse(text, out _), text);
        }
    }
}
