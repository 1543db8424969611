using System.Globalization;
using Sidetap.Boards.Host;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;
using Sidetap.Uplink;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>A box's doings for people: each change of its connection, and how it gets on.</summary>
internal sealed class BoxTextLog(CliContext context) : IBoxLog
{
    private const long StatusIntervalMs = 5000;

    private ClientState _state = ClientState.Stopped;
    private long _nextStatusMs = StatusIntervalMs;
    private string _way = "";
    private uint _retransmissions;

    public void Started(HostBox box, string way, string machine)
    {
        _way = way;
        context.Console.MarkupLineInterpolated($"box, {(box.Node.Client is null ? "broker" : "gateway")} [bold]{way}[/], {machine}; Ctrl+C stops");
        context.Console.MarkupLineInterpolated($"  data      {box.Node.DataTopicName}");
        context.Console.MarkupLineInterpolated($"  metadata  {box.Node.MetaDataTopicName}");
        context.Console.MarkupLineInterpolated($"  events    {box.Node.EventTopicName ?? "none: --no-events, or QoS -1 without --event-topic-id and --event-metadata-topic-id"}");
    }

    public void Stepped(HostBox box, long nowMs)
    {
        IUplink uplink = box.Node.Uplink;
        if (uplink.State != _state)
        {
            _state = uplink.State;
            string colour = _state == ClientState.Active ? "green" : _state == ClientState.Disconnected ? "red" : "default";
            string cause = _state switch
            {
                ClientState.Disconnected => $" ({Cause(uplink)})",
                ClientState.Active or ClientState.Connecting => $" {PlainText.Markup(box.Node.Client is { } sn ? $"{UdpLink.ToEndPoint(sn.Gateway)}" : _way)}",
                _ => "",
            };
            Line(nowMs, $"[{colour}]{Words(_state)}[/]{cause}");
        }

        if (box.Node.Client is { } client && client.Statistics.Retransmissions != _retransmissions)
        {
            _retransmissions = client.Statistics.Retransmissions;
            Line(nowMs, "[yellow]no answer from the gateway, sent again[/]");
        }

        if (nowMs >= _nextStatusMs)
        {
            _nextStatusMs = nowMs + StatusIntervalMs;
            string colour = box.Node.Statistics.Lost > 0 ? "yellow" : "default";
            Line(nowMs, $"[{colour}]{PlainText.Markup(Status(box))}[/]");
        }
    }

    public void Stopped(HostBox box)
    {
        NodeStatistics node = box.Node.Statistics;
        context.Console.WriteLine();
        context.Console.MarkupLineInterpolated(
            $"{node.Samples} samples; {node.KeyFrames} key frames, {node.DeltaFrames} delta frames, {node.KeepAlives} keep-alives, {node.Events} events, {node.Announcements} metadata announcements");
        context.Console.MarkupLineInterpolated(
            $"{node.Delivered} messages handed over, {box.Node.QueuedMessages} waiting, {node.Lost} lost; {Traffic(box.Node.Uplink)}");
    }

    /// <summary>A name of the code in words: "ConnectAccepted" as "connect accepted".</summary>
    public static string Words(Enum name) =>
        string.Concat($"{name}".Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Cause(IUplink uplink) => uplink is MqttUplink { RefusalCode: > 0 } broker
        ? $"{Words(uplink.LastEvent)}: {BrokerArguments.Words(broker.RefusalCode)}"
        : Words(uplink.LastEvent);

    private static string Traffic(IUplink uplink) => uplink switch
    {
        MqttUplink { Statistics: var broker } => $"{broker.MessagesSent} published, {broker.Acknowledged} acknowledged, {broker.Connections} connections",
        Client { Statistics: var client } => $"{client.FramesSent} frames ({client.OctetsSent} octets) sent, {client.FramesReceived} received, {client.Retransmissions} sent again",
        _ => "",
    };

    private static string Status(HostBox box)
    {
        NodeStatistics node = box.Node.Statistics;
        return $"{node.Samples} samples, {node.Delivered} messages handed over, {box.Node.QueuedMessages} waiting, {node.Lost} lost";
    }

    private void Line(long nowMs, string markup) =>
        context.Console.MarkupLine($"[dim]{(nowMs / 1000.0).ToString("0.0", CultureInfo.InvariantCulture),9} s[/]  {markup}");
}
