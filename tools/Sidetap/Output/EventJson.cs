using System.Text.Json;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Output;

/// <summary>Machine events as JSON objects.</summary>
internal static class EventJson
{
    /// <summary>One event, on one line.</summary>
    public static string Of(MachineEvent one) => JsonText.Line(json =>
    {
        json.WriteString("time", one.IsUptime ? null : UaTime.Text(one.Time));
        if (one.IsUptime)
        {
            json.WriteNumber("uptimeSeconds", one.Time / 1e7);
        }

        json.WriteString("publisherId", $"{one.PublisherId}");
        json.WriteString("dataSet", one.DataSet);
        Write(json, "eventNumber", one.Number);
        json.WriteString("kind", one.Kind);
        json.WriteString("sourceName", one.Source);
        Write(json, "oldValue", one.OldValue);
        Write(json, "newValue", one.NewValue);
        json.WriteString("oldText", one.OldText);
        json.WriteString("newText", one.NewText);
        json.WriteString("unit", one.Unit);
        json.WriteString("oldStatus", one.OldStatus is { } old ? StatusCodeNames.Of(old) : null);
        json.WriteString("newStatus", one.NewStatus is { } now ? StatusCodeNames.Of(now) : null);
        Write(json, "severity", one.Severity);
        json.WriteString("cause", one.Cause);
        Write(json, "suppressed", one.Suppressed);
    });

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
