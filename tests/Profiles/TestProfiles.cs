using System.Text.Json.Nodes;

namespace Sidetap.Profiles.Tests;

/// <summary>Small profiles to change something in.</summary>
internal static class TestProfiles
{
    // Lines are counted in tests: line 6 is the first source, line 12 the first field.
    public const string Sound = """
        {
          "name": "Press", "category": "Press", "version": { "major": "2026-01-01T00:00:00Z" },
          "namespaces": { "machinery": "http://opcfoundation.org/UA/Machinery/" },
          "enumerations": { "State": ["Off", "On"] },
          "sources": [
            { "name": "Loop", "type": "analog", "channel": 0 },
            { "name": "Pressure", "type": "currentLoop", "input": "Loop", "low": 0, "high": 250 },
            { "name": "Door", "type": "digital", "channel": 0 },
            { "name": "Tags", "type": "tagReader", "port": 0 }
          ],
          "fields": [
            { "name": "Pressure", "type": "Float", "source": "Pressure", "unit": "BAR", "range": [0, 250], "limits": [0, 200], "deadband": 0.5 },
            { "name": "Door", "type": "Byte", "source": "Door", "enumeration": "State", "node": "machinery:1002" },
            { "name": "Part", "type": "String", "source": "Tags", "maxLength": 16 }
          ],
          "events": [
            { "kind": "limit", "field": "Pressure", "severity": 700 }
          ]
        }
        """;

    /// <summary>The sound profile with something replaced, which must be there.</summary>
    public static string With(string old, string changed)
    {
        Assert.Contains(old, Sound);
        return Sound.Replace(old, changed);
    }

    /// <summary>A profile with these sources, and a field for the last output of each that is no text.</summary>
    public static string Of(params JsonObject[] sources)
    {
        JsonArray fields = [];
        foreach (JsonObject source in sources)
        {
            bool isText = (string?)source["type"] == "tagReader";
            JsonObject field = new()
            {
                ["name"] = (string?)source["name"],
                ["type"] = isText ? "String" : "Double",
                ["source"] = (string?)source["name"],
            };
            if (isText)
            {
                field["maxLength"] = 16;
            }

            fields.Add(field);
        }

        return new JsonObject
        {
            ["name"] = "Test",
            ["category"] = "Test",
            ["version"] = new JsonObject { ["major"] = "2026-01-01T00:00:00Z" },
            ["sources"] = new JsonArray([.. sources.Select(source => source.DeepClone())]),
            ["fields"] = fields,
        }.ToJsonString();
    }
}
