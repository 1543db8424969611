using System.Globalization;
using System.Net;
using Sidetap.Decoding;
using Sidetap.Gateway;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>The gateway's doings for people.</summary>
internal sealed class GatewayTextLog(CliContext context) : IGatewayLog
{
    private static readonly string FieldIndent = new(' ', 43);

    private readonly DataSetView _dataSets = new();

    public void Started(IPEndPoint endPoint, IPEndPoint? group)
    {
        string also = group != null ? $" and in group {group}" : "";
        context.Console.MarkupLineInterpolated($"MQTT-SN bench gateway on [bold]{endPoint}[/]{also} (UDP); Ctrl+C stops");
    }

    public void Published(AcceptedPublish publish)
    {
        PublishedData data = PublishedData.Of(publish, _dataSets);
        string marks = (publish.Retain ? ", retain" : "") + (publish.Dup ? ", DUP" : "");
        Line("cyan", publish.ClientId ?? Place(publish.Endpoint, publish.NodeId), publish.IsWill ? "will" : "publish", $"{publish.Topic}  QoS {publish.Qos}{marks}, {data.Summary}");
        if (data.Problem != null)
        {
            context.Console.MarkupLine($"{FieldIndent}[red]{PlainText.Markup(data.Problem)}[/]");
        }

        foreach (DataSetUpdate update in data.Updates)
        {
            DataSetLines.Write(context.Console, update, FieldIndent);
        }
    }

    public void Happened(GatewayEvent happened)
    {
        string colour = happened.Kind switch
        {
            GatewayEventKind.Connected => "green",
            GatewayEventKind.Lost or GatewayEventKind.Malformed => "red",
            GatewayEventKind.Refused or GatewayEventKind.Forgotten => "yellow",
            GatewayEventKind.Asleep or GatewayEventKind.Awake => "blue",
            _ => "default",
        };
        string detail = happened.Kind == GatewayEventKind.Connected ? $"{happened.Detail}, from {happened.Endpoint}" : happened.Detail;
        Line(colour, happened.ClientId ?? Place(happened.Endpoint, happened.NodeId), $"{happened.Kind}".ToLowerInvariant(), detail);
    }

    public void Stopped(GatewayStatistics statistics)
    {
        context.Console.WriteLine();
        context.Console.MarkupLine(
            $"{statistics.Received} datagrams in, {statistics.Sent} out ({statistics.Retransmitted} again); {statistics.Published} published, "
            + $"{statistics.Delivered} delivered; {Count(statistics.Lost, "lost")}, {Count(statistics.Malformed, "malformed")}, {Count(statistics.Refused, "refused")}");
        foreach (FrameError error in Enum.GetValues<FrameError>().Where(error => statistics.Of(error) > 0))
        {
            context.Console.MarkupLine($"  malformed, {Decoding.Frames.FrameText.Of(error)}: {statistics.Of(error)}");
        }

        DataSetTable.Write(context.Console, _dataSets.DataSets);
    }

    private static string Place(string endpoint, string? nodeId) => endpoint.Length == 0 ? "gateway" : nodeId == null ? endpoint : $"{endpoint} node {nodeId}";

    private static string Count(long number, string what) => number == 0 ? $"none {what}" : $"[yellow]{number} {what}[/]";

    private void Line(string colour, string who, string what, string detail)
    {
        string time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        context.Console.MarkupLine($"[dim]{time}[/]  {PlainText.Markup(who),-15}  [{colour}]{what,-12}[/] {PlainText.Markup(detail)}");
    }
}
