#nullable enable
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>ECDSA on P-256 on the vectors of the NIST and of Project Wycheproof (Vectors/README.md).</summary>
[TestClass]
public sealed class EcdsaVectorTests
{
    private readonly Verifier _verifier = new();

    [TestMethod]
    public void The_signatures_of_the_validation_suite()
    {
        var cases = VectorFile.Cases("SigVer.rsp", "Result");
        Assert.HasCount(15, cases);
        foreach (var one in cases)
        {
            Assert.AreEqual(one["Result"][0] == 'P', IsGood(one), $"{one["Result"]}: {one["R"]}");
        }
    }

    [TestMethod]
    public void The_signatures_that_the_validation_suite_makes()
    {
        var cases = VectorFile.Cases("SigGen.rsp", "S");
        Assert.HasCount(15, cases);
        foreach (var one in cases)
        {
            Assert.IsTrue(IsGood(one), one["R"]);
        }
    }

    [TestMethod]
    public void The_keys_of_the_validation_suite()
    {
        var cases = VectorFile.Cases("PKV.rsp", "Result");
        Assert.HasCount(12, cases);
        foreach (var one in cases)
        {
            // A coordinate out of range may have more digits than a key has room for.
            var (x, isWholeX) = VectorFile.Number(one["Qx"]);
            var (y, isWholeY) = VectorFile.Number(one["Qy"]);
            var isGood = EcdsaP256.IsPoint([.. x, .. y], 0);
            Assert.AreEqual(one["Result"][0] == 'P', isGood && isWholeX && isWholeY, $"{one["Result"]}: {one["Qx"]}");
        }
    }

    [TestMethod]
    public void Wycheproofs_signatures_in_DER()
    {
        var rows = VectorFile.Rows("ecdsa_secp256r1_sha256_test.tsv");
        Assert.HasCount(387, rows);
        foreach (var row in rows)
        {
            var isGood = _verifier.IsGoodDer(Convert.FromHexString(row[2]), Convert.FromHexString(row[3]), Convert.FromHexString(row[4]));
            Assert.AreEqual(row[1] == "valid", isGood, $"{row[0]} {row[5]}: {row[1]}");
        }
    }

    // There is no length of r and s here: other than 64 octets, it is no signature.
    [TestMethod]
    public void Wycheproofs_signatures_as_r_and_s()
    {
        var rows = VectorFile.Rows("ecdsa_secp256r1_sha256_p1363_test.tsv");
        Assert.HasCount(219, rows);
        foreach (var row in rows)
        {
            var rs = Convert.FromHexString(row[4]);
            var isGood = rs.Length == EcdsaP256.SignatureLength && _verifier.IsGood(Convert.FromHexString(row[2]), Convert.FromHexString(row[3]), rs);
            Assert.AreEqual(row[1] == "valid", isGood, $"{row[0]} {row[5]}: {row[1]}");
        }
    }

    [TestMethod]
    public void Wycheproofs_points()
    {
        var rows = VectorFile.Rows("ecdh_secp256r1_ecpoint_test.tsv");
        Assert.HasCount(207, rows);
        Assert.AreEqual(16, rows.Count(row => row[1] == "invalid"));
        foreach (var row in rows)
        {
            Assert.AreEqual(row[1] == "valid", EcdsaP256.IsPoint(Convert.FromHexString(row[2]), 0), $"{row[0]} {row[3]}");
        }
    }

    private bool IsGood(Dictionary<string, string> one)
    {
        var numbers = new[] { "Qx", "Qy", "R", "S" }.Select(name => VectorFile.Number(one[name])).ToArray();
        Assert.IsTrue(numbers.All(number => number.IsWhole));
        return _verifier.IsGood([.. numbers[0].Octets, .. numbers[1].Octets], Convert.FromHexString(one["Msg"]), [.. numbers[2].Octets, .. numbers[3].Octets]);
    }
}
