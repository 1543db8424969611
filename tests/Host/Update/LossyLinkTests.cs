#nullable enable
using System.Text;
using Sidetap.Gateway;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Tests.Host.Outbox;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>A whole box behind a real gateway, on a link that loses one datagram in twenty and takes 50 ms either way: an image arrives while telemetry keeps its pace.</summary>
[TestClass]
public sealed class LossyLinkTests
{
    private const int ImageOctets = 150 * 1024;
    private const int BlockOctets = 200;
    private const int OfferMs = 20_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(1, 4)]
    [DataRow(2, 4)]
    [DataRow(3, 4)]
    [DataRow(4, 1)]
    [DataRow(5, 16)]
    [DataRow(6, 4)]
    [DataRow(7, 4)]
    [DataRow(8, 4)]
    public void An_image_of_150_KB_arrives_in_less_than_four_minutes_and_telemetry_is_never_three_seconds_behind(int seed, int window)
    {
        var world = new World(seed, window, lossPercent: 5, wayMs: 50);
        world.RunUntil(() => false, OfferMs); // a new connection's topics and metadata have their time
        world.MostBehindMs = 0;
        var arrivedMs = world.RunUntil(() => world.Box.Node.Update.State == UpdateState.Verifying, 600_000) - OfferMs;
        TestContext.WriteLine(
            $"{arrivedMs / 1000.0:F1} s, telemetry {world.MostBehindMs} ms behind at the most, {world.Box.Node.Update.Statistics.Asked} asks, {world.Lost} of {world.Sent} datagrams lost");
        Assert.IsInRange(1L, 239_999L, arrivedMs);
        Assert.IsLessThanOrEqualTo(3000L, world.MostBehindMs);
        world.RunUntil(() => world.Box.Node.Update.IsRestartWanted, OfferMs + arrivedMs + 60_000);
        Assert.IsTrue(world.Box.Node.Update.IsRestartWanted);
        Assert.AreEqual(UpdateState.Staged, world.Box.Node.Update.State);
        Assert.IsLessThanOrEqualTo(3000L, world.MostBehindMs);
        Assert.AreEqual(0u, world.Box.Node.Statistics.Lost);
        Assert.IsGreaterThan(arrivedMs / 1000, (long)world.Box.Node.Statistics.Delivered, "one a second");
    }

    [TestMethod]
    public void A_box_that_sleeps_takes_it_in_its_waking_time()
    {
        var world = new World(1, 8, lossPercent: 2, wayMs: 50, sleepSeconds: 60, octets: 20_000);
        world.RunUntil(() => world.Box.Node.Update.IsRestartWanted, 3_600_000);
        Assert.AreEqual(UpdateState.Staged, world.Box.Node.Update.State);
    }

    private sealed class World
    {
        private readonly PriorityQueue<Action, (long, int)> _way = new();
        private readonly Random _random;
        private readonly BenchGateway _gateway;
        private readonly Link _boxLink;
        private readonly Link _serverLink;
        private readonly Server _server;
        private readonly List<long> _madeMs = [];
        private readonly int _lossPercent;
        private readonly int _wayMs;
        private int _order;

        public World(int seed, int window, int lossPercent, int wayMs, int sleepSeconds = 0, int octets = ImageOctets)
        {
            _random = new Random(seed);
            _lossPercent = lossPercent;
            _wayMs = wayMs;
            _gateway = new BenchGateway(new BenchGatewaySettings(), Deliver);
            _boxLink = new Link(frame => Send("box", frame, true), Box.Settings.Gateway);
            _serverLink = new Link(frame => Send("server", frame, false), new LinkAddress { Length = 1 });
            var files = new FaultyFiles();
            Box.Profile.SamplingIntervalMs = 1000;
            Box.Settings.Client.RetryMs = 500;
            Box.Settings.Client.MaxFrameLength = BlockOctets + UpdateMessages.BlockOverhead + FrameWriter.PublishHeaderRoom;
            Box.Settings.SleepSeconds = sleepSeconds;
            Box.Settings.Update = new UpdateSettings
            {
                Key = TestImages.Owner.PublicOctets,
                Board = TestImages.Board,
                Version = TestImages.VersionOctets("1.0.0"),
                Slots = new FileSlots(files, 200_000, FileSlots.Choose(files)),
                Window = window,
            };
            Box.Node = new Node(Box.Settings, Box.Profile, Box.Board, _boxLink, Box.Inputs, Box.Files);
            _server = new Server(_serverLink, TestImages.Signed("1.1.0", octets), Box.Node.PublisherId);
            Box.Node.Start(0);
        }

        public NodeBench Box { get; } = new();

        public long NowMs { get; private set; }

        public long MostBehindMs { get; set; }

        public int Sent { get; private set; }

        public int Lost { get; private set; }

        public long RunUntil(Func<bool> until, long endMs)
        {
            while (NowMs < endMs && !until())
            {
                Box.Board.Values[TestChannels.PositionX] = NowMs / 1000 % 250; // each sample makes a message
                var due = Math.Min(Box.Node.Step(NowMs), Math.Min(_server.Step(NowMs), _gateway.Step(NowMs)));
                NoteTelemetry();
                if (_way.TryPeek(out _, out var first))
                {
                    due = Math.Min(due, first.Item1);
                }

                NowMs = Math.Clamp(due, NowMs, endMs);
                while (_way.TryPeek(out var arrive, out var at) && at.Item1 <= NowMs)
                {
                    _way.Dequeue();
                    arrive();
                }
            }

            return NowMs;
        }

        /// <summary>How long the oldest sample that was not acknowledged waits.</summary>
        private void NoteTelemetry()
        {
            var statistics = Box.Node.Statistics;
            var made = (int)statistics.Delivered + Box.Node.QueuedMessages;
            while (_madeMs.Count < made)
            {
                _madeMs.Add(NowMs);
            }

            if (statistics.Delivered < _madeMs.Count)
            {
                MostBehindMs = Math.Max(MostBehindMs, NowMs - _madeMs[(int)statistics.Delivered]);
            }
        }

        private void Send(string from, byte[] frame, bool isLossy) => Carry(isLossy, () => _gateway.Receive(frame, from, NowMs));

        private void Deliver(string to, ReadOnlyMemory<byte> frame)
        {
            var octets = frame.ToArray();
            Carry(to == "box", () => (to == "box" ? _boxLink : _serverLink).Inbound.Enqueue(octets));
        }

        private void Carry(bool isLossy, Action arrive)
        {
            Sent += isLossy ? 1 : 0;
            if (isLossy && _random.Next(100) < _lossPercent)
            {
                Lost++;
                return;
            }

            _way.Enqueue(arrive, (NowMs + (isLossy ? _wayMs : 0), _order++));
        }
    }

    /// <summary>What serves the image: one more client of the gateway.</summary>
    private sealed class Server : IClientHandler
    {
        private readonly Client _client;
        private readonly byte[] _image;
        private readonly uint _session;
        private readonly Topic _offer;
        private readonly Topic _block;
        private readonly Queue<byte[]> _waiting = new();
        private bool _hasOffered;

        public Server(Link link, byte[] image, ulong publisherId)
        {
            _image = image;
            _session = UpdateMessages.SessionOf(image[..32]);
            _client = new Client(new ClientSettings { ClientId = "server"u8.ToArray() }, link, link.Peer, this);
            _offer = TopicOf(publisherId, "offer");
            _block = TopicOf(publisherId, "block");
            _client.AddTopic(_offer);
            _client.AddTopic(_block);
            _client.AddSubscription(TopicOf(publisherId, "ask"));
            _client.Start(0);
        }

        public long Step(long nowMs)
        {
            var due = _client.Step(nowMs);
            if (!_hasOffered && nowMs >= OfferMs && _client.CanPublish(_offer, 0, nowMs))
            {
                _hasOffered = Publish(_offer, TestImages.Offer(_image), true, nowMs);
            }

            while (_waiting.Count > 0 && _client.CanPublish(_block, 0, nowMs))
            {
                Publish(_block, _waiting.Dequeue(), false, nowMs);
            }

            due = _hasOffered ? due : Math.Min(due, Math.Max(OfferMs, nowMs));
            return Math.Min(due, _client.NextDue(nowMs));
        }

        public void OnStateChanged(ClientState state, ClientEvent cause)
        {
        }

        public void OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
        }

        public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            var ask = frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength);
            Assert.AreEqual(_session, BitConverter.ToUInt32(ask));
            var first = BitConverter.ToInt32(ask[4..]);
            int octets = BitConverter.ToUInt16(ask[8..]);
            for (int i = BitConverter.ToUInt16(ask[10..]); i > 0 && first < _image.Length; i--, first += octets)
            {
                var count = Math.Min(octets, _image.Length - first);
                var block = new byte[UpdateMessages.BlockOverhead + count];
                UpdateMessages.WriteBlock(block, _session, first, _image, count);
                _waiting.Enqueue(block);
            }
        }

        private bool Publish(Topic topic, byte[] message, bool retain, long nowMs)
        {
            byte[] buffer = [.. new byte[_client.HeaderRoom], .. message];
            return _client.TryPublish(topic, buffer, _client.HeaderRoom, message.Length, 0, retain, nowMs) == PublishOutcome.Sent;
        }

        private static Topic TopicOf(ulong publisherId, string kind) => Topic.Named(Encoding.UTF8.GetBytes(UpdateMessages.TopicName("opcua", publisherId, kind)), 0);
    }

    private sealed class Link(Action<byte[]> send, LinkAddress peer) : IDatagramLink
    {
        public LinkAddress Peer { get; } = peer;

        public Queue<byte[]> Inbound { get; } = new();

        public int MaxDatagramLength => 1400;

        public bool IsUp => true;

        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            send(buffer[offset..(offset + length)]);
            return true;
        }

        public bool Broadcast(byte[] buffer, int offset, int length, int radius) => false;

        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            if (!Inbound.TryDequeue(out var frame))
            {
                return -1;
            }

            from.CopyFrom(Peer);
            frame.CopyTo(buffer, offset);
            return frame.Length;
        }
    }
}
