#nullable enable
using System.Text;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>A client in a flood of datagrams, most of which are not for it.</summary>
[TestClass]
public sealed class ClientFloodTests
{
    private const int Seed = 20260227;
    private const long Datagrams = 1_000_000;

    [TestMethod]
    public void A_million_datagrams_are_each_counted_once_and_none_throws()
    {
        var link = new FloodLink(Seed, Datagrams);
        var handler = new BusyHandler();
        var settings = new ClientSettings { ClientId = Encoding.UTF8.GetBytes("box"), RetryMs = 500, WaitMs = 3000, KeepAliveSeconds = 5 };
        var client = new Client(settings, link, link.Gateway, handler);
        handler.Client = client;
        Assert.IsTrue(client.AddTopic(handler.Topic));
        Assert.IsTrue(client.AddTopic(Topic.Predefined(7, 0)));
        Assert.IsTrue(client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("c/d"), 1)));
        client.Start(0);

        var random = new Random(Seed);
        var now = 0L;
        while (link.Left > 0)
        {
            var due = client.Step(now);
            Assert.IsTrue(due > now, "what was due has not been done");
            now += random.Next(40);
            handler.TryPublish(now);
            client.Start(now); // after a Stop from within OnMessage
        }

        var statistics = client.Statistics;
        Assert.AreEqual(Datagrams, statistics.FramesReceived);
        Assert.AreEqual(link.Malformed, statistics.Malformed.Sum(count => (long)count));
        Assert.AreEqual(0u, statistics.Malformed[(int)FrameError.None]);
        Assert.AreEqual(link.Oversized, statistics.Oversized);
        Assert.AreEqual(link.FromStrangers, statistics.FromStrangers);
        var wellFormed = Datagrams - link.Malformed - link.Oversized - link.FromStrangers;
        Assert.IsTrue(statistics.Unexpected < wellFormed, $"{statistics.Unexpected} of {wellFormed} well-formed frames were unexpected");

        // The run has been through everything, or it would prove little.
        Assert.IsTrue(statistics.Malformed.Skip(1).All(count => count > 0), string.Join(' ', statistics.Malformed));
        Assert.IsTrue(handler.Outcomes.Count >= 5, string.Join(' ', handler.Outcomes));
        Assert.AreEqual(5, handler.States.Count, string.Join(" ", handler.States));
        Assert.IsTrue(handler.Messages > 0);
        Assert.IsTrue(statistics.Connections > 100, $"{statistics.Connections} connections");
    }

    /// <summary>An owner that publishes whenever it can, also from within the calls it gets.</summary>
    private sealed class BusyHandler : IClientHandler
    {
        private readonly byte[] _buffer = new byte[FrameWriter.PublishHeaderRoom + 300];
        private int _publications;
        private long _now;

        public Client? Client { get; set; }

        public Topic Topic { get; } = Topic.Named(Encoding.UTF8.GetBytes("a/b"), 0);

        public HashSet<PublishOutcome> Outcomes { get; } = [];

        public HashSet<ClientState> States { get; } = [];

        public int Messages { get; private set; }

        public void TryPublish(long now)
        {
            _now = now;
            if (!Client!.IsPublishing)
            {
                var length = (_publications++ & 7) == 0 ? 300 : 20;
                Client.TryPublish(Topic, _buffer, FrameWriter.PublishHeaderRoom, length, 1, false, now);
            }
        }

        public void OnStateChanged(ClientState state, ClientEvent cause) => States.Add(state);

        public void OnPublishEnded(Topic topic, PublishOutcome outcome) => Outcomes.Add(outcome);

        public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            Messages++;
            if (frame.DataOffset + frame.DataLength > frame.Buffer.Length)
            {
                throw new InvalidOperationException("A message lies outside its buffer.");
            }

            if (Messages % 100 == 0)
            {
                Client!.Stop(_now);
            }
        }
    }
}
