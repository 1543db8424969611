using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles;

/// <summary>Keeps profiles/machine-profile.schema.json up to date: what it says of sources and units is made from the tables in this project, the rest is
/// written by hand.</summary>
public static class SchemaText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Brings a schema up to date.</summary>
    /// <param name="schema">The schema as it is.</param>
    /// <returns>The schema as it should be.</returns>
    public static string Update(string schema)
    {
        JsonObject root = JsonNode.Parse(schema)!.AsObject();
        JsonObject definitions = root["definitions"]!.AsObject();
        foreach (string old in definitions.Select(one => one.Key).Where(name => name.StartsWith("source.", StringComparison.Ordinal)).ToList())
        {
            definitions.Remove(old);
        }

        JsonArray kinds = [];
        foreach (SourceKindInfo kind in SourceCatalog.Kinds)
        {
            definitions.Add($"source.{kind.Type}", Source(kind));
            kinds.Add(new JsonObject { ["$ref"] = $"#/definitions/source.{kind.Type}" });
        }

        root["properties"]!["sources"]!["items"] = new JsonObject { ["oneOf"] = kinds };
        definitions["unitCode"]!["enum"] = new JsonArray([.. UneceUnits.ByCode.Keys.Select(code => (JsonNode)code)]);
        definitions["unitCode"]!["enumDescriptions"] = new JsonArray([.. UneceUnits.ByCode.Values.Select(unit => (JsonNode)$"{unit.DisplayName} {unit.Description}".Trim())]);
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject Source(SourceKindInfo kind)
    {
        JsonArray required = ["name", "type"];
        JsonObject properties = new()
        {
            ["name"] = new JsonObject { ["$ref"] = "#/definitions/sourceName" },
            ["type"] = new JsonObject { ["enum"] = new JsonArray(kind.Type) },
            ["description"] = new JsonObject { ["$ref"] = "#/definitions/description" },
            ["interval"] = new JsonObject { ["$ref"] = "#/definitions/sourceInterval" },
        };
        Add(properties, required, kind.Inputs, kind.Parameters);
        if (kind.List is { } list)
        {
            properties[list.Name] = new JsonObject
            {
                ["description"] = $"{list.Description}: {list.Least} to {list.Most} of them.",
                ["type"] = "array",
                ["minItems"] = list.Least,
                ["maxItems"] = list.Most,
                ["items"] = Item(list),
            };
            if (list.Least > 0)
            {
                required.Add(list.Name);
            }
        }

        return new JsonObject
        {
            ["description"] = $"{kind.Summary} Outputs: {kind.OutputsText}.",
            ["type"] = "object",
            ["required"] = required,
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Item(SourceList list)
    {
        if (list.IsScalar)
        {
            return Parameter(list.Parameters[0]);
        }

        JsonArray required = [];
        JsonObject properties = [];
        if (list.HasNames)
        {
            required.Add("name");
            properties["name"] = new JsonObject { ["$ref"] = "#/definitions/sourceName" };
        }

        Add(properties, required, list.Inputs, list.Parameters);
        return new JsonObject { ["type"] = "object", ["required"] = required, ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static void Add(JsonObject properties, JsonArray required, IEnumerable<SourceInput> inputs, IEnumerable<SourceParameter> parameters)
    {
        foreach (SourceInput input in inputs)
        {
            string unit = input.Unit.Length > 0 ? $" ({input.Unit})" : "";
            properties[input.Name] = new JsonObject
            {
                ["description"] = $"{input.Description}{unit}: an earlier source, or Source.Output.{(input.IsOptional ? " May be left out." : "")}",
                ["type"] = "string",
                ["minLength"] = 1,
            };
            if (!input.IsOptional)
            {
                required.Add(input.Name);
            }
        }

        foreach (SourceParameter parameter in parameters)
        {
            properties[parameter.Name] = Parameter(parameter);
            if (!parameter.IsOptional)
            {
                required.Add(parameter.Name);
            }
        }
    }

    private static JsonObject Parameter(SourceParameter parameter)
    {
        JsonObject schema = new() { ["description"] = parameter.Unit.Length > 0 ? $"{parameter.Description}; {parameter.Unit}." : $"{parameter.Description}." };
        switch (parameter.Form)
        {
            case ParameterForm.Flag:
                schema["type"] = "boolean";
                break;
            case ParameterForm.OneOf:
                schema["type"] = "number";
                schema["enum"] = new JsonArray([.. parameter.Allowed.Select(Number)]);
                break;
            case ParameterForm.Named:
                schema["type"] = "string";
                schema["enum"] = new JsonArray([.. parameter.Names.Select(name => (JsonNode)name.Name)]);
                break;
            default:
                schema["type"] = parameter.Form == ParameterForm.Integer ? "integer" : "number";
                AddBounds(schema, parameter);
                break;
        }

        if (parameter.Default is { } value)
        {
            schema["default"] = parameter.Form switch
            {
                ParameterForm.Flag => value != 0,
                ParameterForm.Named => parameter.TextOf(value),
                _ => Number(value),
            };
        }

        return schema;
    }

    private static void AddBounds(JsonObject schema, SourceParameter parameter)
    {
        if (parameter.Low != -SourceParameter.Any)
        {
            schema["minimum"] = Number(parameter.Low);
        }

        if (parameter.High != SourceParameter.Any)
        {
            schema["maximum"] = Number(parameter.High);
        }
    }

    /// <summary>A whole number as one, and 0.000001 without an exponent: as a person would write it.</summary>
    private static JsonNode Number(double value) => JsonValue.Create((decimal)value);
}
