using System.Globalization;
using System.Text.Json;
using Sidetap.Tool.Output;
using Sidetap.Update;
using Sidetap.Updates;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Boxes and what they tell of their updates, for people and for programs.</summary>
internal static class UpdateTable
{
    /// <summary>A table of boxes.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="rows">The most rows; the rest is counted.</param>
    public static Table Of(IReadOnlyList<ServedBox> boxes, int rows = int.MaxValue)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string head in (string[])["Box", "Board", "Runs", "Update", "What to do"])
        {
            table.AddColumn(new TableColumn($"[dim]{head}[/]").PadRight(2));
        }

        foreach (ServedBox box in boxes.Take(rows))
        {
            BoxStatus? status = box.Status;
            table.AddRow(
                $"{box.Id}",
                PlainText.Markup(status?.Board ?? ""),
                status is null ? "" : $"{status.Running}",
                Markup.Escape(status is null ? "has told nothing yet" : Words(status)),
                Markup.Escape(status is null ? "" : UpdateErrors.Describe(status.Error)));
        }

        if (boxes.Count > rows)
        {
            table.AddRow("", "", "", $"and {boxes.Count - rows} more", "");
        }

        return table;
    }

    /// <summary>How far a box is, in a few words.</summary>
    public static string Words(BoxStatus status)
    {
        string way = status.Other == status.Running ? "" : $" {status.Other}";
        string share = status.Total == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {100.0 * Math.Min(status.Received, status.Total) / status.Total:0} %");
        return status.State switch
        {
            UpdateState.Idle when status.Error == UpdateError.None => "none under way",
            UpdateState.Idle => $"failed{way}: {UpdateErrors.NameOf(status.Error)}",
            UpdateState.Receiving => $"receives{way}{share}",
            UpdateState.Verifying => $"verifies{way}",
            UpdateState.Staged => $"restarts into{way}",
            UpdateState.Trial => $"tries {status.Running}",
            _ => UpdateErrors.NameOf(status.State),
        };
    }

    /// <summary>A box as one JSON object.</summary>
    public static string Json(ServedBox box) => JsonText.Line(json => Write(json, box));

    private static void Write(Utf8JsonWriter json, ServedBox box)
    {
        json.WriteString("box", $"{box.Id}");
        if (box.Status is not { } status)
        {
            return;
        }

        json.WriteString("board", status.Board);
        json.WriteString("running", $"{status.Running}");
        json.WriteNumber("securityCounter", status.Counter);
        json.WriteString("state", UpdateErrors.NameOf(status.State));
        json.WriteString("error", UpdateErrors.NameOf(status.Error));
        if (status.Error != UpdateError.None)
        {
            json.WriteString("advice", UpdateErrors.Describe(status.Error));
        }

        json.WriteString("version", $"{status.Other}");
        json.WriteString("session", status.Session.ToString("x8", CultureInfo.InvariantCulture));
        json.WriteNumber("received", status.Received);
        json.WriteNumber("total", status.Total);
        json.WriteNumber("starts", status.Starts);
    }
}
