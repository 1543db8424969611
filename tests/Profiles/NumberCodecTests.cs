using Sidetap.Profiles.Binary;

namespace Sidetap.Profiles.Tests;

/// <summary>Numbers of a compiled profile (docs/profiles.md).</summary>
[TestClass]
public sealed class NumberCodecTests
{
    // Head 0x40 + n for 0..191; else 10^(head - 8) times a zigzag varint.
    [TestMethod]
    [DataRow(0.0, "40")]
    [DataRow(1.0, "41")]
    [DataRow(191.0, "ff")]
    [DataRow(192.0, "088003")] // 192 zigzag is 384
    [DataRow(-1.0, "0801")]
    [DataRow(0.005, "050a")]   // 5 x 10^-3
    [DataRow(0.2, "0704")]     // 2 x 10^-1
    [DataRow(60000.0, "0c0c")] // 6 x 10^4
    [DataRow(0.0001, "0402")]
    [DataRow(-273.15, "06e5aa03")] // -27315 zigzag is 54629
    [DataRow(2147483647e7, "0ffeffffff0f")]
    [DataRow(-2147483648.0, "10000000cf")] // a mantissa would take six octets
    [DataRow(1.0 / 3, "11555555555555d53f")]
    [DataRow(0.333333343267440796, "10abaaaa3e")] // the Float nearest to a third
    public void IsTheShortest(double value, string hex)
    {
        Assert.AreEqual(hex, Convert.ToHexStringLower(NumberCodec.Encode(value)));
        CheckRoundTrip(value);
    }

    [TestMethod]
    public void EveryFiniteNumberComesBack()
    {
        Random random = new(1);
        for (int i = 0; i < 100_000; i++)
        {
            double any = BitConverter.Int64BitsToDouble(random.NextInt64());
            CheckRoundTrip(double.IsFinite(any) ? any : 0);
            CheckRoundTrip(random.Next(-100_000, 100_000) / Math.Pow(10, random.Next(0, 9)));
            CheckRoundTrip((float)(random.NextDouble() * 1e6));
        }

        foreach (double value in (double[])[double.MaxValue, double.MinValue, double.Epsilon, float.MaxValue, float.Epsilon, int.MaxValue, int.MinValue, 1e15, -1e15])
        {
            CheckRoundTrip(value);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("08")]             // the mantissa is missing
    [DataRow("0880")]           // and cut off
    [DataRow("088080808010")]   // and longer than 32 bits
    [DataRow("08808080808000")] // and longer than five octets
    [DataRow("12")]             // an unknown head
    [DataRow("3f")]
    [DataRow("100000c0")]       // a cut-off Float
    [DataRow("100000c07f")]     // NaN
    public void SenselessOctetsAreRefused(string hex) => CheckRefused(hex);

    [TestMethod]
    public void InfinitiesAreRefused()
    {
        CheckRefused("100000807f");
        CheckRefused("11000000000000f07f");
        CheckRefused("1100000000000000");
    }

    private static void CheckRefused(string hex)
    {
        ReadOnlySpan<byte> octets = Convert.FromHexString(hex);
        Assert.IsFalse(NumberCodec.TryDecode(ref octets, out _), hex);
    }

    private static void CheckRoundTrip(double value)
    {
        ReadOnlySpan<byte> octets = NumberCodec.Encode(value);
        Assert.IsLessThanOrEqualTo(9, octets.Length);
        Assert.IsTrue(NumberCodec.TryDecode(ref octets, out double read), $"{value:R}");
        Assert.AreEqual(value, read);
        Assert.IsTrue(octets.IsEmpty);
    }
}
