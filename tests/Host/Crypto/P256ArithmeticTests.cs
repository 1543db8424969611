#nullable enable
using System.Numerics;
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>The arithmetic under ECDSA against whole numbers of any size, at the ends of what it takes and between them.</summary>
[TestClass]
public sealed class P256ArithmeticTests
{
    private const int Runs = 20_000;

    private static readonly BigInteger P = P256Reference.P;
    private static readonly BigInteger N = P256Reference.N;
    private static readonly BigInteger InverseOfR = P256Reference.Inverse(P256Reference.R, P);

    private readonly Random _random = new(1);

    [TestMethod]
    public void Products_of_elements()
    {
        var r = new P256Number();
        for (var i = 0; i < Runs; i++)
        {
            var (a, b) = (Element(), Element());
            P256Field.Multiply(r, P256Reference.Limbs(a), P256Reference.Limbs(b));
            AssertElement(a * b * InverseOfR, r, $"{a} * {b}");
            P256Field.Square(r, P256Reference.Limbs(a));
            AssertElement(a * a * InverseOfR, r, $"square of {a}");
        }
    }

    [TestMethod]
    public void Sums_and_differences_of_elements()
    {
        var r = new P256Number();
        for (var i = 0; i < Runs; i++)
        {
            var (a, b, x, y) = (Element(), Element(), _random.Next(-8, 9), _random.Next(-8, 9));
            P256Field.Combine(r, x, P256Reference.Limbs(a), y, P256Reference.Limbs(b));
            AssertElement((x * a) + (y * b), r, $"{x} * {a} + {y} * {b}");
        }
    }

    [TestMethod]
    public void A_result_may_be_an_operand()
    {
        for (var i = 0; i < 100; i++)
        {
            var (a, b) = (Element(), Element());
            var (left, right, square, sum) = (P256Reference.Limbs(a), P256Reference.Limbs(b), P256Reference.Limbs(a), P256Reference.Limbs(a));
            P256Field.Multiply(left, left, right);
            AssertElement(a * b * InverseOfR, left, "first factor");
            P256Field.Multiply(right, P256Reference.Limbs(a), right);
            AssertElement(a * b * InverseOfR, right, "second factor");
            P256Field.Square(square, square);
            AssertElement(a * a * InverseOfR, square, "root");
            P256Field.Combine(sum, 3, sum, -8, sum);
            AssertElement(-5 * a, sum, "summands");
        }
    }

    [TestMethod]
    public void Zero_is_0_or_p()
    {
        Assert.IsTrue(P256Field.IsZero(P256Reference.Limbs(0)));
        Assert.IsTrue(P256Field.IsZero(P256Reference.Limbs(P)));
        for (var bit = 0; bit < 256; bit++)
        {
            var power = BigInteger.One << bit;
            Assert.IsFalse(P256Field.IsZero(P256Reference.Limbs(power)), $"2^{bit}");
            Assert.IsFalse(P256Field.IsZero(P256Reference.Limbs(-power)), $"-2^{bit}");
            Assert.IsFalse(P256Field.IsZero(P256Reference.Limbs(P - power)), $"p - 2^{bit}");
            Assert.IsFalse(P256Field.IsZero(P256Reference.Limbs(P + power)), $"p + 2^{bit}");
        }
    }

    [TestMethod]
    public void Products_modulo_the_order()
    {
        var inverseOfR = P256Reference.Inverse(P256Reference.R, N);
        var r = new P256Number();
        for (var i = 0; i < Runs; i++)
        {
            var (a, b) = (Scalar(), Scalar());
            P256Order.Multiply(r, P256Reference.Limbs(a), P256Reference.Limbs(b));
            var product = P256Reference.Number(r);
            Assert.AreEqual(P256Reference.Mod(a * b * inverseOfR, N), P256Reference.Mod(product, N), $"{a} * {b}");
            Assert.IsTrue(product >= 0 && product <= N + (N >> 4), $"{a} * {b}");
            P256Order.Reduce(r);
            Assert.AreEqual(P256Reference.Mod(product, N), P256Reference.Number(r), $"{a} * {b}");
        }

        foreach (var (number, reduced) in new[] { (N, BigInteger.Zero), (N - 1, N - 1), (N + 1, BigInteger.One), (BigInteger.Zero, BigInteger.Zero) })
        {
            var a = P256Reference.Limbs(number);
            P256Order.Reduce(a);
            Assert.AreEqual(reduced, P256Reference.Number(a));
        }
    }

    [TestMethod]
    public void Numbers_in_octets_and_in_a_table()
    {
        var a = new P256Number();
        var octets = new byte[34];
        var table = new int[11];
        for (var i = 0; i < 1000; i++)
        {
            _random.NextBytes(octets.AsSpan(1, 32));
            octets[1 + (i % 32)] = (byte)(i % 2 == 0 ? 0xFF : 0);
            var expected = octets.ToArray();
            a.Read(octets, 1);
            Assert.AreEqual(P256Reference.Number(octets[1..33]), P256Reference.Number(a));
            octets.AsSpan().Clear();
            a.Write(octets, 1);
            CollectionAssert.AreEqual(expected, octets);

            var element = Element();
            P256Reference.Limbs(element).Save(table, 1);
            a.Load(table, 1);
            Assert.AreEqual(element, P256Reference.Number(a));
            Assert.AreEqual(0, table[0] | table[10]);
        }
    }

    [TestMethod]
    public void The_constants()
    {
        var (p, n, r) = (P, N, P256Reference.R);
        Assert.AreEqual(p, P256Reference.Number(P256Constants.Prime));
        Assert.AreEqual(n, P256Reference.Number(P256Constants.Order));
        Assert.AreEqual(p - n, P256Reference.Number(P256Constants.PrimeLessOrder));
        AssertNumber(r * r % p, P256Constants.ToField);
        AssertNumber(r % p, P256Constants.One);
        AssertNumber(P256Reference.B * r % p, P256Constants.B);
        AssertNumber(n * r % p, P256Constants.OrderInField);
        AssertNumber(r * r % n, P256Constants.ToOrder);
        for (var digit = 1; digit <= SignedDigits.Largest; digit += 2)
        {
            var point = P256Reference.TimesBase(digit)!.Value;
            AssertNumber(point.X * r % p, P256Constants.BasePoints + (P256Number.Limbs * (digit - 1)));
            AssertNumber(point.Y * r % p, P256Constants.BasePoints + (P256Number.Limbs * digit));
        }

        Assert.HasCount(P256Constants.BasePoints + (P256Number.Limbs * (SignedDigits.Largest + 1)), P256Constants.Numbers);
    }

    [TestMethod]
    public void Signed_digits_sum_up_to_the_number_and_keep_their_distance()
    {
        var digits = new sbyte[SignedDigits.Count];
        for (var i = 0; i < 3000; i++)
        {
            var number = i switch
            {
                < 300 => i,
                < 600 => (BigInteger.One << 256) - (i - 299),
                < 856 => BigInteger.One << (i - 600),
                _ => Scalar(),
            };
            SignedDigits.Write(P256Reference.Octets(number), digits);
            Assert.AreEqual(number, digits.Select((digit, bit) => digit * (BigInteger.One << bit)).Aggregate(BigInteger.Zero, (sum, part) => sum + part));
            Assert.IsTrue(digits.All(digit => digit == 0 || (digit % 2 != 0 && Math.Abs(digit) <= SignedDigits.Largest)));
            for (var bit = 0; bit + 5 <= digits.Length; bit++)
            {
                Assert.IsLessThanOrEqualTo(1, digits[bit..(bit + 5)].Count(digit => digit != 0), $"{number}, from bit {bit} on");
            }
        }
    }

    private static void AssertElement(BigInteger expected, P256Number actual, string of)
    {
        long[] limbs = [actual.L0, actual.L1, actual.L2, actual.L3, actual.L4, actual.L5, actual.L6, actual.L7];
        Assert.IsTrue(limbs.All(limb => limb is >= 0 and <= P256Number.Mask), of);
        var number = P256Reference.Number(actual);
        Assert.AreEqual(P256Reference.Mod(expected, P), P256Reference.Mod(number, P), of);
        Assert.IsTrue(number >= -(P >> 4) && number <= P + (P >> 4), of);
    }

    private static void AssertNumber(BigInteger expected, int index)
    {
        var number = new P256Number();
        number.Load(P256Constants.Numbers, index);
        Assert.AreEqual(expected, P256Reference.Number(number), $"at {index}");
    }

    // From -p/16 to p + p/16, often at one of the ends, at 0 or p, or with limbs of nothing but 1.
    private BigInteger Element()
    {
        BigInteger small = _random.Next(-3, 4);
        var element = _random.Next(8) switch
        {
            0 => small,
            1 => P + small,
            2 => -(P >> 4) + 3 + small,
            3 => P + (P >> 4) - 3 + small,
            4 => ((BigInteger.One << 256) - 1) ^ (BigInteger.One << _random.Next(256)),
            5 => (BigInteger.One << 256) + (BigInteger.One << _random.Next(252)) - 1,
            _ => Any() * 18 / 16 - (P >> 4),
        };
        return BigInteger.Max(-(P >> 4), BigInteger.Min(P + (P >> 4), element));
    }

    private BigInteger Scalar() => _random.Next(4) switch
    {
        0 => N - _random.Next(4),
        1 => (BigInteger.One << 256) - 1 - _random.Next(4),
        2 => _random.Next(4),
        _ => Any(),
    };

    private BigInteger Any()
    {
        var octets = new byte[32];
        _random.NextBytes(octets);
        return P256Reference.Number(octets);
    }
}
