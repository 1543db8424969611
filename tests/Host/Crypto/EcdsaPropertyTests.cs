#nullable enable
using System.Numerics;
using System.Security.Cryptography;
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>ECDSA on P-256: what the desktop signs is good and nothing near it is; every case that a sum of points has; no memory, short slices.</summary>
[TestClass]
public sealed class EcdsaPropertyTests
{
    private static readonly BigInteger N = P256Reference.N;

    private readonly Verifier _verifier = new();
    private readonly Random _random = new(1);

    [TestMethod]
    public void What_the_desktop_signs_is_good_and_with_any_bit_changed_it_is_not()
    {
        for (var run = 0; run < 200; run++)
        {
            using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = signer.ExportParameters(false).Q;
            byte[] key = [.. point.X!, .. point.Y!];
            var message = new byte[_random.Next(200)];
            _random.NextBytes(message);
            var digest = SHA256.HashData(message);
            var der = signer.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            var rs = new byte[EcdsaP256.SignatureLength];
            Assert.IsTrue(EcdsaSignature.TryRead(der, 0, der.Length, rs));
            var what = $"key {Convert.ToHexString(key)}, digest {Convert.ToHexString(digest)}, signature {Convert.ToHexString(rs)}";
            Assert.IsTrue(_verifier.IsGoodDer(key, message, der), what);
            Assert.IsTrue(_verifier.IsGoodDigest(key, digest, rs), what);
            foreach (var octets in new[] { key, digest, rs })
            {
                var bit = _random.Next(8 * octets.Length);
                octets[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(_verifier.IsGoodDigest(key, digest, rs), $"{what}, a bit changed");
                octets[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    // u1 G + u2 Q with Q = d G: whether sums on the way are of the same point, of opposites or of the one at infinity is for d, u1 and u2 to say. The desktop
    // knows the sum as (u1 + u2 d) G; r, s and the digest follow from it backwards.
    [TestMethod]
    public void Every_case_of_a_sum_of_points()
    {
        var half = (N + 1) / 2;
        BigInteger[] factors = [1, 2, 3, 15, 16, 17, 33, N - 1, N - 2, N - 16, half, BigInteger.One << 128];
        var infinities = 0;
        foreach (var d in new[] { 1, 2, 3, 15, N - 1, N - 2, half, N - half })
        {
            var key = P256Reference.Octets(P256Reference.TimesBase(d)!.Value);
            foreach (var u2 in factors)
            {
                foreach (var u1 in factors.Append(0).Append(P256Reference.Mod(-u2 * d, N)))
                {
                    var sum = P256Reference.TimesBase(u1 + (u2 * d));
                    infinities += sum is null ? 1 : 0;

                    // The point at infinity has no x: whatever r is claimed, it is refused; here the one that both summands have.
                    var r = (sum ?? P256Reference.TimesBase(u2 * d)!.Value).X % N;
                    AssertVerdict(sum is not null, key, u1, u2, r, $"d {d}, u1 {u1}, u2 {u2}");
                }
            }
        }

        Assert.IsGreaterThanOrEqualTo(8 * factors.Length, infinities);
    }

    // x is less than p, and r is x modulo n: of x from n to p - 1 it is x - n.
    [TestMethod]
    public void An_x_beyond_the_order()
    {
        var points = 0;
        for (BigInteger x = N; points < 8; x++)
        {
            if (P256Reference.WithX(x) is { } point)
            {
                points++;
                AssertSum(true, point, x - N);
                AssertSum(false, point, x - N + 1);
            }
        }

        // The largest, where one more would be p.
        for (BigInteger x = P256Reference.P - 1; points < 12; x--)
        {
            if (P256Reference.WithX(x) is { } point)
            {
                points++;
                AssertSum(true, point, x - N);
            }
        }

        // And r as small with an x that is r itself; and an r of p - n and more, which stands for no other x, as r + n would be x + p.
        for (BigInteger x = 1; points < 20; x++)
        {
            if (P256Reference.WithX(x) is { } point)
            {
                points++;
                AssertSum(true, point, x);
                AssertSum(false, point, x + P256Reference.P - N);
            }
        }
    }

    [TestMethod]
    public void What_can_not_be_good_is_refused_at_once()
    {
        var key = P256Reference.Octets(P256Reference.TimesBase(7)!.Value);
        var digest = new byte[EcdsaP256.DigestLength];
        Assert.IsTrue(Begins(key, 1, 1));
        Assert.IsTrue(Begins(key, N - 1, N - 1));
        var last = (BigInteger.One << 256) - 1;
        foreach (var bad in new[] { 0, N, N + 1, P256Reference.P, last })
        {
            Assert.IsFalse(Begins(key, bad, 1), $"r {bad}");
            Assert.IsFalse(Begins(key, 1, bad), $"s {bad}");
        }

        // x = 0 is a point's, x = p and y = p are nobody's, nor is (0, 0), with which some write the point at infinity.
        var zero = P256Reference.WithX(0)!.Value;
        Assert.IsTrue(Begins(P256Reference.Octets(zero), 1, 1));
        foreach (var bad in new[] { (P256Reference.P, zero.Y), (zero.X, zero.Y + 1), (0, 0), (last, last), (zero.X, P256Reference.P) })
        {
            Assert.IsFalse(Begins(P256Reference.Octets(bad), 1, 1), bad.ToString());
        }

        // x + p, for which 32 octets are enough when x is small, is not x.
        for (BigInteger x = 1; x < 20; x++)
        {
            if (P256Reference.WithX(x) is { } point)
            {
                Assert.IsTrue(EcdsaP256.IsPoint(P256Reference.Octets(point), 0));
                Assert.IsFalse(EcdsaP256.IsPoint(P256Reference.Octets((point.X + P256Reference.P, point.Y)), 0));
            }
        }

        bool Begins(byte[] publicKey, BigInteger r, BigInteger s)
        {
            var begins = _verifier.Ecdsa.Begin(publicKey, 0, digest, 0, P256Reference.Octets((r, s)), 0);
            Assert.AreEqual(begins, !_verifier.Ecdsa.Step(), "whether there is something to do");
            Assert.IsFalse(_verifier.Ecdsa.IsValid);
            return begins;
        }
    }

    // Offsets, and that a verification that was given up at any slice leaves nothing to the next.
    [TestMethod]
    public void One_begun_anew_knows_nothing_of_the_one_before()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = signer.ExportParameters(false).Q;
        var digest = SHA256.HashData([1, 2, 3]);
        byte[] all = [9, .. point.X!, .. point.Y!, 9, .. digest, 9, .. signer.SignHash(digest), 9];
        var before = all.ToArray();
        var ecdsa = _verifier.Ecdsa;
        var other = P256Reference.Octets(P256Reference.TimesBase(3)!.Value);
        for (var slices = 0; slices < 50; slices++)
        {
            Assert.IsTrue(ecdsa.Begin(slices % 2 == 0 ? other : all, slices % 2, digest, 0, all, 99));
            for (var i = 0; i < slices; i++)
            {
                ecdsa.Step();
            }

            Assert.IsTrue(ecdsa.Begin(all, 1, all, 66, all, 99));
            Assert.IsFalse(ecdsa.IsValid);
            while (!ecdsa.Step())
            {
            }

            Assert.IsTrue(ecdsa.IsValid);
            Assert.IsTrue(ecdsa.Step() && ecdsa.IsValid);
        }

        CollectionAssert.AreEqual(before, all);
    }

    [TestMethod]
    public void A_verification_takes_no_memory_of_the_heap()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = signer.ExportParameters(false).Q;
        byte[] key = [.. point.X!, .. point.Y!];
        var digest = SHA256.HashData([1, 2, 3]);
        var der = signer.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        var rs = new byte[EcdsaP256.SignatureLength];
        var ecdsa = _verifier.Ecdsa;
        Assert.IsTrue(IsGood());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isGood = IsGood();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsTrue(isGood);

        bool IsGood()
        {
            if (!EcdsaSignature.TryRead(der, 0, der.Length, rs) || !ecdsa.Begin(key, 0, digest, 0, rs, 0))
            {
                return false;
            }

            while (!ecdsa.Step())
            {
            }

            return ecdsa.IsValid;
        }
    }

    // The sum is to be a point: with u2 = 1 the key that makes it so is the sum less u1 G.
    private void AssertSum(bool isGood, (BigInteger X, BigInteger Y) sum, BigInteger r)
    {
        BigInteger u1 = 5;
        var (x, y) = P256Reference.TimesBase(u1)!.Value;
        var key = P256Reference.Add(sum, (x, P256Reference.P - y))!.Value;
        AssertVerdict(isGood, P256Reference.Octets(key), u1, 1, r, $"x {sum.X}, r {r}");
    }

    private void AssertVerdict(bool isGood, byte[] key, BigInteger u1, BigInteger u2, BigInteger r, string what)
    {
        if (r.IsZero)
        {
            return;
        }

        var s = P256Reference.Mod(r * P256Reference.Inverse(u2, N), N);
        var digest = P256Reference.Octets(P256Reference.Mod(u1 * s, N));
        Assert.AreEqual(isGood, _verifier.IsGoodDigest(key, digest, P256Reference.Octets((r, s))), what);
    }
}
