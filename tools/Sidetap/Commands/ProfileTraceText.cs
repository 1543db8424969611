using System.Globalization;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>The way of a field, for people.</summary>
internal static class ProfileTraceText
{
    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="trace">The field's way.</param>
    public static void Write(IAnsiConsole console, ProfileTrace trace)
    {
        ProfileField field = trace.Field;
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        void Row(string step, string name, string text) => grid.AddRow(PlainText.Markup(step), $"[bold]{PlainText.Markup(name)}[/]", PlainText.Markup(text));
        foreach (ChainStep step in trace.Steps)
        {
            bool isChannel = step.Source.Inputs.Count == 0;
            Row(isChannel ? "channel" : "source", step.Source.Name, TextOf(step));
        }

        Row("signal", trace.Profile.SignalName(field.Signal), field.Length > 0 ? $"{field.Signal}..{field.Signal + field.Length - 1}" : $"{field.Signal}");
        Row("field", field.Name, FieldText(trace));
        if (field.Unit is { } unit)
        {
            Row("unit", unit.DisplayName.Length > 0 ? unit.DisplayName : unit.Code, $"{unit.Description} (UNECE {unit.Code}, unitId {unit.UnitId})");
        }

        if (field.Enumeration is { } enumeration)
        {
            Row("values", enumeration.Alias, string.Join(", ", enumeration.Names.Select((name, i) => $"{i} {name}")));
        }

        if (field.Node is { } node)
        {
            Row("node", $"i={node.Identifier}", $"nsu={node.Namespace};i={node.Identifier}");
        }

        if (field.Standard.Length > 0)
        {
            Row("stands for", field.Standard, "");
        }

        foreach (ProfileEvent one in trace.Profile.Events.Where(one => one.Field == trace.Index))
        {
            Row("event", $"{one.Kind}", $"severity {one.Severity}{(one.Cause.Length > 0 ? $": {one.Cause}" : "")}");
        }

        Row("topic", $"{trace.Profile.WriterGroup}/{trace.Profile.Name}", $"<prefix>/uadp/data/<PublisherId>/{trace.Profile.WriterGroup}/{trace.Profile.Name}");
        int at = trace.Frame.Offsets[trace.Index];
        Row("octets", $"{at}-{at + trace.DynamicOctets - 1}", $"{trace.DynamicOctets} of {trace.Frame.Octets} in a key frame of UADP-Dynamic: Variant, {field.MaxValueOctets} octets of value"
            + (trace.Profile.Fields.Take(trace.Index).Any(before => before.MaxLength > 0) ? "; earlier where a text before it is shorter" : ""));
        Row("", FixedName(trace), trace.Frame.FixedOffsets == null ? "the fixed layout carries no arrays and texts, which this profile has" : "in UADP-Periodic-Fixed (RawData)");
        console.Write(grid);
        if (field.Description.Length > 0)
        {
            console.WriteLine(PlainText.Of(field.Description));
        }
    }

    /// <summary>A source's inputs and parameters in a line.</summary>
    /// <param name="step">The source.</param>
    /// <returns>"thermocouple(input = Voltage; thermocouple K)".</returns>
    public static string TextOf(ChainStep step)
    {
        string reads = string.Join(", ", step.Reads.Select(one => $"{one.Name} = {one.SignalName}"));
        string parameters = string.Join(", ", step.Parameters.Select(one => $"{one.Name} {one.Value}{(one.Unit.Length > 0 ? $" {one.Unit}" : "")}"));
        string interval = step.Source.Interval > 0 ? $" every {step.Source.Interval} ms" : "";
        return $"{step.Source.Kind.Type}({string.Join("; ", ((string[])[reads, parameters]).Where(part => part.Length > 0))}){interval}";
    }

    private static string FieldText(ProfileTrace trace)
    {
        ProfileField field = trace.Field;
        List<string> parts = [$"number {trace.Index}, {field.TypeText}"];
        if (field.HasScaling)
        {
            parts.Add($"times {Number(field.Gain)}{(field.Offset != 0 ? $" plus {Number(field.Offset)}" : "")}");
        }

        parts.AddRange(((string Name, ProfileRange? Range)[])[("range", field.Range), ("limits", field.Limits)] is var bounds
            ? bounds.Where(one => one.Range != null).Select(one => $"{one.Name} {Number(one.Range!.Low)}..{Number(one.Range.High)}") : []);
        parts.Add(field.Deadband > 0 ? $"published on a change of more than {Number(field.Deadband)}" : "published on any change");
        if (field.PublishingInterval > 0)
        {
            parts.Add($"at most every {field.PublishingInterval} ms");
        }

        if (field.Heartbeat > 0)
        {
            parts.Add($"at least every {field.Heartbeat} ms");
        }

        return string.Join(", ", parts);
    }

    private static string FixedName(ProfileTrace trace)
    {
        if (trace.Frame.FixedOffsets is not { } offsets)
        {
            return "-";
        }

        int at = offsets[trace.Index];
        return $"{at}-{at + trace.Field.MaxValueOctets - 1}";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
