using Sidetap.Decoding;
using Spectre.Console;

namespace Sidetap.Tool.Output;

/// <summary>The data sets that were seen, with what was lost and repeated.</summary>
public static class DataSetTable
{
    /// <summary>Prints the table; nothing when there are none.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="dataSets">The data sets.</param>
    public static void Write(IAnsiConsole console, IReadOnlyCollection<DataSetState> dataSets)
    {
        if (dataSets.Count == 0)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Simple);
        foreach (string name in (string[])["Data set", "Publisher", "Writer"])
        {
            table.AddColumn(new TableColumn(name).NoWrap());
        }

        foreach (string name in (string[])["Key", "Delta", "Events", "Alive", "Last #", "Missing", "Repeated", "Late", "Restarts"])
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (DataSetState state in dataSets)
        {
            SequenceCounter sequence = state.Sequence;
            table.AddRow(
                PlainText.Markup(state.MetaData?.Name ?? "not announced"),
                PlainText.Markup($"{state.PublisherId}"),
                state.DataSetWriterId == null ? "-" : $"{state.DataSetWriterId}",
                $"{state.KeyFrames}",
                $"{state.DeltaFrames}",
                $"{state.Events}",
                $"{state.KeepAlives}",
                sequence.Last == null ? "-" : $"{sequence.Last}",
                sequence.Missing == 0 ? "0" : $"[red]{sequence.Missing}[/]",
                $"{sequence.Duplicates}",
                $"{sequence.Late}",
                $"{sequence.Restarts}");
        }

        console.Write(table);
    }
}
