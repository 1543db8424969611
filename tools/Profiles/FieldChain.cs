using System.Globalization;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles;

/// <summary>A signal that a source of a chain reads.</summary>
/// <param name="Name">What the source calls it.</param>
/// <param name="Signal">Its number.</param>
/// <param name="SignalName">What the profile calls it: Source.Output.</param>
public sealed record ChainInput(string Name, int Signal, string SignalName);

/// <summary>A parameter of a source of a chain.</summary>
/// <param name="Name">Its name, with a number behind it where it is of a list.</param>
/// <param name="Value">Its value as JSON writes it.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="IsUsual">Whether it is what it would be without being given.</param>
/// <param name="IsOfList">Whether it is of a list's item.</param>
public sealed record ChainParameter(string Name, string Value, string Unit, bool IsUsual, bool IsOfList);

/// <summary>A source with what it reads and is told.</summary>
/// <param name="Source">The source.</param>
/// <param name="Reads">Its inputs.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record ChainStep(ProfileSource Source, IReadOnlyList<ChainInput> Reads, IReadOnlyList<ChainParameter> Parameters)
{
    /// <summary>What a source reads and is told.</summary>
    /// <param name="profile">Its profile.</param>
    /// <param name="source">The source.</param>
    /// <returns>Names and values.</returns>
    public static ChainStep Of(ProfileModel profile, ProfileSource source)
    {
        SourceKindInfo kind = source.Kind;
        List<ChainInput> reads = [];
        for (int i = 0; i < source.Inputs.Count; i++)
        {
            int signal = source.Inputs[i];
            if (signal != ProfileSource.None)
            {
                reads.Add(new ChainInput(kind.InputAt(i).Name + NumberOf(i - kind.Inputs.Count, kind.List?.Inputs.Count), signal, profile.SignalName(signal)));
            }
        }

        List<ChainParameter> parameters = [];
        for (int i = 0; i < source.Parameters.Count; i++)
        {
            SourceParameter parameter = kind.ParameterAt(i);
            double value = source.Parameters[i];
            int listed = i - kind.Parameters.Count;
            parameters.Add(new ChainParameter(
                parameter.Name + NumberOf(listed, kind.List?.Parameters.Count), parameter.TextOf(value), parameter.Unit, value == parameter.Default, listed >= 0));
        }

        return new ChainStep(source, reads, parameters);
    }

    /// <summary>The number of a list's item; nothing for what is not of a list.</summary>
    private static string NumberOf(int index, int? perItem) => perItem == null || index < 0 ? "" : $"{(index / perItem.Value) + 1}";
}

/// <summary>How a field's value comes about: every source from the channels of the board to the field's signals.</summary>
public static class FieldChain
{
    /// <summary>Follows a field back to the channels.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="field">One of its fields.</param>
    /// <returns>The sources, in the order in which they are sampled.</returns>
    public static IReadOnlyList<ChainStep> Of(ProfileModel profile, ProfileField field)
    {
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

        return [.. profile.Sources.Where(onTheWay.Contains).Select(source => ChainStep.Of(profile, source))];
    }

    /// <summary>The chain of a field in one line.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="field">One of its fields.</param>
    /// <returns>For example "thermocouple Bearing (thermocouple K) of [analog BearingVoltage (channel 9)] and [analog ColdJunction (channel 10)]".</returns>
    public static string LineOf(ProfileModel profile, ProfileField field)
    {
        string text = LineOf(profile, field.Signal, []);
        if (field.Length > 0)
        {
            text += $", and the {field.Length - 1} signals behind it";
        }

        text = field.Gain == 1 ? text : $"{Text(field.Gain)} * ({text})";
        return field.Offset == 0 ? text : $"{text} + {Text(field.Offset)}";
    }

    /// <summary>The chain of a signal. Of sources that were told of already the name is enough.</summary>
    private static string LineOf(ProfileModel profile, int signal, HashSet<ProfileSource> told)
    {
        ProfileSource source = profile.SourceOf(signal).Source;
        if (!told.Add(source))
        {
            return profile.SignalName(signal);
        }

        ChainStep step = ChainStep.Of(profile, source);
        List<string> parameters =
        [
            .. step.Parameters.Where(one => !one.IsUsual && !one.IsOfList).Select(one => $"{one.Name} {one.Value}{(one.Unit.Length > 0 ? $" {one.Unit}" : "")}"),
        ];
        string text = $"{source.Kind.Type} {profile.SignalName(signal)}{(parameters.Count > 0 ? $" ({string.Join(", ", parameters)})" : "")}";
        return step.Reads.Count > 0 ? $"{text} of {string.Join(" and ", step.Reads.Select(input => $"[{LineOf(profile, input.Signal, told)}]"))}" : text;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
