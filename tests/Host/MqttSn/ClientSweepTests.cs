#nullable enable
using System.Text;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>
/// Each known frame with each octet changed to each other value, sent to a client in each of its situations: what is malformed is counted
/// once and changes nothing.
/// </summary>
[TestClass]
public sealed class ClientSweepTests
{
    private delegate ClientBench Situation();

    [TestMethod]
    public void Waiting_to_connect() => Sweep(WaitingToConnect, ClientState.Disconnected);

    [TestMethod]
    public void Connecting() => Sweep(Connected(answered: false), ClientState.Connecting);

    [TestMethod]
    public void Active_with_an_outstanding_register() => Sweep(Connected(answered: true), ClientState.Active);

    [TestMethod]
    public void Active_with_nothing_outstanding() => Sweep(() => Settled(new ClientBench().Register()), ClientState.Active);

    [TestMethod]
    public void Active_with_an_outstanding_publish() => Sweep(Publishing, ClientState.Active);

    [TestMethod]
    public void Active_with_an_outstanding_subscribe() => Sweep(Subscribing, ClientState.Active);

    [TestMethod]
    public void Disconnecting() => Sweep(Ending, ClientState.Disconnecting);

    [TestMethod]
    public void Truncated_frames_change_nothing_in_any_situation()
    {
        Situation[] situations = [Connected(answered: false), Connected(answered: true), Publishing, Subscribing, Ending];
        foreach (var situation in situations)
        {
            var bench = situation();
            foreach (var known in Datagrams.Known)
            {
                for (var length = 0; length < known.Length; length++)
                {
                    AssertRefused(bench, known[..length]);
                }
            }
        }
    }

    [TestMethod]
    public void A_frame_from_a_stranger_is_counted_as_that_alone()
    {
        var bench = Publishing();
        var stranger = ScriptedLink.Address(2);
        foreach (var known in Datagrams.Known)
        {
            var before = Counts.Of(bench);
            bench.Link.Arrive(known, stranger);
            bench.Client.Step(0);
            Assert.AreEqual(before with { Received = before.Received + 1, Strangers = before.Strangers + 1 }, Counts.Of(bench));
        }
    }

    [TestMethod]
    public void A_datagram_longer_than_the_buffer_is_counted_as_that_alone()
    {
        var bench = Publishing();
        var before = Counts.Of(bench);
        bench.Link.Arrive(new byte[bench.Settings.MaxFrameLength + 1], bench.Link.Gateway);
        bench.Client.Step(0);
        Assert.AreEqual(before with { Received = before.Received + 1, Oversized = before.Oversized + 1 }, Counts.Of(bench));
    }

    private static void Sweep(Situation situation, ClientState state)
    {
        var bench = situation();
        Assert.AreEqual(state, bench.Client.State);
        var (taken, refused) = (0, 0);
        foreach (var datagram in Datagrams.Known.SelectMany(Datagrams.Mutations))
        {
            if (!ReferenceRules.IsWellFormed(datagram))
            {
                AssertRefused(bench, datagram);
                refused++;
                continue;
            }

            // A frame in its own right: whatever it does, it does not count as malformed, and the next one finds the situation anew.
            var malformed = Counts.Of(bench).Malformed;
            bench.Link.Arrive(datagram, bench.Link.Gateway);
            bench.Client.Step(0);
            Assert.AreEqual(malformed, Counts.Of(bench).Malformed, Convert.ToHexString(datagram));
            bench = situation();
            taken++;
        }

        Assert.IsTrue(taken > 10_000 && refused > 10_000, $"{taken} taken, {refused} refused: the sweep has lost its material.");
    }

    private static void AssertRefused(ClientBench bench, byte[] datagram)
    {
        var before = Counts.Of(bench);
        bench.Link.Arrive(datagram, bench.Link.Gateway);
        bench.Client.Step(0);
        var after = Counts.Of(bench);
        if (after != before with { Received = before.Received + 1, Malformed = before.Malformed + 1 })
        {
            Assert.Fail($"{Convert.ToHexString(datagram)}: {before} became {after}.");
        }
    }

    private static ClientBench WaitingToConnect()
    {
        var bench = Connected(answered: false)();
        bench.Link.Arrive("03 05 03"); // refused: the next CONNECT is due in a second
        bench.Client.Step(0);
        return bench;
    }

    private static Situation Connected(bool answered) => () =>
    {
        var bench = new ClientBench().Make();
        bench.Client.Start(0);
        bench.Client.Step(0);
        if (answered)
        {
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
        }

        return Settled(bench);
    };

    private static ClientBench Publishing()
    {
        var bench = new ClientBench().Register();
        Assert.AreEqual(PublishOutcome.Pending, bench.Publish(1, 0));
        return Settled(bench);
    }

    private static ClientBench Subscribing()
    {
        var bench = new ClientBench().Make();
        bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("c/d"), 1));
        bench.Client.AddSubscription(Topic.Predefined(7, 0));
        bench.Client.Start(0);
        bench.Client.Step(0);
        bench.Link.Arrive("03 05 00");
        bench.Client.Step(0);
        return Settled(bench);
    }

    private static ClientBench Ending()
    {
        var bench = new ClientBench().Register();
        bench.Client.Stop(0);
        return Settled(bench);
    }

    /// <summary>Forgets what led here, so that whatever is sent from now on is an answer.</summary>
    private static ClientBench Settled(ClientBench bench)
    {
        bench.Client.Step(0);
        bench.Link.ClearSent();
        return bench;
    }

    /// <summary>All that a refused datagram must leave alone, and the counters.</summary>
    private readonly record struct Counts(
        ClientState State, bool IsPublishing, int StateChanges, int Ended, int Messages, int Sent, uint Received, long Malformed,
        uint Oversized, uint Strangers, uint Unexpected, uint FramesSent, uint Retransmissions)
    {
        public static Counts Of(ClientBench bench)
        {
            var statistics = bench.Client.Statistics;
            var malformed = 0L;
            foreach (var count in statistics.Malformed)
            {
                malformed += count;
            }

            return new Counts(
                bench.Client.State, bench.Client.IsPublishing, bench.Handler.StateChanges, bench.Handler.Ended, bench.Handler.Messages,
                bench.Link.SentCount, statistics.FramesReceived, malformed, statistics.Oversized, statistics.FromStrangers,
                statistics.Unexpected, statistics.FramesSent, statistics.Retransmissions);
        }
    }
}
