using Sidetap.Update;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>Whatever comes over the network, a rollout does not throw, keeps a record that can be read, and never offers a ring before the one in front of it is settled.</summary>
[TestClass]
public sealed class RolloutHostileTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void NothingThatComesBreaksIt(int seed)
    {
        Random random = new(seed);
        UpdateImage image = UpdateSamples.Image();
        for (int run = 0; run < 20; run++)
        {
            string saved = "";
            RolloutRecord record = RolloutRecord.Create(image, null, new RolloutPlan("1,3,all", "2", TimeSpan.FromMinutes(5)), [.. Enumerable.Range(1, 6).Select(i => ((ulong)i, (string?)null))]);
            DateTime now = UpdateSamples.Begin;
            RolloutWork work = new(image, UpdateSamples.Topics, record, one => saved = one.ToJson(), now);
            work.OnLink(true, now);
            for (int i = 0; i < 500 && !work.IsOver; i++)
            {
                now += TimeSpan.FromMilliseconds(random.Next(20_000));
                work.Step(now, message => Check(message, saved));
                string kind = random.Next(4) == 0 ? "ask" : "status";
                work.OnMessage($"opcua/sidetap/update/{random.Next(8)}/{kind}", Payload(image, kind, random), now);
            }

            Assert.IsTrue(RolloutRecord.TryRead(saved, out _, out string problem), problem);
            CollectionAssert.AreEqual(new[] { "1", "2", "3", "4", "5", "6" }, record.Boxes.Select(box => box.Id).ToArray());
            Assert.IsTrue(record.Boxes.All(box => box.Octets >= 0 && box.Octets <= image.Length));
        }
    }

    /// <summary>A status or an ask that may be what a box tells: any state, error, session and count; at times cut off, or with a bit turned.</summary>
    private static byte[] Payload(UpdateImage image, string kind, Random random)
    {
        byte[] octets = kind == "ask"
            ? UpdateSamples.Ask(image.Session, (uint)random.Next(2 * image.Length), random.Next(1200), random.Next(20))
            : UpdateSamples.Write(UpdateSamples.Status(
                image,
                (UpdateState)random.Next(7),
                (UpdateError)random.Next(28),
                random.Next(3) == 0,
                random.Next(2 * image.Length),
                (uint)random.Next(5),
                random.Next(4) == 0 ? 7u : null,
                random.Next(12) == 0 ? "esp32" : UpdateSamples.Board));
        switch (random.Next(8))
        {
            case 0:
                return octets[..random.Next(octets.Length)];

            case 1:
                octets[random.Next(octets.Length)] ^= (byte)(1 << random.Next(8));
                return octets;

            default:
                return octets;
        }
    }

    private static void Check(OutgoingMessage message, string saved)
    {
        if (!message.IsRetained || message.Payload.IsEmpty)
        {
            return;
        }

        Assert.IsTrue(RolloutRecord.TryRead(saved, out RolloutRecord? record, out string problem), problem);
        RolloutBox box = record.Boxes.Single(one => UpdateSamples.Topics.OfferTo(one.Publisher) == message.Topic);
        Assert.IsTrue(box.IsUnderWay, $"{box.Stage}");
        Assert.IsTrue(record.Boxes.Where(one => one.Ring < box.Ring).All(one => one.IsSettled));
        Assert.IsNull(record.StoppedBecause);
    }
}
