using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;
using NJsonSchema.Validation;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Reading;

/// <summary>Holds a profile to the JSON Schema, and says in words what NJsonSchema says in names.</summary>
internal static partial class SchemaCheck
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(ShippedProfiles.ReadSchema()).GetAwaiter().GetResult());

    // The same but for the sources: each is held to its own kind, which is faster than to all of them and knows what was meant.
    private static readonly Lazy<JsonSchema> WithoutSources = new(() =>
    {
        JsonSchema schema = JsonSchema.FromJsonAsync(ShippedProfiles.ReadSchema()).GetAwaiter().GetResult();
        schema.Properties["sources"].Item = new JsonSchema();
        return schema;
    });

    /// <summary>Checks a profile.</summary>
    /// <param name="json">The profile.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(JsonText json, ProblemList problems)
    {
        foreach (ValidationError error in WithoutSources.Value.Validate(json.Text))
        {
            Report(error, "", json, problems);
        }

        IReadOnlyList<Json> sources = new Json(json.Root, "", problems).List("sources");
        foreach (Json source in sources)
        {
            if (source.Element.ValueKind != JsonValueKind.Object)
            {
                problems.AddSchema(source.Path, $"{source.Path} is not an object; write it in braces");
            }
            else if (SourceCatalog.Find(source.Text("type")) is not { } kind)
            {
                problems.AddSchema(source.PathTo("type"), UnknownKind(source));
            }
            else
            {
                foreach (ValidationError error in Schema.Value.Definitions[$"source.{kind.Type}"].Validate(source.Element.GetRawText()))
                {
                    Report(error, source.Path, json, problems);
                }
            }
        }
    }

    /// <param name="error">What is wrong.</param>
    /// <param name="root">The path of what was checked.</param>
    /// <param name="json">The profile.</param>
    /// <param name="problems">Takes what is wrong.</param>
    private static void Report(ValidationError error, string root, JsonText json, ProblemList problems)
    {
        string path = PathOf(error, root);
        if (error is ChildSchemaValidationError child)
        {
            foreach (ValidationError inner in Relevant(child, path, root, problems))
            {
                Report(inner, root, json, problems);
            }

            return;
        }

        bool isName = error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed;
        problems.AddSchema(path, MessageOf(error, path, json), isName);
    }

    private static string UnknownKind(Json source)
    {
        string[] types = [.. SourceCatalog.Kinds.Select(kind => kind.Type)];
        string written = source.Text("type");
        return written.Length == 0 ? $"{source.Path} has no \"type\"; take one of {string.Join(", ", types)}"
            : Nearest.To(written, types) is { } near ? $"\"{written}\" is no kind of source; did you mean \"{near}\"?"
            : $"\"{written}\" is no kind of source; take one of {string.Join(", ", types)}";
    }

    private static string NoneOf(JsonSchema schema, string path, JsonText json)
    {
        string written = json.TextAt(path);
        if (schema.Description?.Contains("UNECE", StringComparison.Ordinal) == true)
        {
            return $"\"{written}\" is not among the {schema.Enumeration.Count} UNECE codes known here; correct it, or write {{\"code\": \"{written}\", \"displayName\": …, \"description\": …}}";
        }

        string[] names = [.. schema.Enumeration.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one}"))];
        return Nearest.To(written, names) is { } near ? $"\"{written}\" is not known here; did you mean \"{near}\"?" : $"{NameOf(path)} is none of {string.Join(", ", names)}; take one of them";
    }

    /// <summary>Of all the forms a value could have, the errors of the one that has its JSON type.</summary>
    private static IEnumerable<ValidationError> Relevant(ChildSchemaValidationError error, string path, string root, ProblemList problems)
    {
        if (error.Kind == ValidationErrorKind.ArrayItemNotValid)
        {
            return error.Errors.SelectMany(one => one.Value);
        }

        List<ICollection<ValidationError>> sameType = [.. error.Errors.Select(one => one.Value).Where(all => !all.Any(one => PathOf(one, root) == path && IsTypeError(one)))];
        if (sameType.Count == 1)
        {
            return sameType[0];
        }

        problems.AddSchema(path, $"{NameOf(path)} is not what it can be: {Lower(error.Schema?.Description)}");
        return [];
    }

    private static bool IsTypeError(ValidationError error) => error.Kind is ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected
        or ValidationErrorKind.IntegerExpected or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected;

    private static string MessageOf(ValidationError error, string path, JsonText json)
    {
        JsonSchema schema = error.Schema;
        string name = NameOf(path);
        return error.Kind switch
        {
            ValidationErrorKind.PropertyRequired => $"{NameOf(ParentOf(path))} has no \"{error.Property}\"; add it",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => $"\"{error.Property}\" is not known here; {Known(schema, error.Property)}",
            ValidationErrorKind.NotInEnumeration => NoneOf(schema.ActualSchema, path, json),
            ValidationErrorKind.StringExpected => $"{name} is not a text; put it in quotation marks",
            ValidationErrorKind.NumberExpected => $"{name} is not a number; write it without quotation marks",
            ValidationErrorKind.IntegerExpected => $"{name} is not a whole number; write one",
            ValidationErrorKind.BooleanExpected => $"{name} is not a truth value; write true or false",
            ValidationErrorKind.ObjectExpected => $"{name} is not an object; write it in braces",
            ValidationErrorKind.ArrayExpected => $"{name} is not a list; write it in brackets",
            ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig => $"{name} is out of range; take {Bounds(schema.ActualSchema)}",
            ValidationErrorKind.StringTooShort or ValidationErrorKind.StringTooLong => $"{name} is too {(error.Kind == ValidationErrorKind.StringTooShort ? "short" : "long")}; take {Lengths(schema.ActualSchema)} characters",
            ValidationErrorKind.TooFewItems or ValidationErrorKind.TooManyItems => $"{name} has too {(error.Kind == ValidationErrorKind.TooFewItems ? "few" : "many")} items; take {Items(schema.ActualSchema)}",
            ValidationErrorKind.TooFewProperties or ValidationErrorKind.TooManyProperties => $"{name} has too {(error.Kind == ValidationErrorKind.TooFewProperties ? "few" : "many")} members; see the schema",
            ValidationErrorKind.PatternMismatch => $"{name} has not the right form; it is {Lower(schema.ActualSchema.Description)}",
            ValidationErrorKind.DateTimeExpected => $"{name} is not a time; write it like 2026-11-24T00:00:00Z",
            _ => $"{name} is not what the schema wants ({error.Kind}); see the schema",
        };
    }

    private static string Known(JsonSchema? schema, string? name)
    {
        IEnumerable<string> names = schema?.ActualSchema.ActualProperties.Keys ?? [];
        return Nearest.To(name ?? "", names) is { } near ? $"write \"{near}\" or remove it" : $"known are {string.Join(", ", names)}";
    }

    private static string Lower(string? description) => description is { Length: > 0 } ? char.ToLowerInvariant(description[0]) + description[1..].TrimEnd('.') : "described in the schema";

    private static string Bounds(JsonSchema schema) => (schema.Minimum, schema.Maximum) switch
    {
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low}..{high}"),
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"{low} or more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{schema.Maximum} or less"),
    };

    private static string Lengths(JsonSchema schema) => $"{schema.MinLength ?? 0}..{schema.MaxLength}";

    private static string Items(JsonSchema schema) => $"{schema.MinItems}..{schema.MaxItems}";

    private static string ParentOf(string path) => path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : "";

    /// <summary>A value for people: its name, or its place in a list.</summary>
    private static string NameOf(string path) => path.Length == 0 ? "the profile" : path.EndsWith(']') ? path : $"\"{path[(path.LastIndexOf('.') + 1)..]}\"";

    /// <summary>"#/fields[2].unit", or "#/channel" in a source, as a path of the profile.</summary>
    private static string PathOf(ValidationError error, string root)
    {
        // A name with a blank, a point or the like comes as ['name'], with its quotation marks and control characters escaped.
        string path = QuotedName().Replace((error.Path ?? "").TrimStart('#').TrimStart('/'), match => $".{Regex.Unescape(match.Groups[1].Value)}").TrimStart('.');
        return path.Length == 0 ? root : JsonText.Member(root, path);
    }

    [GeneratedRegex(@"\['((?:[^'\\]|\\.)*)'\]")]
    private static partial Regex QuotedName();
}
