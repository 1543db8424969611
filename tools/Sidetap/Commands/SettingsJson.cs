using System.Text.Json;
using Sidetap.Profiles;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap settings … --json</c> prints.</summary>
internal static class SettingsJson
{
    /// <summary>All settings there are, one object a line.</summary>
    public static List<string> Listed(SettingTable table)
    {
        SettingValues defaults = new(table);
        return [.. Enumerable.Range(0, table.Count).Select(index => JsonText.Line(json => WriteRow(json, table, defaults, index)))];
    }

    /// <summary>Settings that were checked.</summary>
    public static string Checked(SettingDocument document) => JsonText.Line(json =>
    {
        json.WriteString("file", document.File);
        json.WriteBoolean("valid", document.IsValid);
        json.WriteStartArray("problems");
        foreach (ProfileProblem problem in document.Problems)
        {
            json.WriteStartObject();
            json.WriteString("severity", problem.IsWarning ? "warning" : "error");
            if (problem.Line > 0)
            {
                json.WriteNumber("line", problem.Line);
                json.WriteNumber("column", problem.Column);
            }

            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The settings of a file.</summary>
    public static string Shown(SettingDocument document, SettingValues values, bool isAll) => JsonText.Line(json =>
    {
        json.WriteString("file", document.File);
        json.WriteBoolean("compiled", document.IsCompiled);
        json.WriteStartObject("settings");
        foreach (int index in isAll ? Enumerable.Range(0, values.Table.Count) : document.Changed)
        {
            WriteValue(json, values.Table.NameOf(index), values, index);
        }

        json.WriteEndObject();
        json.WriteStartArray("secrets");
        foreach (int index in document.Changed.Where(values.Table.IsSecret))
        {
            json.WriteStringValue(values.Table.NameOf(index));
        }

        json.WriteEndArray();
    });

    private static void WriteRow(Utf8JsonWriter json, SettingTable table, SettingValues defaults, int index)
    {
        SettingType type = table.TypeOf(index);
        json.WriteNumber("id", table.IdOf(index));
        json.WriteString("name", table.NameOf(index));
        json.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName($"{type}"));
        if (type is SettingType.Number or SettingType.Text or SettingType.Octets or SettingType.Address)
        {
            json.WriteNumber("minimum", table.MinimumOf(index));
            json.WriteNumber("maximum", table.MaximumOf(index));
        }

        if (table.FormOf(index) != SettingForm.Any)
        {
            json.WriteString("form", JsonNamingPolicy.CamelCase.ConvertName($"{table.FormOf(index)}"));
        }

        if (table.UnitOf(index).Length > 0)
        {
            json.WriteString("unit", table.UnitOf(index));
        }

        if (type == SettingType.Choice)
        {
            json.WriteStartArray("choices");
            Array.ForEach(table.ChoicesOf(index).Split('|'), json.WriteStringValue);
            json.WriteEndArray();
        }

        WriteValue(json, "default", defaults, index);
        json.WriteBoolean("secret", table.IsSecret(index));
        json.WriteBoolean("needsRestart", table.NeedsRestart(index));
        json.WriteString("help", table.HelpOf(index));
    }

    /// <summary>A value as the JSON file has it. Of a secret, nothing.</summary>
    private static void WriteValue(Utf8JsonWriter json, string name, SettingValues values, int index)
    {
        switch (values.Table.TypeOf(index))
        {
            case SettingType.Number:
                json.WriteNumber(name, values.NumberOf(index));
                break;
            case SettingType.Switch:
                json.WriteBoolean(name, values.NumberOf(index) != 0);
                break;
            case SettingType.Address when values.Table.MaximumOf(index) > 1:
                json.WriteStartArray(name);
                Array.ForEach(SettingNames.Shown(values, index).Split(',', StringSplitOptions.RemoveEmptyEntries), json.WriteStringValue);
                json.WriteEndArray();
                break;
            default:
                if (!values.Table.IsSecret(index))
                {
                    json.WriteString(name, SettingNames.Shown(values, index));
                }

                break;
        }
    }
}
