using System.Globalization;
using NJsonSchema;
using NJsonSchema.Validation;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Reading;

/// <summary>Holds a profile to the JSON Schema, and says in words what NJsonSchema says in names.</summary>
internal static class SchemaCheck
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(ShippedProfiles.ReadSchema()).GetAwaiter().GetResult());

    /// <summary>Checks a profile.</summary>
    /// <param name="json">The profile.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Run(JsonText json, ProblemList problems)
    {
        foreach (ValidationError error in Schema.Value.Validate(json.Text))
        {
            Report(error, json, problems);
        }
    }

    private static void Report(ValidationError error, JsonText json, ProblemList problems)
    {
        string path = PathOf(error);
        if (error is ChildSchemaValidationError child)
        {
            foreach (ValidationError inner in Relevant(child, path, json, problems))
            {
                Report(inner, json, problems);
            }

            return;
        }

        bool isName = error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed;
        problems.AddSchema(path, MessageOf(error, path, json), isName);
    }

    /// <summary>Of all the ways a value could have been right, the one it was meant to be: a source's is told by its type.</summary>
    private static IEnumerable<ValidationError> Relevant(ChildSchemaValidationError error, string path, JsonText json, ProblemList problems)
    {
        if (error.Kind == ValidationErrorKind.ArrayItemNotValid)
        {
            return error.Errors.SelectMany(one => one.Value);
        }

        if (path.StartsWith("sources[", StringComparison.Ordinal) && path.EndsWith(']') && !path.Contains('.'))
        {
            List<KeyValuePair<JsonSchema, ICollection<ValidationError>>> meant = [.. error.Errors.Where(one => !one.Value.Any(IsOtherType))];
            if (meant.Count == 1)
            {
                return meant[0].Value;
            }

            problems.AddSchema(JsonText.Member(path, "type"), UnknownKind(json, path));
            return [];
        }

        return Closest(error, path, json, problems);
    }

    private static string UnknownKind(JsonText json, string path)
    {
        string[] types = [.. SourceCatalog.Kinds.Select(kind => kind.Type)];
        string written = json.TextAt(JsonText.Member(path, "type"));
        return written.Length == 0 ? $"{path} has no \"type\"; take one of {string.Join(", ", types)}"
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

    private static bool IsOtherType(ValidationError error) => error.Property == "type" && error.Path?.Count(c => c == '.') == 1;

    /// <summary>A choice between forms: the errors of the form that has the value's JSON type.</summary>
    private static IEnumerable<ValidationError> Closest(ChildSchemaValidationError error, string path, JsonText json, ProblemList problems)
    {
        List<ICollection<ValidationError>> sameType = [.. error.Errors.Select(one => one.Value).Where(all => !all.Any(one => PathOf(one) == path && IsTypeError(one)))];
        if (sameType.Count == 1)
        {
            return sameType[0];
        }

        problems.AddSchema(path, $"{NameOf(path)} is not what it can be: {error.Schema?.Description?.TrimEnd('.') ?? "see the schema"}");
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
            ValidationErrorKind.PropertyRequired => $"{(path == error.Property ? "the profile" : NameOf(ParentOf(path)))} has no \"{error.Property}\"; add it",
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

    /// <summary>"#/sources[2].channel" as "sources[2].channel".</summary>
    private static string PathOf(ValidationError error) => (error.Path ?? "").TrimStart('#').TrimStart('/');
}
