using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>The JSON Schema of a file of settings, made from the table: editors complete and check with it while one writes.</summary>
public static class SettingSchema
{
    private const string Part = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private const string Ip = Part + "(\\." + Part + "){3}";
    private const string Endpoint = Ip + ":[1-9][0-9]{0,4}";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Makes the schema.</summary>
    /// <returns>Its text.</returns>
    public static string Text()
    {
        SettingTable table = SettingTable.Create();
        JsonObject properties = new() { ["$schema"] = new JsonObject { ["type"] = "string" } };
        JsonObject definitions = [];
        foreach (string group in SettingNames.Groups(table))
        {
            JsonObject members = [];
            foreach (string name in SettingNames.InGroup(table, group))
            {
                members[name] = Reference($"{group}.{name}");
            }

            properties[group] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = members };
        }

        for (int i = 0; i < table.Count; i++)
        {
            string name = table.NameOf(i);
            properties[name] = Reference(name);
            definitions[name] = Setting(table, i);
        }

        JsonObject root = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Settings of a Sidetap box",
            ["description"] = "Settings in groups, by their full names, or both. Whatever is left out has its default. Made from the firmware's table.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["definitions"] = definitions,
        };
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Setting(SettingTable table, int index)
    {
        string unit = table.UnitOf(index) is { Length: > 0 } one ? $" In {one}." : "";
        JsonObject schema = new() { ["description"] = table.HelpOf(index) + unit };
        switch (table.TypeOf(index))
        {
            case SettingType.Number:
                schema["type"] = "integer";
                schema["minimum"] = table.MinimumOf(index);
                schema["maximum"] = table.MaximumOf(index);
                schema["default"] = table.DefaultOf(index);
                break;
            case SettingType.Switch:
                schema["type"] = "boolean";
                schema["default"] = table.DefaultOf(index) != 0;
                break;
            case SettingType.Choice:
                schema["enum"] = new JsonArray([.. table.ChoicesOf(index).Split('|').Select(name => (JsonNode)name)]);
                schema["default"] = table.ChoiceOf(index, table.DefaultOf(index));
                break;
            case SettingType.Address when table.MaximumOf(index) > 1:
                AddAddresses(schema, table.MaximumOf(index));
                break;
            default:
                AddText(schema, table, index);
                break;
        }

        return schema;
    }

    private static void AddAddresses(JsonObject schema, int most)
    {
        schema["type"] = new JsonArray("array", "string");
        schema["maxItems"] = most;
        schema["items"] = new JsonObject { ["type"] = "string", ["pattern"] = $"^{Endpoint}$" };
        schema["pattern"] = $"^({Endpoint}(,{Endpoint})*)?$";
    }

    private static void AddText(JsonObject schema, SettingTable table, int index)
    {
        schema["type"] = "string";
        string? pattern = table.TypeOf(index) switch
        {
            SettingType.Address => $"^({Endpoint})?$",
            SettingType.IpAddress => $"^({Ip})?$",
            SettingType.Octets => $"^([0-9A-Fa-f]{{2}}){{{table.MinimumOf(index)},{table.MaximumOf(index)}}}$",
            _ => PatternOf(table.FormOf(index)),
        };
        if (table.TypeOf(index) == SettingType.Text)
        {
            schema["minLength"] = table.MinimumOf(index);
            schema["maxLength"] = table.MaximumOf(index);
        }

        if (pattern != null)
        {
            schema["pattern"] = pattern;
        }

        schema["default"] = table.DefaultTextOf(index);
        if (table.IsSecret(index))
        {
            schema["writeOnly"] = true;
        }
    }

    private static string? PatternOf(SettingForm form) => form switch
    {
        SettingForm.Topic => "^([^/+#]+(/[^/+#]+)*)?$",
        SettingForm.Host => "^([0-9A-Za-z]+(-+[0-9A-Za-z]+)*(\\.[0-9A-Za-z]+(-+[0-9A-Za-z]+)*)*)?$",
        SettingForm.File => "^[a-z0-9.-]*$",
        SettingForm.Digits => "^[0-9]*$",
        SettingForm.Pin => "^([0-9]{4,8})?$",
        SettingForm.Passphrase => "^([\\x20-\\x7e]{8,63}|[0-9A-Fa-f]{64})?$",
        _ => null,
    };
}
