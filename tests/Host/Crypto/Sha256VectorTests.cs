#nullable enable
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>SHA-256 on the NIST's vectors, and against the desktop's own.</summary>
[TestClass]
public sealed class Sha256VectorTests
{
    private readonly Sha256 _hash = new();

    [TestMethod]
    [DataRow("SHA256ShortMsg.rsp", 65)]
    [DataRow("SHA256LongMsg.rsp", 16)]
    public void The_messages_of_the_validation_suite(string file, int count)
    {
        var cases = VectorFile.Cases(file, "MD");
        Assert.HasCount(count, cases);
        foreach (var one in cases)
        {
            // A message of no bits is written as one octet.
            var message = Convert.FromHexString(one["Msg"]);
            var length = int.Parse(one["Len"], CultureInfo.InvariantCulture) / 8;
            Assert.AreEqual(one["MD"], Digest(message.AsSpan(0, length).ToArray()), $"{length} octets");
        }
    }

    // SHAVS, 6.4: each digest is of the three before it.
    [TestMethod]
    public void The_chain_of_messages_of_the_validation_suite()
    {
        var seed = VectorFile.Cases("SHA256Monte.rsp", "Seed").Single()["Seed"];
        var expected = VectorFile.Cases("SHA256Monte.rsp", "MD");
        Assert.HasCount(100, expected);
        var last = Convert.FromHexString(seed);
        var three = new byte[3 * Sha256.DigestLength];
        foreach (var one in expected)
        {
            for (var i = 0; i < 3; i++)
            {
                last.CopyTo(three, i * Sha256.DigestLength);
            }

            for (var i = 3; i < 1003; i++)
            {
                _hash.Add(three, 0, three.Length);
                _hash.Finish(last, 0);
                three.AsSpan(Sha256.DigestLength).CopyTo(three);
                last.CopyTo(three, 2 * Sha256.DigestLength);
            }

            Assert.AreEqual(one["MD"], Convert.ToHexStringLower(last), one["COUNT"]);
        }
    }

    // FIPS 180-2, B.3.
    [TestMethod]
    public void A_million_times_the_letter_a()
    {
        var piece = Encoding.ASCII.GetBytes(new string('a', 1000));
        for (var i = 0; i < 1000; i++)
        {
            _hash.Add(piece, 0, piece.Length);
        }

        Assert.AreEqual("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Digest([]));
    }

    [TestMethod]
    public void Pieces_of_any_length_anywhere_in_an_array()
    {
        Random random = new(1);
        var message = new byte[4096];
        random.NextBytes(message);
        for (var run = 0; run < 2000; run++)
        {
            var start = random.Next(300);
            var length = random.Next(600);
            for (var taken = 0; taken < length;)
            {
                var piece = Math.Min(random.Next(140), length - taken);
                _hash.Add(message, start + taken, piece);
                taken += piece;
            }

            Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(message.AsSpan(start, length))), Digest([]), $"run {run}: {length} octets from {start} on");
        }
    }

    // The length is 64 bits, of which 32 count 512 MB.
    [TestMethod]
    public void The_length_has_more_than_32_bits()
    {
        var piece = new byte[1 << 20];
        using var known = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < 513; i++)
        {
            _hash.Add(piece, 0, piece.Length);
            known.AppendData(piece);
        }

        Assert.AreEqual(Convert.ToHexStringLower(known.GetHashAndReset()), Digest([]));
    }

    [TestMethod]
    public void A_message_takes_no_memory_of_the_heap()
    {
        var message = new byte[5000];
        var digest = new byte[Sha256.DigestLength];
        Add();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Add();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Add()
        {
            _hash.Add(message, 1, 100);
            _hash.Add(message, 101, 4000);
            _hash.Finish(digest, 0);
        }
    }

    private string Digest(byte[] message)
    {
        var digest = new byte[Sha256.DigestLength];
        _hash.Add(message, 0, message.Length);
        _hash.Finish(digest, 0);
        return Convert.ToHexStringLower(digest);
    }
}
