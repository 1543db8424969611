using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.ModelExport;

/// <summary>How a field's value comes about, in one line: the sources from the channel to the signal.</summary>
public static class Derivation
{
    /// <summary>Writes down the chain of a field.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="field">One of its fields.</param>
    /// <returns>For example "thermocouple Bearing (thermocouple K) of [analog BearingVoltage (channel 9)] and [analog ColdJunction (channel 10)]".</returns>
    public static string Of(ProfileModel profile, ProfileField field)
    {
        string text = OfSignal(profile, field.Signal, []);
        if (field.Length > 0)
        {
            text += $", and the {field.Length - 1} signals behind it";
        }

        text = field.Gain == 1 ? text : $"{Text(field.Gain)} * ({text})";
        return field.Offset == 0 ? text : $"{text} + {Text(field.Offset)}";
    }

    /// <param name="profile">The profile.</param>
    /// <param name="signal">A signal.</param>
    /// <param name="told">The sources that were told of already: of these the name is enough.</param>
    private static string OfSignal(ProfileModel profile, int signal, HashSet<ProfileSource> told)
    {
        (ProfileSource source, int output) = profile.SourceOf(signal);
        string name = source.Outputs.Count > 1 ? $"{source.Name}.{source.Outputs[output].Name}" : source.Name;
        if (!told.Add(source))
        {
            return name;
        }

        string text = $"{source.Kind.Type} {name}";
        List<string> parameters = [];
        for (int i = 0; i < Math.Min(source.Kind.Parameters.Count, source.Parameters.Count); i++)
        {
            SourceParameter parameter = source.Kind.Parameters[i];
            if (source.Parameters[i] != parameter.Default)
            {
                parameters.Add($"{parameter.Name} {parameter.TextOf(source.Parameters[i])}{(parameter.Unit.Length > 0 ? " " + parameter.Unit : "")}");
            }
        }

        text += parameters.Count > 0 ? $" ({string.Join(", ", parameters)})" : "";
        List<int> inputs = [.. source.Inputs.Where(input => input != ProfileSource.None)];
        return inputs.Count > 0 ? $"{text} of {string.Join(" and ", inputs.Select(input => $"[{OfSignal(profile, input, told)}]"))}" : text;
    }

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
