using System.Globalization;
using System.Text.Json;
using Sidetap.Tool.Output;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sidetap.Tool.Commands;

/// <summary>A rollout in words, tables and JSON.</summary>
internal static class RolloutTexts
{
    // Heading and lines of the rings are above; counts and the cursor below.
    private const int OtherLines = 6;

    /// <summary>What is different when a box has changed.</summary>
    public static string Key(RolloutBox box, bool isJson) => isJson ? Json(box) : $"{box.Stage} {box.Reason}";

    /// <summary>How far a box is, in a few words.</summary>
    public static string Words(RolloutBox box) => box.Stage switch
    {
        RolloutStage.Waiting => "waits for its ring",
        RolloutStage.Offered => "was offered it",
        RolloutStage.Receiving => "receives it",
        RolloutStage.Staged => "has it, and is about to try it",
        RolloutStage.Trial => "tries it",
        RolloutStage.Confirmed => "updated",
        RolloutStage.Failed => $"failed ({box.Reason})",
        RolloutStage.Silent => "silent",
        RolloutStage.Skipped => $"left out ({box.Reason})",
        _ => "withdrawn",
    };

    /// <summary>A line for a box that has changed.</summary>
    public static string Line(RolloutBox box)
    {
        string advice = box.Advice is null ? "" : $": {box.Advice}";
        return $"ring {box.Ring}, box {box.Label}: {Words(box)}{advice}";
    }

    /// <summary>A box as one JSON object.</summary>
    public static string Json(RolloutBox box) => JsonText.Line(json =>
    {
        json.WriteString("box", box.Id);
        if (box.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteNumber("ring", box.Ring);
        json.WriteString("stage", JsonNamingPolicy.CamelCase.ConvertName($"{box.Stage}"));
        json.WriteNumber("octets", box.Octets);
        if (box.Running is { } running)
        {
            json.WriteString("running", running);
        }

        if (box.Reason is { } reason)
        {
            json.WriteString("reason", reason);
            json.WriteString("advice", box.Advice);
        }
    });

    /// <summary>How many boxes are how far.</summary>
    public static string Counts(RolloutRecord record)
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{record.Boxes.Count(box => box.Stage == RolloutStage.Confirmed)} of {record.Boxes.Count} updated")];
        foreach ((RolloutStage stage, string word) in ((RolloutStage, string)[])
            [(RolloutStage.Failed, "failed"), (RolloutStage.Silent, "silent"), (RolloutStage.Skipped, "left out"), (RolloutStage.Withdrawn, "withdrawn"), (RolloutStage.Waiting, "not offered")])
        {
            int count = record.Boxes.Count(box => box.Stage == stage);
            parts.AddRange(count > 0 ? [$"{count} {word}"] : []);
        }

        int underWay = record.Boxes.Count(box => box.IsUnderWay);
        parts.AddRange(underWay > 0 ? [$"{underWay} under way"] : []);
        return string.Join(", ", parts);
    }

    /// <summary>The live view: a line for each ring, then the boxes that matter now.</summary>
    public static IRenderable Draw(Rollout rollout, UpdateLoop loop, int lines)
    {
        RolloutRecord record = rollout.Record;
        Table rings = new Table().Border(TableBorder.None);
        foreach (string head in (string[])["Ring", "Boxes", "Updated", "Under way", "Failed", "Silent", "Left out"])
        {
            rings.AddColumn(new TableColumn($"[dim]{head}[/]").RightAligned().PadRight(2));
        }

        foreach (IGrouping<int, RolloutBox> ring in record.Boxes.GroupBy(box => box.Ring))
        {
            string[] row =
            [
                ring.Key == rollout.Ring ? $"> {ring.Key}" : $"{ring.Key}", $"{ring.Count()}", Count(ring, RolloutStage.Confirmed), $"{ring.Count(box => box.IsUnderWay)}",
                Count(ring, RolloutStage.Failed), Count(ring, RolloutStage.Silent), Count(ring, RolloutStage.Skipped),
            ];
            rings.AddRow([.. row.Select(text => (IRenderable)new Text(text))]);
        }

        Table boxes = new Table().Border(TableBorder.None);
        foreach (string head in (string[])["Box", "Stage", "Progress", "What to do"])
        {
            boxes.AddColumn(new TableColumn($"[dim]{head}[/]").PadRight(2));
        }

        List<RolloutBox> shown = [.. record.Boxes.Where(box => box.IsUnderWay || box.Stage is RolloutStage.Failed or RolloutStage.Silent).OrderBy(box => !box.IsUnderWay)];
        int rows = Math.Max(2, lines - OtherLines - rollout.Rings);
        foreach (RolloutBox box in shown.Take(rows))
        {
            string progress = box.Octets == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * box.Octets / record.Octets:0} %");
            string colour = box.IsUnderWay ? "default" : "red";
            boxes.AddRow(PlainText.Markup(box.Label), $"[{colour}]{Markup.Escape(Words(box))}[/]", progress, PlainText.Markup(box.Advice ?? ""));
        }

        string more = shown.Count > rows ? $"and {shown.Count - rows} more; " : "";
        string link = loop.IsUp ? "" : loop.WasUp ? "[red]the connection is lost; trying again[/]  " : "connecting  ";
        string stopped = record.StoppedBecause is { } why ? $"[red]stopped: {Markup.Escape(why)}[/]  " : "";
        IEnumerable<IRenderable> tables = shown.Count > 0 ? [rings, boxes] : [rings];
        return new Rows([.. tables, new Markup($"{link}{stopped}{more}{Markup.Escape(Counts(record))}; q interrupts")]);
    }

    private static string Count(IEnumerable<RolloutBox> boxes, RolloutStage stage) => $"{boxes.Count(box => box.Stage == stage)}";
}
