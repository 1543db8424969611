#nullable enable
using System.Text;
using Sidetap.Model;
using Sidetap.Outbox;

namespace Sidetap.Tests.Host.Outbox;

/// <summary>Days without a gateway: bounded, counted, and worn as the budget says.</summary>
[TestClass]
public sealed class LongOfflineTests
{
    private const int Seconds = 2 * 24 * 3600;

    [TestMethod]
    public void Two_days_offline_keep_the_youngest_messages_and_count_the_others()
    {
        var board = new FakeBoard();
        var gateway = new QuietGateway();
        var profile = TestProfile.Create();
        profile.SamplingIntervalMs = 1000;
        var settings = new NodeSettings { PublishesEvents = false, Client = { ClientId = Encoding.UTF8.GetBytes("box") } };
        settings.Gateway.CopyFrom(gateway.Address);
        var node = new Node(settings, profile, board, gateway, board.Inputs, new QuietFiles()) { UtcAtStart = 133801632000000000 };
        node.Start(0);
        gateway.Up = false;
        var now = 0L;
        for (; now < Seconds * 1000L; now += 1000)
        {
            board.Values.AsSpan().Fill(now / 1000 % 7 * 3);
            node.Step(now);
        }

        var statistics = node.Statistics;
        var made = statistics.KeyFrames + statistics.DeltaFrames + statistics.KeepAlives;
        Assert.AreEqual((uint)Seconds, made);
        Assert.AreEqual(made, statistics.Lost + (uint)node.QueuedMessages);

        // Five values change with every sample (33 octets of headers, 7 a value), and every tenth one is a key frame of 83 octets, with the currents.
        var budget = new FlashBudget { OctetsAFrame = 70, OfflineShare = 1 };
        Assert.IsTrue(node.StoredMessages > 50 * budget.FramesAPage, $"{node.StoredMessages} stored");
        var writes = budget.PagesAYear * Seconds / FlashBudget.SecondsAYear * (1 + budget.BatchesAPage);
        Assert.IsTrue(Math.Abs((statistics.FlashWrites / writes) - 1) < 0.05, $"{statistics.FlashWrites} writes, the budget says {writes:0}");

        gateway.Up = true;
        node.StopSampling();
        for (var i = 0; i < 1_000_000 && !node.IsDrained; i++)
        {
            now += 10;
            node.Step(now);
        }

        Assert.IsTrue(node.IsDrained);
        Assert.AreEqual(made, statistics.Lost + statistics.Delivered);
        Assert.AreEqual(0, node.StoredMessages);
    }
}
