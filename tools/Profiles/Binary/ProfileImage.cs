using Sidetap.Model;
using Sidetap.Settings;

namespace Sidetap.Profiles.Binary;

/// <summary>A compiled profile as a box keeps it: one copy of its two, made with the box's own code.</summary>
public static class ProfileImage
{
    /// <summary>The files' name without ".a" and ".b", as <see cref="ProfileStore"/> has it.</summary>
    public const string Name = "profile";

    /// <summary>Makes a copy.</summary>
    /// <param name="octets">The compiled profile, at most <see cref="ProfileBounds.MaxOctets"/>.</param>
    /// <returns>The file: a box that has it as profile.a and profile.b starts with this profile.</returns>
    /// <exception cref="ArgumentException">The profile is longer.</exception>
    public static byte[] Write(byte[] octets)
    {
        OneCopy file = new(Name);
        TwoCopyRecord record = new(file, Name, ProfileBounds.MaxOctets);
        record.TryLoad(out _);
        if (octets.Length > ProfileBounds.MaxOctets)
        {
            throw new ArgumentException($"A profile has {ProfileBounds.MaxOctets} octets at most.", nameof(octets));
        }

        octets.CopyTo(record.Buffer, record.Offset);
        return record.Save(octets.Length) ? file.Octets : throw new InvalidOperationException("The record was not written.");
    }
}
