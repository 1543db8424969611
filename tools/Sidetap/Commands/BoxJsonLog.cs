using System.Text.Json;
using Sidetap.Boards.Host;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>A box's doings for programs.</summary>
internal sealed class BoxJsonLog(CliContext context) : IBoxLog
{
    private const long StatusIntervalMs = 1000;

    private ClientState _state = ClientState.Stopped;
    private long _nextStatusMs = StatusIntervalMs;

    public void Started(HostBox box, string gateway, string machine) => Write(box, "started", json =>
    {
        json.WriteString("gateway", gateway);
        json.WriteString("machine", machine);
        json.WriteString("publisherId", $"{box.Node.PublisherId}");
        json.WriteString("dataTopic", box.Node.DataTopicName);
        json.WriteString("metaDataTopic", box.Node.MetaDataTopicName);
        json.WriteString("eventTopic", box.Node.EventTopicName);
        json.WriteNumber("bootCount", box.Node.BootCount);
    });

    public void Stepped(HostBox box, long nowMs)
    {
        Client client = box.Node.Client;
        if (client.State != _state)
        {
            _state = client.State;
            Write(box, "state", json =>
            {
                json.WriteString("state", $"{client.State}");
                json.WriteString("cause", $"{client.LastEvent}");
                json.WriteString("gateway", client.Gateway.Length > 0 ? UdpLink.ToEndPoint(client.Gateway).ToString() : null);
            });
        }

        if (nowMs >= _nextStatusMs)
        {
            _nextStatusMs = nowMs + StatusIntervalMs;
            Write(box, "status", json => WriteStatistics(json, box));
        }
    }

    public void Stopped(HostBox box) => Write(box, "stopped", json => WriteStatistics(json, box));

    private static void WriteStatistics(Utf8JsonWriter json, HostBox box)
    {
        NodeStatistics node = box.Node.Statistics;
        ClientStatistics client = box.Node.Client.Statistics;
        json.WriteNumber("samples", node.Samples);
        json.WriteNumber("missedSamples", node.MissedSamples);
        json.WriteNumber("keyFrames", node.KeyFrames);
        json.WriteNumber("deltaFrames", node.DeltaFrames);
        json.WriteNumber("keepAlives", node.KeepAlives);
        json.WriteNumber("events", node.Events);
        json.WriteNumber("announcements", node.Announcements);
        json.WriteNumber("delivered", node.Delivered);
        json.WriteNumber("waiting", box.Node.QueuedMessages);
        json.WriteNumber("stored", box.Node.StoredMessages);
        json.WriteNumber("lost", node.Lost);
        json.WriteNumber("recovered", node.Recovered);
        json.WriteNumber("flashWrites", node.FlashWrites);
        json.WriteNumber("flashFailures", node.FlashFailures);
        json.WriteNumber("damagedRecords", node.DamagedRecords);
        json.WriteNumber("framesSent", client.FramesSent);
        json.WriteNumber("octetsSent", client.OctetsSent);
        json.WriteNumber("framesReceived", client.FramesReceived);
        json.WriteNumber("retransmissions", client.Retransmissions);
    }

    private void Write(HostBox box, string what, Action<Utf8JsonWriter> members)
    {
        context.Output.WriteLine(JsonText.Line(json =>
        {
            json.WriteString("time", UaTime.Text(box.Clock.UtcOf(box.Clock.UptimeMs)));
            json.WriteString("event", what);
            members(json);
        }));
        context.Output.Flush();
    }
}
