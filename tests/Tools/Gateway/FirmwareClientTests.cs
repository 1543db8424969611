using System.Text;
using Sidetap.Decoding;
using Sidetap.Gateway;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>The firmware's own client at the gateway: what one sends, the other understands.</summary>
[TestClass]
public sealed class FirmwareClientTests
{
    [TestMethod]
    public void BoxPublishesItsDataSet()
    {
        FirmwareBench bench = new(new ClientSettings());
        DataSetView view = new();
        bench.Gateway.Published += publish =>
            Assert.IsTrue(publish.Topic == "cell/config" || view.TryTake(publish.Payload.Span, new(), out _, out _, out string? reason));
        Topic topic = Topic.Named("opcua/uadp/data/1/mill/3"u8.ToArray(), 1);
        bench.Client.AddTopic(topic);
        bench.Client.AddSubscription(Topic.Named("cell/config"u8.ToArray(), 1));
        bench.Client.Start(0);
        SampleData sample = new(HeaderLayout.Dynamic);
        bench.Run();
        Assert.IsTrue(topic.IsReady);
        Assert.AreSequenceEqual(new[] { "box-1" }, bench.Gateway.ConnectedClients.ToArray());
        foreach (byte[] message in sample.Announce(200).Append(sample.KeyFrame()).Append(sample.Delta(2)))
        {
            byte[] buffer = [.. new byte[FrameWriter.PublishHeaderRoom], .. message];
            PublishOutcome outcome = bench.Client.TryPublish(topic, buffer, FrameWriter.PublishHeaderRoom, message.Length, 1, false, bench.NowMs);
            Assert.AreEqual(PublishOutcome.Pending, outcome);
            bench.Run();
        }

        Assert.IsTrue(bench.Outcomes.All(outcome => outcome == PublishOutcome.Acknowledged));
        CheckUnderstanding(bench);
        DataSetState state = view.DataSets.Single();
        Assert.AreEqual("mill-3", state.Name);
        Assert.AreEqual((1L, 1L, 0L), (state.KeyFrames, state.DeltaFrames, state.Sequence.Missing));
        ConnectOther(bench, "cell/config");
        PublishOther(bench, 1, 'A');
        bench.Run();
        Assert.AreEqual("cell/config=A", string.Join(' ', bench.Messages));
    }

    [TestMethod]
    [DataRow("cell/config", 0)]
    [DataRow("cell/config", 1)]
    [DataRow("cell/config", 2)]
    [DataRow("cell/#", 1)]
    [DataRow("cell/+", 2)]
    public void SleepsAndGetsWhatWaited(string filter, int qos)
    {
        FirmwareBench bench = Subscribed(new ClientSettings(), filter, qos);
        Assert.IsTrue(bench.Client.Sleep(100, bench.NowMs));
        bench.Run();
        Assert.AreEqual(ClientState.Asleep, bench.Client.State);
        Assert.AreSequenceEqual(new[] { "box-1" }, bench.Gateway.SleepingClients.ToArray());
        foreach (char data in "ABC")
        {
            PublishOther(bench, qos, data);
        }

        bench.Run(79_000);
        Assert.IsEmpty(bench.Messages);
        bench.Run(2_000); // four fifths of its Duration
        Assert.AreEqual("cell/config=A cell/config=B cell/config=C", string.Join(' ', bench.Messages));
        Assert.AreEqual(ClientState.Asleep, bench.Client.State);
        bench.Run(600_000);
        Assert.AreEqual(ClientState.Asleep, bench.Client.State);
        PublishOther(bench, qos, 'D');
        Assert.IsTrue(bench.Client.Wake(bench.NowMs));
        bench.Run();
        Assert.AreSequenceEqual(new[] { "box-1" }, bench.Gateway.ConnectedClients.Where(client => client == "box-1").ToArray());
        CheckUnderstanding(bench);
    }

    [TestMethod]
    public void SpeaksThroughAForwarder()
    {
        FirmwareBench bench = Subscribed(new ClientSettings { WirelessNodeId = [0x0A, 0x0B] }, "cell/#", 2);
        PublishOther(bench, 2, 'A');
        bench.Run();
        Assert.AreEqual("cell/config=A", string.Join(' ', bench.Messages));
        CheckUnderstanding(bench);
    }

    [TestMethod]
    public void ItsWillIsPublishedWhenItIsLost()
    {
        FirmwareBench bench = new(new ClientSettings { WillTopic = "cell/gone"u8.ToArray(), WillMessage = "box-1"u8.ToArray(), WillQos = 1 });
        AcceptedPublish? will = null;
        bench.Gateway.Published += publish => will = publish;
        bench.Client.Start(0);
        bench.Run();
        Assert.IsTrue(bench.Client.SetWill("cell/lost"u8.ToArray(), "box-1!"u8.ToArray(), 1, false, bench.NowMs));
        bench.Run();
        bench.IsCut = true;
        bench.Run(100_000);
        Assert.AreEqual(("cell/lost", true, "box-1!"), (will?.Topic, will?.IsWill, Encoding.UTF8.GetString(will!.Payload.Span)));
        bench.IsCut = false;
        bench.Run(100_000);
        Assert.HasCount(1, bench.Gateway.ConnectedClients);
        CheckUnderstanding(bench);
    }

    /// <summary>A kept session: what came while the box was away arrives when it is back, once.</summary>
    [TestMethod]
    [DataRow("cell/#", 1)]
    [DataRow("cell/#", 2)]
    [DataRow("cell/config", 1)]
    [DataRow("cell/config", 2)]
    public void KeptSessionGetsWhatItMissed(string filter, int qos)
    {
        FirmwareBench bench = Subscribed(new ClientSettings { CleanSession = false }, filter, qos);
        PublishOther(bench, qos, 'A');
        bench.Run();
        bench.IsCut = true;
        bench.Run(100_000);
        PublishOther(bench, qos, 'B');
        PublishOther(bench, qos, 'C');
        bench.IsCut = false;
        bench.Run(100_000);
        Assert.AreEqual("cell/config=A cell/config=B cell/config=C", string.Join(' ', bench.Messages));
    }

    /// <summary>QoS 2 in a kept session means once, in order, whatever the link loses or repeats, and across lost connections; both ways.</summary>
    [TestMethod]
    [DataRow("cell/#", 1)]
    [DataRow("cell/#", 2)]
    [DataRow("cell/config", 3)]
    [DataRow("cell/config", 4)]
    public void Qos2IsDeliveredOnceOverABadLink(string filter, int seed)
    {
        Random random = new(seed);
        FirmwareBench bench = Subscribed(new ClientSettings { CleanSession = false, RetryCount = 5 }, filter, 2);
        Topic topic = Topic.Named("box/out"u8.ToArray(), 0);
        bench.Client.AddTopic(topic);
        List<string> published = [];
        bench.Gateway.Published += publish => published.AddRange(publish.Topic == "box/out" ? [Encoding.UTF8.GetString(publish.Payload.Span)] : []);
        bench.MakeBad(seed);
        byte[] buffer = new byte[FrameWriter.PublishHeaderRoom + 1];
        List<string> sent = [];
        List<string> own = [];
        for (int i = 0; i < 90; i++)
        {
            char data = (char)(' ' + 1 + i);
            PublishOther(bench, 2, data);
            sent.Add($"cell/config={data}");
            buffer[^1] = bench.Client.IsPublishing ? buffer[^1] : (byte)data;
            if (bench.Client.TryPublish(topic, buffer, FrameWriter.PublishHeaderRoom, 1, 2, false, bench.NowMs) == PublishOutcome.Pending)
            {
                own.Add($"{data}");
            }

            bench.IsCut = i % 30 == 29;
            bench.Run(bench.IsCut ? 300_000 : random.Next(60_000));
            bench.IsCut = false;
        }

        bench.Run(3_000_000);
        Assert.AreEqual(string.Join(' ', sent), string.Join(' ', bench.Messages));
        Assert.AreEqual(string.Join(' ', own), string.Join(' ', published));
        Assert.IsGreaterThan(30, own.Count);
        Assert.IsGreaterThan(0, bench.Gateway.Statistics.Lost);
        Assert.IsTrue(bench.Outcomes.All(outcome => outcome == PublishOutcome.Acknowledged), string.Join(' ', bench.Outcomes));
    }

    private static FirmwareBench Subscribed(ClientSettings settings, string filter, int qos)
    {
        FirmwareBench bench = new(settings);
        bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes(filter), qos));
        bench.Client.Start(0);
        ConnectOther(bench, "cell/config");
        bench.Run();
        return bench;
    }

    private static void ConnectOther(FirmwareBench bench, string topic)
    {
        bench.Other("0704 04 01 0000 62");
        bench.Other($"{6 + topic.Length:x2}0a 0000 0001 {Convert.ToHexString(Encoding.UTF8.GetBytes(topic))}");
    }

    private static void PublishOther(FirmwareBench bench, int qos, char data)
    {
        bench.Other($"080c {qos << 5:x2} 0001 {(qos == 0 ? 0 : data):x4} {(int)data:x2}");
        bench.Other($"0410 {(int)data:x4}");
    }

    private static void CheckUnderstanding(FirmwareBench bench)
    {
        Assert.AreEqual(0, bench.Gateway.Statistics.Malformed);
        IEnumerable<GatewayRefusal> refusals = Enum.GetValues<GatewayRefusal>().Where(one => bench.Gateway.Statistics.Of(one) > 0);
        Assert.AreEqual("", string.Join(' ', refusals));
        Assert.AreEqual((uint)0, bench.Client.Statistics.Unexpected);
    }
}
