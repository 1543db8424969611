using System.Globalization;
using Sidetap.Decoding.Uadp;
using Sidetap.Profiles.Model;

namespace Sidetap.GapReport;

/// <summary>Holds the fields of a data set against the profile's: by their announced names, or by position where nothing is announced.</summary>
internal static class FieldComparison
{
    /// <summary>Compares all fields.</summary>
    public static void Run(RowList rows, ProfileModel profile, DataSetCourse course)
    {
        HashSet<int> known = [];
        for (int i = 0; i < profile.Fields.Count; i++)
        {
            int index = IndexOf(profile.Fields[i].Name, i, course);
            if (index >= 0)
            {
                known.Add(index);
            }

            Compare(rows, profile, profile.Fields[i], index, course);
        }

        IEnumerable<int> announced = Enumerable.Range(0, course.State.MetaData?.Fields.Count ?? 0);
        foreach (int index in course.Fields.Keys.Union(announced).Except(known).Order())
        {
            rows.Gap("fields", NameOf(course, index), "not in the profile", course.Fields.ContainsKey(index) ? "comes" : "announced");
        }
    }

    /// <summary>What a field is called: its announced name, or its position.</summary>
    public static string NameOf(DataSetCourse course, int index) =>
        course.State.MetaData?.Fields.ElementAtOrDefault(index)?.Name ?? $"field {index}";

    private static int IndexOf(string name, int position, DataSetCourse course)
    {
        if (course.State.MetaData is { } metaData)
        {
            for (int i = 0; i < metaData.Fields.Count; i++)
            {
                if (metaData.Fields[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        return course.Fields.ContainsKey(position) ? position : -1;
    }

    private static void Compare(RowList rows, ProfileModel profile, ProfileField field, int index, DataSetCourse course)
    {
        FieldDescription? described = index < 0 ? null : course.State.MetaData?.Fields.ElementAtOrDefault(index);
        FieldCourse? values = index < 0 ? null : course.Fields.GetValueOrDefault(index);
        Presence(rows, field, described, values, course);
        if (described != null)
        {
            Describe(rows, field, described);
        }

        if (values != null)
        {
            Values(rows, profile, field, values, course.Seconds);
        }
    }

    private static void Presence(RowList rows, ProfileField field, FieldDescription? described, FieldCourse? values, DataSetCourse course)
    {
        const string Expected = "in every key frame";
        bool mayComeYet = course.KeyFrames.Last == null && (described != null || course.State.MetaData == null);
        if (values != null)
        {
            rows.Add("fields", field.Name, Expected, $"came {values.Count} times", true);
        }
        else if (mayComeYet)
        {
            // A delta frame has only what has changed (OPC 10000-14, 7.2.4.5.6).
            rows.Note("fields", field.Name, Expected, "not to be told: there is no key frame in this traffic, and the field has not changed");
        }
        else
        {
            rows.Gap("fields", field.Name, Expected, described == null ? "missing" : "announced, but never came");
        }
    }

    private static void Describe(RowList rows, ProfileField field, FieldDescription described)
    {
        string type = described.ValueRank > 0 ? $"{described.BuiltInType}[{string.Join(",", described.ArrayDimensions)}]" : described.BuiltInType.ToString();
        string expectedType = TypeOf(field);
        rows.Add("types", field.Name, $"announced as {expectedType}", type, type == expectedType);
        EUInformation? unit = described.EngineeringUnits;
        if (field.Unit != null || unit != null)
        {
            string expected = field.Unit is { } wanted ? $"{wanted.Code} ({wanted.UnitId})" : "no unit";
            string found = unit == null ? "no unit" : $"{unit.DisplayName.Text} ({unit.UnitId}{(unit.NamespaceUri == PubSub.EngineeringUnit.NamespaceUri ? "" : $", namespace {unit.NamespaceUri}")})";
            bool isRight = unit?.UnitId == field.Unit?.UnitId && (unit == null || unit.NamespaceUri == PubSub.EngineeringUnit.NamespaceUri);
            rows.Add("units", field.Name, expected, found, isRight);
        }

        if (field.Range is { } range)
        {
            UaRange? found = described.EURange;
            rows.Add("units", $"{field.Name}: EURange", Text(range.Low, range.High), found == null ? "none" : Text(found.Low, found.High), found != null && found.Low == range.Low && found.High == range.High);
        }

        if (field.Enumeration is { } names)
        {
            IReadOnlyList<string> found = described.EnumStrings ?? [];
            rows.Add("units", $"{field.Name}: EnumStrings", string.Join(", ", names.Names), found.Count == 0 ? "none" : string.Join(", ", found), found.SequenceEqual(names.Names));
        }
    }

    private static void Values(RowList rows, ProfileModel profile, ProfileField field, FieldCourse values, double seconds)
    {
        string expectedType = TypeOf(field);
        if (values.Types.Count == 0)
        {
            rows.Note("types", field.Name, expectedType, "never came with a value: its status is always Bad");
        }
        else
        {
            rows.Add("types", field.Name, $"sent as {expectedType}", string.Join(", ", values.Types), values.Types.All(type => type == expectedType));
        }

        if (values.HasGoodNonNumbers)
        {
            rows.Gap("values", field.Name, "numbers while Good", "NaN or infinity with status Good");
        }

        Bounds(rows, field, values);
        if (field.Heartbeat > 0)
        {
            RateCheck.Longest(rows, field.Name, Math.Min(field.Heartbeat, profile.KeyFrameInterval), values.Times, profile.SamplingInterval, seconds);
        }
    }

    private static void Bounds(RowList rows, ProfileField field, FieldCourse values)
    {
        if (values.Values is not { } seen)
        {
            return;
        }

        if (field.Enumeration is { } names)
        {
            bool isNamed = seen.Low >= 0 && seen.High < names.Names.Count;
            rows.Add("values", field.Name, $"0..{names.Names.Count - 1}", Text(seen.Low, seen.High), isNamed);
        }
        else if (field.Range is { } range)
        {
            // EURange is what to expect in normal operation (OPC 10000-8, 5.3.2.3), not a promise.
            if (seen.Low < range.Low || seen.High > range.High)
            {
                rows.Note("values", field.Name, $"normally {Text(range.Low, range.High)}", Text(seen.Low, seen.High));
            }
            else
            {
                rows.Add("values", field.Name, $"normally {Text(range.Low, range.High)}", Text(seen.Low, seen.High), true);
            }
        }
    }

    /// <summary>A field's type as values show it, which say nothing of the longest String.</summary>
    private static string TypeOf(ProfileField field) => field.Length > 0 ? $"{field.Type}[{field.Length}]" : field.Type.ToString();

    private static string Text(double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{low:0.######}..{high:0.######}");
}
