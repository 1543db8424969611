using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetap.Profiles;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Wear;

/// <summary>The tool-wear source of a machine profile in JSON. What is outside that source stays as it is written, octet for octet.</summary>
public sealed class WearProfile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly byte[] _octets;
    private readonly int _index;

    private WearProfile(string path, byte[] octets, int index, ProfileSource source)
    {
        _path = path;
        _octets = octets;
        _index = index;
        SourceName = source.Name;
        Parameters = new WearParameters(source.Parameters);
    }

    /// <summary>The source's name.</summary>
    public string SourceName { get; }

    /// <summary>Its parameters.</summary>
    public WearParameters Parameters { get; }

    /// <summary>Reads a profile.</summary>
    /// <param name="pathOrName">The file, or the name of a shipped profile.</param>
    /// <param name="sourceName">Which of its tool-wear sources; null: the only one.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="WearException">It has errors, or no such source.</exception>
    public static WearProfile Read(string pathOrName, string? sourceName)
    {
        ProfileDocument document = ProfileFile.Load(pathOrName);
        if (document.Model == null)
        {
            throw new WearException($"{document.Errors.First()}");
        }

        byte[] octets = File.Exists(pathOrName) ? File.ReadAllBytes(pathOrName) : Encoding.UTF8.GetBytes(ShippedProfiles.Read(pathOrName));
        int index = Find(pathOrName, document.Model, sourceName);
        return new WearProfile(pathOrName, octets, index, document.Model.Sources[index]);
    }

    /// <summary>The profile with another calibration.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The JSON text.</returns>
    /// <exception cref="WearException">The result would be no profile.</exception>
    public string With(WearParameters parameters)
    {
        (int start, int end) = SourceAt();
        JsonObject source = JsonNode.Parse(_octets.AsSpan(start, end - start))!.AsObject();
        foreach ((SourceParameter parameter, double value) in parameters.Calibration)
        {
            source[parameter.Name] = Node(parameter, value);
        }

        string indent = new(' ', IndentAt(start));
        string text = Encoding.UTF8.GetString(_octets, 0, start)
            + source.ToJsonString(Indented).ReplaceLineEndings("\n").Replace("\n", $"\n{indent}", StringComparison.Ordinal)
            + Encoding.UTF8.GetString(_octets, end, _octets.Length - end);
        ProfileDocument document = ProfileFile.Parse(text, _path);
        return document.IsValid ? text : throw new WearException($"with this calibration it would be no profile: {document.Errors.First()}");
    }

    /// <summary>A calibration as JSON, to be put into a source by hand.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>An object, with a line feed at the end.</returns>
    public static string Fragment(WearParameters parameters)
    {
        JsonObject fragment = new() { ["type"] = WearParameters.SourceType, ["wearLimit"] = parameters.WearLimit };
        foreach ((SourceParameter parameter, double value) in parameters.Calibration)
        {
            fragment[parameter.Name] = Node(parameter, value);
        }

        return fragment.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>More digits than seven tell nothing, and take room on the box.</summary>
    internal static double Rounded(double value) => double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static JsonNode Node(SourceParameter parameter, double value) =>
        parameter.Form == ParameterForm.Flag ? JsonValue.Create(value != 0) : JsonValue.Create(Rounded(value));

    private static int Find(string path, ProfileModel model, string? sourceName)
    {
        ProfileSource[] sources = [.. model.Sources.Where(source => source.Kind.Type == WearParameters.SourceType)];
        if (sources.Length == 0)
        {
            throw new WearException($"{path} has no source of type {WearParameters.SourceType}; docs/tool-wear.md shows one");
        }

        if (sourceName == null && sources.Length > 1)
        {
            throw new WearException($"{path} has several sources of type {WearParameters.SourceType}; name one with --source ({string.Join(", ", sources.Select(one => one.Name))})");
        }

        ProfileSource? found = Array.Find(sources, source => sourceName == null || source.Name == sourceName);
        return found != null
            ? model.Sources.ToList().IndexOf(found)
            : throw new WearException($"{path} has no source {sourceName} of type {WearParameters.SourceType}; there is {sources[0].Name}");
    }

    /// <summary>The octets of the source's object.</summary>
    private (int Start, int End) SourceAt()
    {
        const int InSources = 2; // the depth of an object in an array of the root
        Utf8JsonReader reader = new(_octets.AsSpan(Bom()));
        bool isSources = false;
        int count = 0;
        long start = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                isSources = reader.ValueTextEquals("sources"u8);
            }
            else if (isSources && reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == InSources)
            {
                start = reader.TokenStartIndex;
            }
            else if (isSources && reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == InSources && count++ == _index)
            {
                return ((int)start + Bom(), (int)reader.BytesConsumed + Bom());
            }
        }

        throw new InvalidOperationException("A profile that was read has fewer sources now.");
    }

    private int Bom() => _octets.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    /// <summary>The blanks that the line of an octet begins with.</summary>
    private int IndentAt(int at)
    {
        int line = _octets.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int blanks = _octets.AsSpan(line, at - line).IndexOfAnyExcept((byte)' ');
        return blanks < 0 ? at - line : blanks;
    }
}
