using System.Text.Json;
using Sidetap.Boards.Host;
using Sidetap.Decoding.Uadp;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;
using Sidetap.Uplink;

namespace Sidetap.Tool.Commands;

/// <summary>A box's doings for programs.</summary>
internal sealed class BoxJsonLog(CliContext context) : IBoxLog
{
    private const long StatusIntervalMs = 1000;

    private ClientState _state = ClientState.Stopped;
    private long _nextStatusMs = StatusIntervalMs;

    public void Started(HostBox box, string way, string machine) => Write(box, "started", json =>
    {
        json.WriteString(box.Node.Client is null ? "broker" : "gateway", way);
        json.WriteString("machine", machine);
        json.WriteString("publisherId", $"{box.Node.PublisherId}");
        json.WriteString("dataTopic", box.Node.DataTopicName);
        json.WriteString("metaDataTopic", box.Node.MetaDataTopicName);
        json.WriteString("eventTopic", box.Node.EventTopicName);
        json.WriteNumber("bootCount", box.Node.BootCount);
    });

    public void Stepped(HostBox box, long nowMs)
    {
        IUplink uplink = box.Node.Uplink;
        if (uplink.State != _state)
        {
            _state = uplink.State;
            Write(box, "state", json =>
            {
                json.WriteString("state", $"{uplink.State}");
                json.WriteString("cause", $"{uplink.LastEvent}");
                if (uplink is Client client)
                {
                    json.WriteString("gateway", client.Gateway.Length > 0 ? UdpLink.ToEndPoint(client.Gateway).ToString() : null);
                }
                else if (uplink is MqttUplink { RefusalCode: > 0 } broker)
                {
                    json.WriteString("refusal", BrokerArguments.Words(broker.RefusalCode));
                }
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
        if (box.Node.Uplink is MqttUplink { Statistics: var broker })
        {
            json.WriteNumber("published", broker.MessagesSent);
            json.WriteNumber("acknowledged", broker.Acknowledged);
            json.WriteNumber("connections", broker.Connections);
            return;
        }

        ClientStatistics client = box.Node.Client.Statistics;
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
