using Sidetap.GapReport;
using Spectre.Console;

namespace Sidetap.Tool.Output;

/// <summary>A gap report on the terminal, or as JSON.</summary>
public static class GapOutput
{
    /// <summary>Writes a table for each data set.</summary>
    /// <param name="context">Where it goes.</param>
    /// <param name="comparison">What was found, and what was left out.</param>
    /// <param name="observer">Counts.</param>
    /// <param name="all">Whether what agrees is shown too.</param>
    public static void WriteTable(CliContext context, GapComparison comparison, TrafficObserver observer, bool all)
    {
        foreach (GapResult result in comparison.Results)
        {
            context.Console.MarkupLine($"[bold]{PlainText.Markup(result.DataSet)}[/] of publisher {PlainText.Markup(result.Publisher)}: {result.Messages} messages in {result.Seconds:0.#} s");
            List<GapRow> rows = [.. result.Rows.Where(row => all || row.Verdict != GapVerdict.Ok).OrderByDescending(row => row.Verdict == GapVerdict.Gap)];
            if (rows.Count > 0)
            {
                Table table = new Table().AddColumns("", "area", "subject", "expected", "found").Border(TableBorder.Simple);
                foreach (GapRow row in rows)
                {
                    table.AddRow(Mark(row.Verdict), PlainText.Markup(row.Area), PlainText.Markup(row.Subject), PlainText.Markup(row.Expected), PlainText.Markup(row.Found));
                }

                context.Console.Write(table);
            }

            int right = result.Rows.Count(row => row.Verdict == GapVerdict.Ok);
            string gaps = result.Gaps == 0 ? "[green]no gaps[/]" : $"[red]{result.Gaps} gaps[/]";
            context.Console.MarkupLine($"{gaps}; {right} things are as the profile says{(all ? "" : " (--all shows them)")}");
        }

        if (comparison.LeftOut.Count > 0)
        {
            context.Console.MarkupLine(
                $"left out, as announced under another name: {PlainText.Markup(Names(comparison.LeftOut))} (--publisher ID holds one against the profile all the same)");
        }

        if (observer.Malformed > 0)
        {
            context.Console.MarkupLine($"[red]{observer.Malformed} malformed messages[/]; the first: {PlainText.Markup(observer.FirstFlaw!)}");
        }
    }

    /// <summary>Writes a JSON object for each row, then one with the sums.</summary>
    /// <param name="context">Where it goes.</param>
    /// <param name="comparison">What was found, and what was left out.</param>
    /// <param name="observer">Counts.</param>
    public static void WriteJson(CliContext context, GapComparison comparison, TrafficObserver observer)
    {
        foreach (GapResult result in comparison.Results)
        {
            foreach (GapRow row in result.Rows)
            {
                context.Output.WriteLine(JsonText.Line(json =>
                {
                    json.WriteString("publisher", result.Publisher);
                    json.WriteString("dataSet", result.DataSet);
                    json.WriteString("verdict", row.Verdict switch { GapVerdict.Ok => "ok", GapVerdict.Note => "note", _ => "gap" });
                    json.WriteString("area", row.Area);
                    json.WriteString("subject", row.Subject);
                    json.WriteString("expected", row.Expected);
                    json.WriteString("found", row.Found);
                }));
            }
        }

        context.Output.WriteLine(JsonText.Line(json =>
        {
            json.WriteNumber("dataSets", comparison.Results.Count);
            json.WriteNumber("messages", observer.Messages);
            json.WriteNumber("gaps", comparison.Gaps);
            json.WriteNumber("malformed", observer.Malformed);
            json.WriteStartArray("leftOut");
            foreach (OtherDataSet one in comparison.LeftOut)
            {
                json.WriteStartObject();
                json.WriteString("publisher", one.Publisher);
                json.WriteString("dataSet", one.DataSet);
                json.WriteNumber("messages", one.Messages);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    /// <summary>Data sets with their publishers, for a line of text.</summary>
    /// <param name="others">The data sets.</param>
    internal static string Names(IEnumerable<OtherDataSet> others) => string.Join(", ", others.Select(one => $"{one.DataSet} of publisher {one.Publisher}"));

    private static string Mark(GapVerdict verdict) => verdict switch
    {
        GapVerdict.Ok => "[green]ok[/]",
        GapVerdict.Note => "[dim]note[/]",
        _ => "[red]gap[/]",
    };
}
