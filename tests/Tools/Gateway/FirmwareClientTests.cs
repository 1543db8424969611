using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Gateway;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>The firmware's own client at the gateway, over a link that loses nothing: what one sends, the other understands.</summary>
[TestClass]
public sealed class FirmwareClientTests
{
    [TestMethod]
    public void BoxPublishesItsDataSet()
    {
        MemoryLink link = new();
        BenchGateway gateway = new(new BenchGatewaySettings(), (_, frame) => link.Inbound.Enqueue(frame.ToArray()));
        DataSetView view = new();
        gateway.Published += publish =>
            Assert.IsTrue(publish.Topic == "cell/config" || view.TryTake(publish.Payload.Span, new(), out _, out _, out string? reason));
        Handler handler = new();
        Client client = new(new ClientSettings { ClientId = "box-1"u8.ToArray() }, link, new LinkAddress(), handler);
        Topic topic = Topic.Named("opcua/uadp/data/1/mill/3"u8.ToArray(), 1);
        client.AddTopic(topic);
        client.AddSubscription(Topic.Named("cell/config"u8.ToArray(), 1));
        client.Start(0);
        SampleData sample = new(HeaderLayout.Dynamic);
        long nowMs = 0;
        Run();
        Assert.IsTrue(topic.IsReady);
        Assert.AreSequenceEqual(new[] { "box-1" }, gateway.ConnectedClients.ToArray());
        foreach (byte[] message in sample.Announce(200).Append(sample.KeyFrame()).Append(sample.Delta(2)))
        {
            byte[] buffer = [.. new byte[FrameWriter.PublishHeaderRoom], .. message];
            Assert.AreEqual(PublishOutcome.Pending, client.TryPublish(topic, buffer, FrameWriter.PublishHeaderRoom, message.Length, 1, false, nowMs));
            Run();
        }

        Assert.AreEqual(0, gateway.Statistics.Malformed + gateway.Statistics.Refused);
        Assert.AreEqual((uint)0, client.Statistics.Unexpected);
        DataSetState state = view.DataSets.Single();
        Assert.AreEqual("mill-3", state.Name);
        Assert.AreEqual((1L, 1L, 0L), (state.KeyFrames, state.DeltaFrames, state.Sequence.Missing));
        gateway.Receive(Vectors.Octets("07040401003c62"), "other", nowMs);
        gateway.Receive(Vectors.Octets("110a00000001" + Convert.ToHexString("cell/config"u8)), "other", nowMs);
        gateway.Receive(Vectors.Octets("080c200001000141"), "other", nowMs);
        Run();
        Assert.AreEqual(1, handler.Messages);

        void Run()
        {
            for (int i = 0; i < 20; i++)
            {
                client.Step(nowMs++);
                while (link.Outbound.TryDequeue(out byte[]? frame))
                {
                    gateway.Receive(frame, "box", nowMs);
                }
            }
        }
    }

    private sealed class Handler : IClientHandler
    {
        public int Messages { get; private set; }

        public void OnStateChanged(ClientState state, ClientEvent cause)
        {
        }

        public void OnPublishEnded(Topic topic, PublishOutcome outcome) => Assert.AreEqual(PublishOutcome.Acknowledged, outcome);

        public void OnMessage(Topic subscription, byte[]? names, int nameOffset, int nameLength, Frame frame) => Messages++;
    }

    private sealed class MemoryLink : IDatagramLink
    {
        public Queue<byte[]> Inbound { get; } = new();

        public Queue<byte[]> Outbound { get; } = new();

        public int MaxDatagramLength => 1400;

        public bool IsUp => true;

        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            Outbound.Enqueue(buffer[offset..(offset + length)]);
            return true;
        }

        public bool Broadcast(byte[] buffer, int offset, int length, int radius) => false;

        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            if (!Inbound.TryDequeue(out byte[]? frame))
            {
                return -1;
            }

            frame.CopyTo(buffer, offset);
            return frame.Length;
        }
    }
}
