using System.Globalization;
using System.Text.RegularExpressions;
using Sidetap.BoxLink;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;

namespace Sidetap.Tool.Configure;

/// <summary>Why a box refuses a profile, in the profile's own words: a box counts sources and fields and has no names for sources.</summary>
internal static partial class ProfileRefusal
{
    private const int MostFields = 3;

    /// <summary>The refusal with what the profile calls the place.</summary>
    /// <param name="error">What the box says.</param>
    /// <param name="octets">The compiled profile.</param>
    /// <returns>The refusal; unchanged where it names no place of the profile.</returns>
    public static BoxError Named(BoxError error, byte[] octets)
    {
        Match place = Place().Match(error.Text);
        if (!place.Success || !ProfileDecompiler.TryRead(octets, out ProfileModel? profile, out _, out _)
            || !int.TryParse(place.Groups["item"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int item))
        {
            return error;
        }

        string? name = place.Groups["part"].Value == "source"
            ? item < profile.Sources.Count ? NameOf(profile, profile.Sources[item]) : null
            : item < profile.Fields.Count ? profile.Fields[item].Name : null;
        return name is null ? error : new BoxError(error.Code, error.Text.Insert(place.Length, $" ({name})"), error.WasRepeated);
    }

    /// <summary>For example "analog, channel 8, for SpindleCurrent".</summary>
    private static string NameOf(ProfileModel profile, ProfileSource source)
    {
        IEnumerable<string> told = ChainStep.Of(profile, source).Parameters.Where(one => one.Name is "channel" or "device" or "port" or "address" or "chip").Select(one => $"{one.Name} {one.Value}");
        string[] fields = [.. profile.Fields.Where(field => FieldChain.Of(profile, field).Any(step => step.Source == source)).Select(field => field.Name)];
        string more = fields.Length > MostFields ? $" and {fields.Length - MostFields} more" : "";
        string of = fields.Length == 0 ? "" : $", for {string.Join(", ", fields.Take(MostFields))}{more}";
        return $"{string.Join(", ", told.Prepend(source.Kind.Type))}{of}";
    }

    [GeneratedRegex("^(?<part>source|field) (?<item>[0-9]{1,3})(?= of the profile: )")]
    private static partial Regex Place();
}
