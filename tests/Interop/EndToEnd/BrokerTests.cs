using Sidetap.Gateway;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>
/// What a transparent gateway does with the box's messages: topic and payload go to an MQTT broker as they are. A real one must take the topics
/// (OPC 10000-14, 7.3.4.7) and give back the octets.
/// </summary>
[TestClass]
public sealed class BrokerTests
{
    [TestMethod]
    public void A_broker_takes_the_topics_and_gives_back_the_octets()
    {
        using BenchRun run = new(new RecordedMill(20, 5), "--max-frame", "8192");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        AcceptedPublish metaData = run.Published[0];
        AcceptedPublish keyFrame = run.Published.First(one => one.Topic.EndsWith("/Machine/CncMachineTool", StringComparison.Ordinal) && one != metaData);
        Assert.IsTrue(metaData.Retain, "metadata in one piece is retained");
        Assert.IsFalse(keyFrame.Retain);

        using Mosquitto broker = new();
        broker.PublishRetained(metaData.Topic, metaData.Payload);
        broker.PublishRetained(keyFrame.Topic, keyFrame.Payload);
        Dictionary<string, string> received = broker.ReadRetained("opcua/uadp/+/+/Machine/CncMachineTool", 2);

        Assert.AreEqual(Convert.ToHexString(metaData.Payload.Span), received[metaData.Topic]);
        Assert.AreEqual(Convert.ToHexString(keyFrame.Payload.Span), received[keyFrame.Topic]);
        Assert.MatchesRegex("^opcua/uadp/metadata/[1-9][0-9]*/Machine/CncMachineTool$", metaData.Topic);
        Assert.MatchesRegex("^opcua/uadp/data/[1-9][0-9]*/Machine/CncMachineTool$", keyFrame.Topic);
    }
}
