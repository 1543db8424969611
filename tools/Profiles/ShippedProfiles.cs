using System.Reflection;

namespace Sidetap.Profiles;

/// <summary>The profiles that come with Sidetap, and the schema.</summary>
public static class ShippedProfiles
{
    private const string SchemaFile = "machine-profile.schema.json";

    private static readonly Assembly Assembly = typeof(ShippedProfiles).Assembly;

    /// <summary>Their names: the files' without ".json".</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal) && name != SchemaFile)
            .Select(name => name[..^".json".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The JSON text of a shipped profile.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>Its text.</returns>
    public static string Read(string name) => Resource($"{name}.json");

    /// <summary>The JSON Schema of profiles.</summary>
    /// <returns>Its text.</returns>
    public static string ReadSchema() => Resource(SchemaFile);

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"No profile '{name}' is shipped.", nameof(name));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
