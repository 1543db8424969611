using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>Every truncation and every change of an octet: nothing throws, and no row leaves the input.</summary>
[TestClass]
public sealed class UadpHostileTests
{
    private static IEnumerable<byte[]> Seeds()
    {
        foreach (string hex in Vectors.All)
        {
            yield return Vectors.Octets(hex);
        }

        SampleData dynamic = new(HeaderLayout.Dynamic);
        yield return dynamic.KeyFrame();
        yield return dynamic.Delta(0);
        yield return dynamic.Announce(2000)[0];
        yield return dynamic.Announce(100)[1];
        yield return new SampleData(HeaderLayout.PeriodicFixed).KeyFrame();
    }

    [TestMethod]
    public void EveryTruncation()
    {
        foreach (byte[] seed in Seeds())
        {
            for (int length = 0; length < seed.Length; length++)
            {
                Try(seed.AsSpan(0, length).ToArray());
            }
        }
    }

    [TestMethod]
    public void EveryChangedOctet()
    {
        foreach (byte[] seed in Seeds())
        {
            byte[] octets = (byte[])seed.Clone();
            for (int i = 0; i < octets.Length; i++)
            {
                for (int change = 1; change < 256; change++)
                {
                    octets[i] = (byte)(seed[i] ^ change);
                    Try(octets);
                }

                octets[i] = seed[i];
            }
        }
    }

    [TestMethod]
    public void RandomOctets()
    {
        Random random = new(20250601);
        for (int round = 0; round < 20000; round++)
        {
            byte[] octets = new byte[random.Next(1, 120)];
            random.NextBytes(octets);
            octets[0] = (byte)((octets[0] & 0xF0) | 1);
            Try(octets);
        }
    }

    private static void Try(byte[] octets)
    {
        LayoutRecorder recorder = new();
        DataSetView view = new();
        bool taken = view.TryTake(octets, new DecodeOptions { Recorder = recorder }, out NetworkMessage? message, out _, out string? reason);
        if (taken)
        {
            Assert.IsNotNull(message);
            Tiling.Check(recorder.Rows, 0, octets.Length, Convert.ToHexString(octets));
        }
        else
        {
            Assert.IsFalse(string.IsNullOrEmpty(reason));
            foreach (LayoutRow row in recorder.Rows)
            {
                Assert.IsTrue(row.Octets.Start >= 0 && row.Octets.Length >= 0 && row.Octets.End <= octets.Length, Convert.ToHexString(octets));
            }
        }
    }
}
