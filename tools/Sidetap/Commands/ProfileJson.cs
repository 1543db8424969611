using System.Text.Json;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap profile … --json</c> prints.</summary>
internal static class ProfileJson
{
    /// <summary>A profile that was checked.</summary>
    public static string Checked(ProfileDocument document) => JsonText.Line(json =>
    {
        json.WriteString("file", document.File);
        json.WriteBoolean("valid", document.IsValid);
        WriteList(json, "problems", document.Problems, problem =>
        {
            json.WriteString("severity", problem.IsWarning ? "warning" : "error");
            if (problem.Line > 0)
            {
                json.WriteNumber("line", problem.Line);
                json.WriteNumber("column", problem.Column);
            }

            json.WriteString("message", problem.Message);
        });
    });

    /// <summary>A shipped profile.</summary>
    public static string Listed(string name, ProfileModel profile, int octets) => JsonText.Line(json =>
    {
        json.WriteString("name", name);
        json.WriteString("category", profile.Category);
        json.WriteString("description", profile.Description);
        json.WriteNumber("fields", profile.Fields.Count);
        json.WriteNumber("octets", octets);
    });

    /// <summary>The size report.</summary>
    public static string Compiled(string file, ProfileModel profile, CompiledProfile compiled) => JsonText.Line(json =>
    {
        json.WriteString("file", file);
        WriteSizes(json, profile, compiled);
    });

    /// <summary>All of a profile.</summary>
    public static string Show(ProfileModel profile) => JsonText.Line(json =>
    {
        json.WriteString("name", profile.Name);
        json.WriteString("category", profile.Category);
        json.WriteString("description", profile.Description);
        json.WriteString("limitations", profile.Limitations);
        json.WriteString("writerGroup", profile.WriterGroup);
        json.WriteString("majorVersion", ProfileTables.Time(profile.MajorVersion));
        json.WriteString("minorVersion", ProfileTables.Time(profile.MinorVersion));
        json.WriteNumber("samplingInterval", profile.SamplingInterval);
        json.WriteNumber("keyFrameInterval", profile.KeyFrameInterval);
        json.WriteNumber("keepAliveTime", profile.KeepAliveTime);
        WriteList(json, "fields", profile.Fields, field => WriteField(json, profile, field));
        WriteList(json, "sources", profile.Sources, source => WriteStep(json, ChainStep.Of(profile, source)));
        WriteList(json, "events", profile.Events, one => WriteEvent(json, profile, one));
        WriteSizes(json, profile, ProfileCompiler.Compile(profile));
    });

    /// <summary>The way of a field.</summary>
    public static string Trace(ProfileTrace trace) => JsonText.Line(json =>
    {
        json.WriteNumber("index", trace.Index);
        WriteField(json, trace.Profile, trace.Field);
        WriteList(json, "chain", trace.Steps, step => WriteStep(json, step));
        WriteList(json, "events", trace.Profile.Events.Where(one => one.Field == trace.Index), one => WriteEvent(json, trace.Profile, one));
        json.WriteString("topic", $"{trace.Profile.WriterGroup}/{trace.Profile.Name}");
        WriteOctets(json, "dynamic", trace.Frame.Offsets[trace.Index], trace.DynamicOctets);
        if (trace.Frame.FixedOffsets is { } offsets)
        {
            WriteOctets(json, "fixed", offsets[trace.Index], trace.Field.MaxValueOctets);
        }
    });

    private static void WriteOctets(Utf8JsonWriter json, string name, int start, int length)
    {
        json.WriteStartObject(name);
        json.WriteNumber("start", start);
        json.WriteNumber("length", length);
        json.WriteEndObject();
    }

    private static void WriteSizes(Utf8JsonWriter json, ProfileModel profile, CompiledProfile compiled)
    {
        json.WriteStartObject("octets");
        foreach ((string name, int octets) in compiled.Sections)
        {
            json.WriteNumber(name, octets);
        }

        json.WriteNumber("total", compiled.Octets.Length);
        json.WriteEndObject();
        KeyFrame frame = KeyFrame.Of(profile);
        json.WriteNumber("keyFrameOctets", frame.Octets);
        json.WriteNumber("keyFrameWorstOctets", frame.WorstOctets);
    }

    private static void WriteField(Utf8JsonWriter json, ProfileModel profile, ProfileField field)
    {
        json.WriteString("name", field.Name);
        json.WriteString("type", $"{field.Type}");
        if (field.Length > 0)
        {
            json.WriteNumber("length", field.Length);
        }

        if (field.MaxLength > 0)
        {
            json.WriteNumber("maxLength", field.MaxLength);
        }

        json.WriteString("signal", profile.SignalName(field.Signal));
        if (field.Unit is { } unit)
        {
            json.WriteStartObject("unit");
            json.WriteString("code", unit.Code);
            json.WriteNumber("unitId", unit.UnitId);
            json.WriteString("displayName", unit.DisplayName);
            json.WriteString("description", unit.Description);
            json.WriteEndObject();
        }

        if (field.Enumeration is { } enumeration)
        {
            json.WriteStartArray("values");
            enumeration.Names.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        if (field.HasScaling)
        {
            json.WriteNumber("gain", field.Gain);
            json.WriteNumber("offset", field.Offset);
        }

        WriteRange(json, "range", field.Range);
        WriteRange(json, "limits", field.Limits);
        if (field.Node is { } node)
        {
            json.WriteString("node", $"nsu={node.Namespace};i={node.Identifier}");
        }

        WriteText(json, "standard", field.Standard);
        WriteText(json, "description", field.Description);
        json.WriteNumber("deadband", field.Deadband);
        json.WriteNumber("publishingInterval", field.PublishingInterval);
        json.WriteNumber("heartbeat", field.Heartbeat);
    }

    private static void WriteStep(Utf8JsonWriter json, ChainStep step)
    {
        json.WriteString("name", step.Source.Name);
        json.WriteString("type", step.Source.Kind.Type);
        json.WriteNumber("kind", step.Source.Kind.Number);
        json.WriteNumber("interval", step.Source.Interval);
        json.WriteNumber("firstSignal", step.Source.FirstSignal);
        json.WriteStartObject("inputs");
        foreach (ChainInput input in step.Reads)
        {
            json.WriteString(input.Name, input.SignalName);
        }

        json.WriteEndObject();
        json.WriteStartObject("parameters");
        foreach (ChainParameter parameter in step.Parameters)
        {
            json.WriteString(parameter.Name, parameter.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("outputs");
        step.Source.Outputs.ToList().ForEach(output => json.WriteStringValue(output.Name));
        json.WriteEndArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, ProfileModel profile, ProfileEvent one)
    {
        json.WriteString("kind", $"{one.Kind}".ToLowerInvariant());
        json.WriteString("field", profile.Fields[one.Field].Name);
        json.WriteNumber("severity", one.Severity);
        WriteText(json, "cause", one.Cause);
    }

    private static void WriteRange(Utf8JsonWriter json, string name, ProfileRange? range)
    {
        if (range != null)
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(range.Low);
            json.WriteNumberValue(range.High);
            json.WriteEndArray();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
