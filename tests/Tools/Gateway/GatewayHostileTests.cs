using Sidetap.Gateway;
using Sidetap.Tests.MqttSn;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Whatever arrives, the gateway neither throws nor grows beyond its limits, and still serves.</summary>
[TestClass]
public sealed class GatewayHostileTests
{
    // All known frames, and some that mean something in the conversations they get into.
    private static readonly string[] Seeds =
    [
        .. KnownFrames.All(),
        "0704040100 3c61", "07040c01003c61", "0704000100 3c62", "060720612f62", "0a0a00000001782f797a", "070b0001000100", "080c2000010005 41",
        "080c4000010005 41", "080c6162620000 41", "070d0001000100", "04100005", "091220000178 2f797a", "0612400001 23", "07120100010007", "02180418",
        "061a00612f63", "05fe01c0a80216", "04fe01c00704040100 3c64", "0100080c00000100", "04180005", "031661", "031662", "040f0001", "040e0001",
    ];

    [TestMethod]
    public void EveryTruncationAndChangeOfEveryMessage()
    {
        byte[][] seeds = [.. Seeds.Select(seed => Vectors.Octets(seed.Replace(" ", "")))];
        Bench bench = new(new BenchGatewaySettings { MaxClients = 8, PredefinedTopics = new Dictionary<int, string> { [7] = "cell/alarm" } });
        foreach (byte[] seed in seeds)
        {
            for (int i = 0; i < seed.Length; i++)
            {
                Receive(bench, seed[..i]);
                for (int value = 0; value < 256; value++)
                {
                    byte[] octets = (byte[])seed.Clone();
                    octets[i] = (byte)value;
                    Receive(bench, octets);
                }
            }
        }

        CheckStillServing(bench);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void RandomConversations(int seed)
    {
        Random random = new(seed);
        byte[][] seeds = [.. Seeds.Select(text => Vectors.Octets(text.Replace(" ", "")))];
        Bench bench = new(new BenchGatewaySettings { MaxClients = 8, PredefinedTopics = new Dictionary<int, string> { [7] = "cell/alarm" } });
        for (int round = 0; round < 20000; round++)
        {
            byte[] octets = (byte[])seeds[random.Next(seeds.Length)].Clone();
            if (random.Next(3) == 0)
            {
                octets[random.Next(octets.Length)] = (byte)random.Next(256);
            }

            Receive(bench, octets, $"e{random.Next(100)}");
            if (random.Next(10) == 0)
            {
                bench.Step(random.Next(20_000));
            }

            Assert.IsLessThanOrEqualTo(8, bench.Gateway.SessionCount);
        }

        bench.Step(10_000_000);
        bench.Step(1);
        CheckStillServing(bench);
    }

    [TestMethod]
    public void LongestFrames()
    {
        Bench bench = new();
        bench.Connect("a");
        bench.Exchange("a", "0612 20 0001 23", "0813 20 0000 0001 00");
        byte[] publish = new byte[65535];
        new byte[] { 1, 0xFF, 0xFF, 0x0C, 0x02, 0x61, 0x62, 0, 0 }.CopyTo(publish, 0);
        bench.Gateway.Receive(publish, "a", 0);
        Assert.AreEqual(65526, bench.Published.Single().Payload.Length);
        byte[] will = new byte[65535];
        new byte[] { 1, 0xFF, 0xFF, 0x1C }.CopyTo(will, 0);
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.TooLong)); // no datagram to a subscriber holds as much
        bench.Exchange("a", "061a 00 612f63", "031b 00");
        bench.Gateway.Receive(will, "a", 0);
        bench.Connect("b");
        bench.Exchange("b", "0612 20 0001 23", "0813 20 0000 0001 00");
        bench.Step(50_000_000);
        bench.Step(1);
        Assert.AreEqual(65531, bench.Published[^1].Payload.Length);
    }

    private static void Receive(Bench bench, byte[] octets, string endpoint = "x") => bench.Gateway.Receive(octets, endpoint, bench.NowMs);

    private static void CheckStillServing(Bench bench)
    {
        bench.Expect("fresh");
        bench.Step(1_000_000); // whoever is connected with a keep-alive is gone
        bench.Exchange("fresh", "0301 00", "0302 01");
        bench.Exchange("fresh", "080c 61 0007 0000 41");
        Assert.AreEqual("cell/alarm", bench.Published[^1].Topic);
    }
}
