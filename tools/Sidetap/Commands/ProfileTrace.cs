using Sidetap.Profiles;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Tool.Commands;

/// <summary>A step on a field's way: a source with what it reads and is told.</summary>
/// <param name="Source">The source.</param>
/// <param name="Reads">Its inputs by name, with the signals they are.</param>
/// <param name="Parameters">Its parameters by name, as JSON writes them.</param>
internal sealed record TraceStep(
    ProfileSource Source, IReadOnlyList<(string Input, string Signal)> Reads, IReadOnlyList<(string Name, string Value, string Unit)> Parameters);

/// <summary>The way of one field: from the channels of the board through every source to the octets in a message.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Field">The field.</param>
/// <param name="Index">Its place in the data set.</param>
/// <param name="Steps">The sources on the way, in the order they are sampled.</param>
/// <param name="Frame">Where fields lie in a key frame.</param>
internal sealed record ProfileTrace(ProfileModel Profile, ProfileField Field, int Index, IReadOnlyList<TraceStep> Steps, KeyFrame Frame)
{
    /// <summary>Octets in a key frame of UADP-Dynamic: the Variant's encoding octet and the value.</summary>
    public int DynamicOctets => 1 + Field.MaxValueOctets;

    /// <summary>Follows a field back to the channels.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">The field's name.</param>
    /// <returns>Its way.</returns>
    /// <exception cref="CliError">There is no such field.</exception>
    public static ProfileTrace Of(ProfileModel profile, string name)
    {
        int index = profile.Fields.ToList().FindIndex(field => field.Name == name);
        if (index < 0)
        {
            throw new CliError($"there is no field {name}; there are {string.Join(", ", profile.Fields.Select(field => field.Name))}");
        }

        ProfileField field = profile.Fields[index];
        HashSet<ProfileSource> onTheWay = [];
        Stack<int> open = new(Enumerable.Range(field.Signal, field.SignalCount));
        while (open.TryPop(out int signal))
        {
            ProfileSource source = profile.SourceOf(signal).Source;
            if (onTheWay.Add(source))
            {
                source.Inputs.Where(input => input != ProfileSource.None).ToList().ForEach(open.Push);
            }
        }

        return new ProfileTrace(profile, field, index, [.. profile.Sources.Where(onTheWay.Contains).Select(source => Step(profile, source))], KeyFrame.Of(profile));
    }

    /// <summary>What a source reads and is told.</summary>
    /// <param name="profile">Its profile.</param>
    /// <param name="source">The source.</param>
    /// <returns>Names and values.</returns>
    public static TraceStep Step(ProfileModel profile, ProfileSource source)
    {
        List<(string, string)> reads = [];
        for (int i = 0; i < source.Inputs.Count; i++)
        {
            if (source.Inputs[i] != ProfileSource.None)
            {
                reads.Add((source.Kind.InputAt(i).Name + Number(source.Kind, i - source.Kind.Inputs.Count, source.Kind.List?.Inputs.Count ?? 1), profile.SignalName(source.Inputs[i])));
            }
        }

        List<(string, string, string)> parameters = [];
        for (int i = 0; i < source.Parameters.Count; i++)
        {
            SourceParameter parameter = source.Kind.ParameterAt(i);
            parameters.Add((
                parameter.Name + Number(source.Kind, i - source.Kind.Parameters.Count, source.Kind.List?.Parameters.Count ?? 1),
                parameter.TextOf(source.Parameters[i]),
                parameter.Unit));
        }

        return new TraceStep(source, reads, parameters);
    }

    /// <summary>The number of a list's item; nothing for what is not of a list.</summary>
    private static string Number(SourceKindInfo kind, int index, int perItem) => kind.List == null || index < 0 ? "" : $"{(index / perItem) + 1}";
}
