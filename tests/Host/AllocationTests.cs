#nullable enable
using System.Text;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Tests.Host.Model;

namespace Sidetap.Tests.Host;

/// <summary>After start-up a box that publishes allocates nothing, whatever its settings and however the network is.</summary>
[TestClass]
public sealed class AllocationTests
{
    private const int WarmUpSteps = 3_000;
    private const int Steps = 10_000;

    [TestMethod]
    public void A_single_octet_on_the_heap_would_be_seen()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var octet = new byte[1];
        Assert.IsTrue(GC.GetAllocatedBytesForCurrentThread() - before >= octet.Length);
    }

    [TestMethod]
    public void Publishing_at_qos_1_allocates_nothing()
    {
        var box = new Box(new NodeSettings());
        box.AssertNoAllocation();
        Assert.AreEqual(0u, box.Lost);
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
    }

    [TestMethod]
    public void Publishing_at_qos_0_allocates_nothing()
    {
        var box = new Box(new NodeSettings { Qos = 0 });
        box.AssertNoAllocation();
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
    }

    [TestMethod]
    public void Publishing_at_qos_minus_1_allocates_nothing()
    {
        var box = new Box(new NodeSettings { Qos = -1, DataTopicId = 7, MetaDataTopicId = 8 });
        box.AssertNoAllocation();
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
    }

    [TestMethod]
    public void Publishing_in_the_fixed_layout_allocates_nothing()
    {
        var box = new Box(new NodeSettings { Layout = HeaderLayout.PeriodicFixed });
        box.AssertNoAllocation();
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
    }

    [TestMethod]
    public void Announcing_metadata_again_and_again_allocates_nothing()
    {
        var box = new Box(new NodeSettings { MetaDataUpdateTimeMs = 2000 });
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Statistics.Announcements > 100, $"{box.Node.Statistics.Announcements} announcements");
    }

    [TestMethod]
    public void Filling_a_full_outbox_without_flash_while_offline_allocates_nothing()
    {
        var box = new Box(new NodeSettings { OutboxPages = 0 });
        box.Gateway.Up = false;
        box.AssertNoAllocation();
        Assert.IsTrue(box.LostPerStep > 0.99, $"{box.LostPerStep} lost a step");
    }

    [TestMethod]
    public void Moving_messages_to_flash_while_offline_allocates_nothing()
    {
        var box = new Box(new NodeSettings { OutboxPages = 72 - 5, OutboxPageOctets = 4096 }, warmUpSteps: 200);
        box.Gateway.Up = false;
        box.AssertNoAllocation(1500);
        Assert.AreEqual(0u, box.Lost, "flash is not full yet");
        Assert.IsTrue(box.FlashWrites > 40, $"{box.FlashWrites} writes");
    }

    [TestMethod]
    public void Filling_a_full_flash_while_offline_allocates_nothing()
    {
        var box = new Box(new NodeSettings());
        box.Gateway.Up = false;
        box.AssertNoAllocation();
        Assert.IsTrue(box.LostPerStep > 0.99, $"{box.LostPerStep} lost a step");
        Assert.IsTrue(box.FlashWrites > 400, $"{box.FlashWrites} writes");
    }

    [TestMethod]
    public void Draining_a_full_flash_allocates_nothing()
    {
        var box = new Box(new NodeSettings(), warmUpSteps: 100) { ExtraSteps = 4 };
        box.Gateway.Up = false;
        box.Run(WarmUpSteps);
        var waiting = box.Node.QueuedMessages;
        Assert.IsTrue(waiting > 2000, $"{waiting} wait");
        box.Gateway.Up = true;
        box.AssertNoAllocation(300);
        Assert.IsTrue(box.Node.StoredMessages > 0, "it still drains");
        Assert.IsTrue(box.DeliveredPerStep > 4, $"{box.DeliveredPerStep} delivered a step");
        box.Run(1000);
        Assert.AreEqual(0, box.Node.StoredMessages);
    }

    [TestMethod]
    public void Worn_out_flash_while_offline_allocates_nothing()
    {
        var box = new Box(new NodeSettings());
        box.Files.IsWornOut = true;
        box.Gateway.Up = false;
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Statistics.FlashFailures > 10, $"{box.Node.Statistics.FlashFailures} failures");
    }

    [TestMethod]
    public void Sleeping_and_waking_allocates_nothing()
    {
        var box = new Box(new NodeSettings { SleepSeconds = 20, Client = { CleanSession = false } }) { ExtraSteps = 4 };
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Client.Statistics.Connections > 20, $"{box.Node.Client.Statistics.Connections} connections");
        Assert.IsTrue(box.DeliveredPerStep > 0.98, $"{box.DeliveredPerStep} delivered a step");
        Assert.AreEqual(0u, box.Lost);
    }

    [TestMethod]
    public void Repeating_what_is_not_answered_allocates_nothing()
    {
        var box = new Box(new NodeSettings { Client = { RetryMs = 200, RetryCount = 5 } });
        box.Gateway.AnswersEvery = 3;
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Client.Statistics.Retransmissions > 1000, $"{box.Node.Client.Statistics.Retransmissions} repetitions");
    }

    [TestMethod]
    public void Losing_the_gateway_and_finding_it_again_allocates_nothing()
    {
        var box = new Box(new NodeSettings { Client = { RetryMs = 200, RetryCount = 3 } }) { OutageEverySteps = 100 };
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Client.Statistics.Connections > 20, $"{box.Node.Client.Statistics.Connections} connections");
    }

    [TestMethod]
    public void Channels_that_fail_and_recover_allocate_nothing()
    {
        var box = new Box(new NodeSettings()) { ChannelsFail = true };
        box.AssertNoAllocation();
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
        Assert.IsTrue(box.Node.Statistics.Events > 500, $"{box.Node.Statistics.Events} events");
    }

    // Arrays, texts, limits, every size of integer; states of sources are saved once on the way.
    [TestMethod]
    public void A_rich_profile_allocates_nothing()
    {
        var settings = new NodeSettings { Client = { MaxFrameLength = 1024 } };
        var box = new Box(settings, RichProfile.Create(), RichProfile.Inputs) { ChannelsFail = true };
        box.AssertNoAllocation();
        Assert.IsTrue(box.DeliveredPerStep > 0.99, $"{box.DeliveredPerStep} delivered a step");
    }

    [TestMethod]
    public void Events_at_qos_minus_1_allocate_nothing()
    {
        var box = new Box(new NodeSettings { Qos = -1, DataTopicId = 7, MetaDataTopicId = 8, EventTopicId = 9, EventMetaDataTopicId = 10 }) { ChannelsFail = true };
        box.AssertNoAllocation();
        Assert.IsTrue(box.Node.Statistics.Events > 500, $"{box.Node.Statistics.Events} events");
    }

    /// <summary>A box whose values change with every sample, so that every sample makes a message.</summary>
    private sealed class Box
    {
        private readonly FakeBoard _board = new();
        private readonly int _intervalMs;
        private long _now;
        private int _step;
        private uint _delivered;
        private uint _lost;

        private readonly int _warmUpSteps;
        private uint _flashWrites;
        private int _steps;

        public Box(NodeSettings settings, int warmUpSteps = WarmUpSteps)
            : this(settings, TestProfile.Create(), null, warmUpSteps)
        {
        }

        public Box(NodeSettings settings, MachineProfile profile, Func<FakeBoard, MachineInputs>? inputs = null, int warmUpSteps = WarmUpSteps)
        {
            _warmUpSteps = warmUpSteps;
            _intervalMs = profile.SamplingIntervalMs;
            settings.Client.ClientId = Encoding.UTF8.GetBytes("box");
            settings.Gateway.CopyFrom(Gateway.Address);
            Node = new Node(settings, profile, _board, Gateway, inputs is null ? _board.Inputs : inputs(_board), Files);
            Node.UtcAtStart = 133801632000000000;
            Node.Start(0);
        }

        public QuietGateway Gateway { get; } = new();

        public QuietFiles Files { get; } = new();

        public Node Node { get; }

        /// <summary>The network is away for half of each so many steps; 0: never.</summary>
        public int OutageEverySteps { get; init; }

        /// <summary>Whether channels go bad and come back.</summary>
        public bool ChannelsFail { get; init; }

        /// <summary>Steps between two samples, besides the two when one is due: what waits leaves one at a time.</summary>
        public int ExtraSteps { get; init; }

        public uint FlashWrites => Node.Statistics.FlashWrites - _flashWrites;

        public uint Lost => Node.Statistics.Lost - _lost;

        public double DeliveredPerStep => (Node.Statistics.Delivered - _delivered) / (double)_steps;

        public double LostPerStep => Lost / (double)_steps;

        public void AssertNoAllocation(int steps = Steps)
        {
            Run(_warmUpSteps);
            _steps = steps;
            _flashWrites = Node.Statistics.FlashWrites;
            _delivered = Node.Statistics.Delivered;
            _lost = Node.Statistics.Lost;
            var messages = Node.Statistics.KeyFrames + Node.Statistics.DeltaFrames;
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(steps);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.AreEqual(0, allocated, $"{allocated} octets in {steps} steps");
            Assert.AreEqual((uint)steps, Node.Statistics.KeyFrames + Node.Statistics.DeltaFrames - messages, "every step makes a message");
        }

        public void Run(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                _step++;
                _now += _intervalMs;
                for (var channel = 0; channel < _board.Values.Length; channel++)
                {
                    _board.Values[channel] = (_step % 7) + (channel * 3); // never the same twice in a row
                    var fails = ChannelsFail && (_step + channel) % 5 == 0;
                    _board.Statuses[channel] = fails ? InputStatus.NotConnected : InputStatus.Good;
                }

                if (OutageEverySteps > 0)
                {
                    Gateway.Up = _step % OutageEverySteps * 2 < OutageEverySteps;
                }

                Node.Step(_now);
                Node.Step(_now); // the answer has arrived
                for (var extra = 1; extra <= ExtraSteps; extra++)
                {
                    Node.Step(_now + (extra * _intervalMs / (ExtraSteps + 1)));
                    Node.Step(_now + (extra * _intervalMs / (ExtraSteps + 1)));
                }
            }
        }
    }
}
