using System.Globalization;
using System.Text.Json.Nodes;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.ModelExport;

/// <summary>
/// A profile's DataSetMetaData (OPC 10000-14, 6.2.3.2.3) in OPC UA's JSON encoding (OPC 10000-6, 5.4): what a subscriber is configured with that does not take
/// it from the announcement, with the descriptions that a box leaves out.
/// </summary>
public static class MetaDataExport
{
    private const int EUInformationType = 887;
    private const int RangeType = 884;
    private const int LocalizedTextType = 21;
    private const int ExtensionObjectType = 22;

    /// <summary>Makes the structure.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>A DataSetMetaDataType.</returns>
    public static JsonObject Make(ProfileModel profile) => new()
    {
        ["Name"] = profile.Name,
        ["Description"] = LocalizedText(profile.Description),
        ["Fields"] = new JsonArray([.. profile.Fields.Select(Field)]),
        ["DataSetClassId"] = Guid.Empty.ToString(),
        ["ConfigurationVersion"] = new JsonObject { ["MajorVersion"] = profile.MajorVersion, ["MinorVersion"] = profile.MinorVersion },
    };

    private static JsonObject Field(ProfileField field)
    {
        JsonArray properties = [];
        if (field.Unit is { } unit)
        {
            properties.Add(Property("EngineeringUnits", ExtensionObjectType, Body(EUInformationType, new JsonObject
            {
                ["NamespaceUri"] = EngineeringUnit.NamespaceUri,
                ["UnitId"] = unit.UnitId,
                ["DisplayName"] = LocalizedText(unit.DisplayName),
                ["Description"] = LocalizedText(unit.Description),
            })));
        }

        if (field.Range is { } range)
        {
            properties.Add(Property("EURange", ExtensionObjectType, Body(RangeType, new JsonObject { ["Low"] = range.Low, ["High"] = range.High })));
        }

        if (field.Enumeration is { } enumeration)
        {
            properties.Add(Property("EnumStrings", LocalizedTextType, new JsonArray([.. enumeration.Names.Select(LocalizedText)])));
        }

        JsonObject json = new()
        {
            ["Name"] = field.Name,
            ["Description"] = LocalizedText(field.Description),
            ["FieldFlags"] = 0,
            ["BuiltInType"] = (int)field.Type,
            ["DataType"] = $"i={((int)field.Type).ToString(CultureInfo.InvariantCulture)}",
            ["ValueRank"] = field.Length > 0 ? 1 : -1,
        };
        if (field.Length > 0)
        {
            json["ArrayDimensions"] = new JsonArray(field.Length);
        }

        json["MaxStringLength"] = field.MaxLength;
        json["Properties"] = properties;
        return json;
    }

    private static JsonObject Property(string key, int type, JsonNode body) => new()
    {
        ["Key"] = key, // a QualifiedName of namespace 0
        ["Value"] = new JsonObject { ["UaType"] = type, ["Value"] = body },
    };

    private static JsonObject Body(int type, JsonObject members)
    {
        JsonObject body = new() { ["UaTypeId"] = $"i={type.ToString(CultureInfo.InvariantCulture)}" };
        foreach ((string name, JsonNode? value) in members.ToList())
        {
            members.Remove(name);
            body[name] = value;
        }

        return body;
    }

    private static JsonObject LocalizedText(string text) => new() { ["Text"] = text };
}
