using Sidetap.Decoding.Events;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>A log for people: a line for each event, in columns.</summary>
internal sealed class LogLines(CliContext context) : ILogWriter
{
    private bool _hasHead;

    /// <inheritdoc/>
    public void Write(MachineEvent one)
    {
        if (!_hasHead)
        {
            _hasHead = true;
            context.Console.MarkupLine($"[dim]{Columns("Time (UTC)", "Publisher", "Kind", "Sev.", "Source")}  Change[/]");
        }

        string colour = one.Severity switch
        {
            > 600 => "red",
            > 400 => "yellow",
            _ => "default",
        };
        string columns = Columns(EventText.TimeOf(one), $"{one.PublisherId}", one.Kind ?? "?", one.Severity?.ToString() ?? "", one.Source ?? "?");
        string cause = one.Cause is { Length: > 0 } text ? $"  [dim]{PlainText.Markup(text)}[/]" : "";
        context.Console.MarkupLine($"{PlainText.Markup(columns)}  [{colour}]{PlainText.Markup(EventText.ChangeOf(one))}[/]{cause}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing was begun.
    }

    private static string Columns(string time, string publisher, string kind, string severity, string source) =>
        $"{time,-24}  {publisher,-15}  {kind,-5}  {severity,4}  {source,-20}";
}
