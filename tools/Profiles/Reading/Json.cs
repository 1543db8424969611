using System.Text.Json;

namespace Sidetap.Profiles.Reading;

/// <summary>An object of the file with its path. What is missing or of the wrong kind reads as if it were left out: the schema has told it already.</summary>
internal readonly struct Json(JsonElement element, string path, ProblemList problems)
{
    public string Path => path;

    public bool IsDamaged => problems.IsDamaged(path);

    public string PathTo(string name) => JsonText.Member(path, name);

    public bool Has(string name) => TryGet(name, out _);

    public string Text(string name, string usual = "") => TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : usual;

    public double Number(string name, double usual) => TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : usual;

    public int Integer(string name, int usual) =>
        TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : usual;

    public bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }

    public Json Object(string name) => new(TryGet(name, out JsonElement value) ? value : default, PathTo(name), problems);

    public IEnumerable<(string Name, JsonElement Value)> Members(string name) =>
        TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(one => (one.Name, one.Value)) : [];

    public IReadOnlyList<Json> List(string name)
    {
        if (!TryGet(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        List<Json> items = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            items.Add(new Json(item, $"{PathTo(name)}[{items.Count}]", problems));
        }

        return items;
    }

    /// <summary>The value itself, for lists of bare numbers and texts.</summary>
    public JsonElement Element => element;
}
