using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Mqtt;

/// <summary>A box that publishes to a broker allocates nothing once it runs, whatever the broker does; what its board's client takes is not the firmware's.</summary>
[TestClass]
public sealed class MqttAllocationTests
{
    private const int WarmUpSteps = 2000;
    private const int Steps = 10000;
    private const int SampleMs = 100;

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(50, false)]
    [DataRow(0, true)]
    public void Publishing_to_a_broker_allocates_nothing(int breaksEvery, bool isDeafAtTimes)
    {
        var settings = new NodeSettings { Client = { ClientId = Encoding.UTF8.GetBytes("box"), RandomSeed = 1 } };
        settings.Mqtt.MaxMessageLength = 1024;
        settings.Mqtt.AckTimeoutMs = 1000;
        settings.QueueCapacity = 12288; // without flash, for what gathers while the connection is broken
        var board = new FakeBoard();
        var broker = new QuietBroker();
        var node = new Node(settings, TestProfile.Create(), board, broker, board.Inputs, new QuietFiles()) { UtcAtStart = 133801632000000000 };
        node.Start(0);
        long before = 0;
        for (int i = 0; i < WarmUpSteps + Steps; i++)
        {
            if (i == WarmUpSteps)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            board.Values[TestChannels.PositionX] = i % 200;
            broker.IsDeaf = isDeafAtTimes && i % 500 < 20;
            if (breaksEvery > 0 && i % breaksEvery == 0)
            {
                broker.Close();
            }

            node.Step(i / 2 * (long)SampleMs);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(0, allocated);
        Assert.IsTrue(node.Statistics.Delivered > 2000, $"{node.Statistics.Delivered} delivered");
        Assert.AreEqual(breaksEvery > 0 || isDeafAtTimes, node.Uplink.Connections > 10, $"{node.Uplink.Connections} connections");
        Assert.AreEqual(0u, node.Statistics.Lost);
    }

    /// <summary>A broker that takes everything and keeps nothing.</summary>
    private sealed class QuietBroker : IBrokerConnection
    {
        private int _topics;
        private int _lastPacketId;
        private int _acknowledged;

        public bool IsDeaf { get; set; }

        public BrokerState State { get; private set; }

        public int RefusalCode => 0;

        public bool Open()
        {
            State = BrokerState.Open;
            return true;
        }

        public void Close() => State = BrokerState.Closed;

        public int AddTopic(byte[] name) => _topics++;

        public int Publish(int topic, byte[] buffer, int offset, int length, int qos, bool retain)
        {
            if (State != BrokerState.Open)
            {
                return 0;
            }

            _lastPacketId = (_lastPacketId % 65535) + 1;
            _acknowledged = IsDeaf ? 0 : _lastPacketId;
            return _lastPacketId;
        }

        public int AddSubscription(byte[] filter, int qos) => -1;

        public int TakeMessage(byte[] buffer, int offset, int capacity, out int subscription)
        {
            subscription = -1;
            return -1;
        }

        public int TakeAcknowledged()
        {
            int packetId = _acknowledged;
            _acknowledged = 0;
            return packetId;
        }
    }
}
