using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetap.Wear;

/// <summary>The tool-wear source of a machine profile in JSON. The rest of the profile stays as it is.</summary>
public sealed class WearProfile
{
    private const long MaxOctets = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly JsonObject _profile;
    private readonly JsonObject _source;

    private WearProfile(string path, JsonObject profile, JsonObject source)
    {
        _path = path;
        _profile = profile;
        _source = source;
    }

    /// <summary>The source's name.</summary>
    public string SourceName => _source["name"] is JsonValue name && name.TryGetValue(out string? text) ? text : WearParameters.SourceType;

    /// <summary>Reads a profile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sourceName">Which of its tool-wear sources; null: the only one.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="WearException">It is no JSON, or has no such source.</exception>
    public static WearProfile Read(string path, string? sourceName)
    {
        if (new FileInfo(path).Length > MaxOctets)
        {
            throw new WearException($"{path} is no profile: it has more than {MaxOctets / 1024 / 1024} MB");
        }

        JsonObject profile;
        try
        {
            profile = JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new WearException($"{path} is no profile: it is no JSON object");
        }
        catch (JsonException error)
        {
            throw new WearException($"{path}:{error.LineNumber + 1}: {error.Message.Split(". ")[0].TrimEnd('.')}");
        }
        catch (ArgumentException)
        {
            throw new WearException($"{path}: a name is there twice"); // JsonNode finds it out late
        }

        return new WearProfile(path, profile, Find(path, profile, sourceName));
    }

    /// <summary>The parameters as they stand.</summary>
    /// <returns>Those that are not there have their defaults.</returns>
    /// <exception cref="WearException">One is no number.</exception>
    public WearParameters Parameters()
    {
        WearParameters parameters = new();
        foreach (string name in WearParameters.Names)
        {
            if (_source[name] is { } node)
            {
                parameters[name] = node is JsonValue value && value.TryGetValue(out double number)
                    ? number
                    : throw new WearException($"{_path}: source {SourceName}: {name} is no number");
            }
        }

        return parameters;
    }

    /// <summary>Puts a calibration into the source.</summary>
    /// <param name="parameters">The parameters.</param>
    public void Write(WearParameters parameters)
    {
        foreach ((string name, double value) in parameters.Calibration)
        {
            _source[name] = Rounded(value);
        }
    }

    /// <summary>The profile as JSON.</summary>
    /// <returns>Indented, with a line feed at the end.</returns>
    public override string ToString() => _profile.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    /// <summary>A calibration as JSON, to be put into a source by hand.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>An object, with a line feed at the end.</returns>
    public static string Fragment(WearParameters parameters)
    {
        JsonObject fragment = new() { ["type"] = WearParameters.SourceType, ["wearLimit"] = parameters.WearLimit };
        foreach ((string name, double value) in parameters.Calibration)
        {
            fragment[name] = Rounded(value);
        }

        return fragment.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    // More digits than seven tell nothing, and take room on the box.
    private static double Rounded(double value) => double.Parse(value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Find(string path, JsonObject profile, string? sourceName)
    {
        JsonObject[] sources = [.. (profile["sources"] as JsonArray ?? []).OfType<JsonObject>().Where(source => TextOf(source, "type") == WearParameters.SourceType)];
        if (sources.Length == 0)
        {
            throw new WearException($"{path} has no source of type {WearParameters.SourceType}");
        }

        if (sourceName == null)
        {
            return sources.Length == 1 ? sources[0] : throw new WearException(
                $"{path} has several sources of type {WearParameters.SourceType}; name one with --source ({string.Join(", ", sources.Select(source => TextOf(source, "name")))})");
        }

        return Array.Find(sources, source => TextOf(source, "name") == sourceName)
            ?? throw new WearException($"{path} has no source {sourceName} of type {WearParameters.SourceType}");
    }

    private static string? TextOf(JsonObject source, string name) => source[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
