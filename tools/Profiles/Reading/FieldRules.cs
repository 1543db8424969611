using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.Profiles.Reading;

/// <summary>What has to fit together in a field.</summary>
internal static class FieldRules
{
    /// <summary>Checks a field.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="json">The field in the file.</param>
    /// <param name="field">The field.</param>
    /// <param name="form">What its signal holds.</param>
    public static void Check(ProblemList problems, Json json, ProfileField field, OutputForm form)
    {
        void Add(string name, string message) => problems.Add(json.PathTo(name), message);
        bool isText = field.Type == BuiltInType.String;
        if (isText != (form == OutputForm.Text))
        {
            Add("type", isText
                ? "the signal is a number, and the type String; take a type of number"
                : "the signal is a text; take the type String with a \"maxLength\"");
        }

        if (isText != field.MaxLength > 0)
        {
            Add("maxLength", isText ? "a String has no \"maxLength\"; give the octets of the longest one, 1..255" : $"\"maxLength\" is for the type String, not for {field.Type}; remove it");
        }

        if (isText && field.Length > 0)
        {
            Add("type", "there are no arrays of String; make a field of each");
        }

        if (field.Enumeration != null && !IsWhole(field.Type))
        {
            Add("enumeration", $"an enumeration's values are whole numbers, and the type is {field.Type}; take Byte, Int32 or UInt32");
        }

        if (field.Enumeration != null && (field.Unit != null || field.HasScaling))
        {
            Add("enumeration", "an enumeration has neither unit nor scaling; remove one or the other");
        }

        if (field.Gain == 0)
        {
            Add("scaling", "the gain is 0, so that nothing would come through; give another number");
        }

        if (isText || field.Type == BuiltInType.Boolean)
        {
            CheckPlain(problems, json, field);
            return;
        }

        CheckBounds(problems, json, field, "range", field.Range);
        CheckBounds(problems, json, field, "limits", field.Limits);
    }

    private static bool IsWhole(BuiltInType type) => type is >= BuiltInType.SByte and <= BuiltInType.UInt64;

    /// <summary>Booleans and texts have no quantity.</summary>
    private static void CheckPlain(ProblemList problems, Json json, ProfileField field)
    {
        foreach (string name in (string[])["unit", "scaling", "range", "limits", "deadband"])
        {
            bool counts = name != "deadband" || field.Deadband != 0;
            if (json.Has(name) && counts)
            {
                problems.Add(json.PathTo(name), $"\"{name}\" makes no sense with the type {field.Type}; remove it");
            }
        }
    }

    private static void CheckBounds(ProblemList problems, Json json, ProfileField field, string name, ProfileRange? range)
    {
        (double low, double high) = Bounds(field.Type);
        if (range != null && (range.Low < low || range.High > high))
        {
            problems.Add(json.PathTo(name), $"\"{name}\" goes beyond what the type {field.Type} holds ({low:R}..{high:R}); narrow it or take another type");
        }
    }

    private static (double Low, double High) Bounds(BuiltInType type) => type switch
    {
        BuiltInType.SByte => (sbyte.MinValue, sbyte.MaxValue),
        BuiltInType.Byte => (byte.MinValue, byte.MaxValue),
        BuiltInType.Int16 => (short.MinValue, short.MaxValue),
        BuiltInType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        BuiltInType.Int32 => (int.MinValue, int.MaxValue),
        BuiltInType.UInt32 => (uint.MinValue, uint.MaxValue),
        BuiltInType.Int64 => (long.MinValue, long.MaxValue),
        BuiltInType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        BuiltInType.Float => (float.MinValue, float.MaxValue),
        _ => (double.MinValue, double.MaxValue),
    };
}
