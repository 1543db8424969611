using System.Net;
using System.Text.Json;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Gateway;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>The gateway's doings for programs.</summary>
internal sealed class GatewayJsonLog(CliContext context) : IGatewayLog
{
    private readonly DataSetView _dataSets = new();

    public void Started(IPEndPoint endPoint, IPEndPoint? group) => Write("started", json =>
    {
        json.WriteString("endpoint", endPoint.ToString());
        json.WriteString("group", group?.ToString());
    });

    public void Published(AcceptedPublish publish)
    {
        PublishedData data = PublishedData.Of(publish, _dataSets);
        Write("published", json =>
        {
            json.WriteString("client", publish.ClientId);
            json.WriteString("endpoint", publish.Endpoint);
            json.WriteString("node", publish.NodeId);
            json.WriteString("topic", publish.Topic);
            json.WriteNumber("qos", publish.Qos);
            json.WriteBoolean("retain", publish.Retain);
            json.WriteBoolean("dup", publish.Dup);
            json.WriteBoolean("will", publish.IsWill);
            json.WriteString("payload", Convert.ToHexStringLower(publish.Payload.Span));
            json.WriteString("summary", data.Summary);
            json.WriteString("problem", data.Problem);
            JsonText.WriteUpdates(json, data.Updates);
        });
    }

    public void Happened(GatewayEvent happened) => Write($"{happened.Kind}".ToLowerInvariant(), json =>
    {
        json.WriteString("client", happened.ClientId);
        json.WriteString("endpoint", happened.Endpoint);
        json.WriteString("node", happened.NodeId);
        json.WriteString("detail", happened.Detail);
    });

    public void Stopped(GatewayStatistics statistics) => Write("stopped", json =>
    {
        json.WriteNumber("received", statistics.Received);
        json.WriteNumber("sent", statistics.Sent);
        json.WriteNumber("retransmitted", statistics.Retransmitted);
        json.WriteNumber("published", statistics.Published);
        json.WriteNumber("delivered", statistics.Delivered);
        json.WriteNumber("lost", statistics.Lost);
        json.WriteNumber("forgotten", statistics.Forgotten);
        json.WriteNumber("overheard", statistics.Overheard);
        json.WriteNumber("malformed", statistics.Malformed);
        json.WriteNumber("refused", statistics.Refused);
    });

    private void Write(string what, Action<Utf8JsonWriter> members)
    {
        context.Output.WriteLine(JsonText.Line(json =>
        {
            json.WriteString("time", UaTime.Text(DateTime.UtcNow));
            json.WriteString("event", what);
            members(json);
        }));
        context.Output.Flush();
    }
}
