using Sidetap.Profiles;
using Sidetap.Profiles.Model;

namespace Sidetap.Tool.Commands;

/// <summary>The way of one field: from the channels of the board through every source to the octets in a message.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Field">The field.</param>
/// <param name="Index">Its place in the data set.</param>
/// <param name="Steps">The sources on the way, in the order they are sampled.</param>
/// <param name="Frame">Where fields lie in a key frame.</param>
internal sealed record ProfileTrace(ProfileModel Profile, ProfileField Field, int Index, IReadOnlyList<ChainStep> Steps, KeyFrame Frame)
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
        return new ProfileTrace(profile, field, index, FieldChain.Of(profile, field), KeyFrame.Of(profile));
    }
}
