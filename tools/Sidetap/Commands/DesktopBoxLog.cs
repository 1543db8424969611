using System.Globalization;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Desktop;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Settings;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>What a box does that is set up over its line, for people: its starts, and each change of its connection.</summary>
internal sealed class DesktopBoxLog(CliContext context)
{
    private ClientState? _state;
    private uint _starts;

    /// <summary>The box has started or restarted.</summary>
    public void Started(DesktopStart start)
    {
        _state = null;
        _starts++;
        string settings = start.Settings.Trial.IsUnconfirmed ? "settings on trial" : start.Settings.Status switch
        {
            SettingStatus.Defaults => "no settings yet",
            SettingStatus.BothBad => "both copies of its settings damaged: factory defaults",
            SettingStatus.OneCopyBad => "settings from the copy that is whole",
            _ => "its settings",
        };
        Line(start, start.Node is { } node
            ? $"[bold]{(_starts == 1 ? "started" : "restarted")}[/] with {settings}; publishes to {PlainText.Markup(node.DataTopicName)}"
            : $"[red]could not start[/] with {settings}: {PlainText.Markup(start.Fault ?? "")} Set it right over its line");
    }

    /// <summary>The box has done a step.</summary>
    public void Stepped(DesktopStart start)
    {
        if (start.Node is not { } node || node.Uplink.State == _state)
        {
            return;
        }

        _state = node.Uplink.State;
        string colour = _state == ClientState.Active ? "green" : "default";
        string where = _state is ClientState.Active or ClientState.Connecting && node.Client is { } client ? $" {UdpLink.ToEndPoint(client.Gateway)}" : "";
        Line(start, $"[{colour}]{BoxTextLog.Words(_state)}[/]{PlainText.Markup(where)}");
    }

    private void Line(DesktopStart start, string markup) =>
        context.Console.MarkupLine($"[dim]{(start.Clock.UptimeMs / 1000.0).ToString("0.0", CultureInfo.InvariantCulture),9} s[/]  {markup}");
}
