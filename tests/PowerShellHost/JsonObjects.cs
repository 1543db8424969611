using System.Management.Automation;
using System.Text.Json;

namespace Sidetap.PowerShellHost;

/// <summary>JSON as PowerShell's ConvertFrom-Json makes it: objects with note properties, and arrays of objects.</summary>
public static class JsonObjects
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">JSON.</param>
    /// <returns>What it stands for.</returns>
    public static object? Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return Of(document.RootElement);
    }

    private static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => OfObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetInt32(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject OfObject(JsonElement element)
    {
        PSObject result = new();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            result.Properties.Add(new PSNoteProperty(property.Name, Of(property.Value)));
        }

        return result;
    }
}
