using Sidetap.Decoding;
using Spectre.Console;

namespace Sidetap.Tool.Output;

/// <summary>The table that shows a message field by field, with the octets each one occupies.</summary>
public static class LayoutTable
{
    private const int MaxHexOctets = 8;

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="octets">The octets the rows are about.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(IAnsiConsole console, ReadOnlySpan<byte> octets, IReadOnlyList<LayoutRow> rows)
    {
        Table table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[dim]Octets[/]").RightAligned().NoWrap().PadLeft(2).PadRight(2));
        table.AddColumn(new TableColumn("[dim]Hex[/]").NoWrap().PadRight(2));
        table.AddColumn(new TableColumn("[dim]  Field[/]").NoWrap().PadRight(2));
        table.AddColumn(new TableColumn("[dim]Value[/]"));
        foreach (LayoutRow row in rows)
        {
            if (row.IsHeading)
            {
                Markup name = new($"[bold]{PlainText.Markup(row.Name)}[/]");
                table.AddRow(Text.Empty, Text.Empty, name, new Markup($"[dim]{PlainText.Markup(row.Value)}[/]"));
            }
            else
            {
                table.AddRow(
                    new Markup($"[dim]{row.Octets}[/]"),
                    new Markup($"[dim]{Hex(octets, row.Octets)}[/]"),
                    new Markup($"  {PlainText.Markup(row.Name)}"),
                    new Markup(PlainText.Markup(row.Value)));
            }
        }

        console.Write(table);
    }

    private static string Hex(ReadOnlySpan<byte> octets, OctetRange range)
    {
        // A row can't lie outside; but a table that is wrong must not take the tool down.
        if (range.Start < 0 || range.End > octets.Length)
        {
            return "";
        }

        string hex = Convert.ToHexStringLower(octets.Slice(range.Start, Math.Min(range.Length, MaxHexOctets)));
        return range.Length > MaxHexOctets ? hex + "…" : hex;
    }
}
