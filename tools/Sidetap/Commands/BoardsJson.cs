using System.Text.Json;
using Sidetap.Tool.Boards;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap boards --json</c> prints.</summary>
internal static class BoardsJson
{
    /// <summary>A board.</summary>
    public static string Board(BoardTable table, BoardInfo board) => JsonText.Line(json =>
    {
        json.WriteString("board", board.Id);
        json.WriteString("name", board.Name);
        json.WriteString("project", board.Project);
        json.WriteString("coreLibrary", table.CoreLibrary);
        json.WriteStartArray("targets");
        foreach (BoardTarget target in board.Targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target.Name);
            json.WriteString("for", target.For);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("flashKb", board.FlashKb);
        json.WriteNumber("deploymentKb", board.DeploymentKb);
        json.WriteNumber("heapKb", board.HeapKb);
        json.WriteString("drive", board.Drive);
        json.WriteString("fieldPort", board.Serial.Field);
        json.WriteStartArray("interfaces");
        foreach (string one in board.Interfaces)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
        WritePins(json, board.Pins);
    });

    /// <summary>A sensor of a profile.</summary>
    public static string Wired(WiredSource wired) => JsonText.Line(json =>
    {
        json.WriteString("sensor", wired.Source.Name);
        json.WriteString("type", wired.Source.Kind.Type);
        json.WriteString("function", wired.Function);
        json.WriteNumber("channel", wired.Channel);
        json.WriteStartArray("fields");
        foreach (string field in wired.Fields)
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        WritePins(json, wired.Pins);
    });

    private static void WritePins(Utf8JsonWriter json, IReadOnlyList<BoardPin> pins)
    {
        json.WriteStartArray("pins");
        foreach (BoardPin pin in pins)
        {
            json.WriteStartObject();
            json.WriteString("function", pin.Function);
            json.WriteNumber("channel", pin.Channel);
            WriteText(json, "signal", pin.Signal);
            WriteNumber(json, "gpio", pin.Gpio);
            WriteNumber(json, "converter", pin.Converter);
            WriteNumber(json, "input", pin.Input);
            json.WriteString("pin", pin.Pin);
            json.WriteString("connector", pin.Connector);
            WriteText(json, "note", pin.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }
}
