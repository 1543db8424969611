using Sidetap.Tool.Boards;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Boards in tables.</summary>
internal static class BoardsTables
{
    /// <summary>All boards.</summary>
    public static Table List(BoardTable boards)
    {
        Table table = Columns("Board", "Target", "Flash", "For the application", "Heap", "Interfaces", "What it is");
        foreach (BoardInfo board in boards.Boards)
        {
            Add(
                table, board.Id, board.Targets[0].Name, Size(board.FlashKb), Size(board.DeploymentKb), Size(board.HeapKb), string.Join(", ", board.Interfaces), board.Name);
        }

        return table;
    }

    /// <summary>One board with its terminals.</summary>
    public static void Write(IAnsiConsole console, BoardTable boards, BoardInfo board)
    {
        console.MarkupLine($"[bold]{PlainText.Markup(board.Id)}[/]  {PlainText.Markup(board.Name)}");
        for (int i = 0; i < board.Targets.Count; i++)
        {
            console.WriteLine($"{(i == 0 ? "Target" : "    or")}     {board.Targets[i].Name}: {board.Targets[i].For}");
        }

        console.WriteLine($"nanoCLR    {(boards.FirmwareVersion.Length > 0 ? boards.FirmwareVersion : "the newest stable one")}, with mscorlib {boards.CoreLibrary}");
        console.WriteLine($"Flash      {Size(board.FlashKb)}, {Size(board.DeploymentKb)} of it for the application, whose image takes less than {boards.ImageBudgetKb} KB");
        console.WriteLine($"Heap       {Size(board.HeapKb)}, of which Sidetap takes less than {boards.HeapBudgetKb} KB");
        console.WriteLine($"Files      {board.Drive}{(board.FilesKb > 0 ? $" ({Size(board.FilesKb)})" : "")}");
        console.WriteLine($"Memory     {board.MemoryNote}");
        console.WriteLine($"Updates    {board.UpdateNote}");
        console.WriteLine($"Has        {string.Join(", ", board.Interfaces)}");
        console.WriteLine($"Debugger   {board.Serial.Debug}");
        if (board.Serial.Console.Length > 0)
        {
            console.WriteLine($"Console    {board.Serial.Console}");
        }

        console.WriteLine($"Field port {board.Serial.Field}");
        Table table = Columns("Channel", "Line", "Pin", "Printed", "What it needs");
        foreach (BoardPin pin in board.Pins)
        {
            Add(table, $"{pin.Function} {pin.Channel}", pin.Signal, pin.Pin, pin.Connector, pin.Note);
        }

        console.Write(table);
    }

    /// <summary>What a profile's sensors are wired to.</summary>
    public static Table Wiring(IReadOnlyList<WiredSource> wiring)
    {
        Table table = Columns("Sensor", "Channel", "Line", "Pin", "Printed", "Fields", "What it is", "What the terminal needs");
        foreach (WiredSource wired in wiring)
        {
            string fields = string.Join(", ", wired.Fields.Take(4)) + (wired.Fields.Count > 4 ? ", …" : "");
            string channel = $"{wired.Function} {wired.Channel}";
            if (wired.Pins.Count == 0)
            {
                Add(table, wired.Source.Name, channel, "", "not on this board", "", fields, wired.Source.Description, "");
            }

            for (int i = 0; i < wired.Pins.Count; i++)
            {
                BoardPin pin = wired.Pins[i];
                bool isFirst = i == 0;
                Add(
                    table, isFirst ? wired.Source.Name : "", isFirst ? channel : "", pin.Signal, pin.Pin, pin.Connector, isFirst ? fields : "",
                    isFirst ? wired.Source.Description : "", pin.Note);
            }
        }

        return table;
    }

    private static string Size(int kilobytes) => kilobytes >= 2048 && kilobytes % 1024 == 0 ? $"{kilobytes / 1024} MB" : $"{kilobytes} KB";

    private static Table Columns(params string[] names) => new Table().Border(TableBorder.Simple).AddColumns(names);

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(PlainText.Markup)]);
}
