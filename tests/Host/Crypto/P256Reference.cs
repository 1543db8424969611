#nullable enable
using System.Numerics;
using System.Security.Cryptography;
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>P-256 as SP 800-186 writes it, in whole numbers: what the firmware's arithmetic is held against. Multiples of the base point are the desktop's own.</summary>
internal static class P256Reference
{
    /// <summary>The field's prime.</summary>
    public static readonly BigInteger P = Parse("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    /// <summary>The base point's order.</summary>
    public static readonly BigInteger N = Parse("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>The curve's b.</summary>
    public static readonly BigInteger B = Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    /// <summary>Montgomery's R.</summary>
    public static readonly BigInteger R = BigInteger.One << 261;

    /// <summary>The remainder from 0 on.</summary>
    public static BigInteger Mod(BigInteger a, BigInteger m) => ((a % m) + m) % m;

    /// <summary>1 / a modulo a prime.</summary>
    public static BigInteger Inverse(BigInteger a, BigInteger prime) => BigInteger.ModPow(Mod(a, prime), prime - 2, prime);

    /// <summary>The sum of two points; null is the one at infinity (SP 800-186, A.1.1).</summary>
    public static (BigInteger X, BigInteger Y)? Add((BigInteger X, BigInteger Y)? one, (BigInteger X, BigInteger Y)? other)
    {
        if (one is not { } a || other is not { } b)
        {
            return one ?? other;
        }

        if (a.X == b.X && Mod(a.Y + b.Y, P).IsZero)
        {
            return null;
        }

        var slope = a.X == b.X ? ((3 * a.X * a.X) - 3) * Inverse(2 * a.Y, P) : (b.Y - a.Y) * Inverse(b.X - a.X, P);
        var x = Mod((slope * slope) - a.X - b.X, P);
        return (x, Mod((slope * (a.X - x)) - a.Y, P));
    }

    /// <summary>A multiple of the base point, as the desktop computes it; null is the point at infinity.</summary>
    public static (BigInteger X, BigInteger Y)? TimesBase(BigInteger k)
    {
        k = Mod(k, N);
        if (k.IsZero)
        {
            return null;
        }

        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Octets(k) });
        var point = key.ExportParameters(false).Q;
        return (Number(point.X!), Number(point.Y!));
    }

    /// <summary>The point with an x, if there is one.</summary>
    public static (BigInteger X, BigInteger Y)? WithX(BigInteger x)
    {
        var square = Mod((x * x * x) - (3 * x) + B, P);
        var y = BigInteger.ModPow(square, (P + 1) / 4, P);
        return Mod(y * y, P) == square ? (x, y) : null;
    }

    /// <summary>A number as 32 octets.</summary>
    public static byte[] Octets(BigInteger number)
    {
        var octets = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - octets.Length], .. octets];
    }

    /// <summary>Two numbers as 64 octets.</summary>
    public static byte[] Octets((BigInteger First, BigInteger Second) pair) => [.. Octets(pair.First), .. Octets(pair.Second)];

    /// <summary>Octets as a number.</summary>
    public static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    /// <summary>The number that some limbs are.</summary>
    public static BigInteger Number(P256Number a) =>
        new[] { a.L8, a.L7, a.L6, a.L5, a.L4, a.L3, a.L2, a.L1, a.L0 }.Aggregate(BigInteger.Zero, (sum, limb) => (sum << 29) + limb);

    /// <summary>A number in limbs, those but the last from 0 to 2^29 - 1.</summary>
    public static P256Number Limbs(BigInteger number)
    {
        long Limb(int i) => (long)((number >> (29 * i)) & P256Number.Mask);
        return new P256Number
        {
            L0 = Limb(0), L1 = Limb(1), L2 = Limb(2), L3 = Limb(3), L4 = Limb(4), L5 = Limb(5), L6 = Limb(6), L7 = Limb(7), L8 = (long)(number >> 232),
        };
    }

    private static BigInteger Parse(string digits) => Number(Convert.FromHexString(digits));
}
