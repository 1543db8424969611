namespace Sidetap.Profiles;

/// <summary>The bounds of what a profile can hold besides its sources' parameters.</summary>
public static class ProfileBounds
{
    /// <summary>The shortest sampling interval in milliseconds.</summary>
    public const int MinSampling = 10;

    /// <summary>The longest sampling interval in milliseconds.</summary>
    public const int MaxSampling = 3_600_000;

    /// <summary>The longest of the other intervals in milliseconds: a day.</summary>
    public const int MaxInterval = 86_400_000;

    /// <summary>The most fields of a data set.</summary>
    public const int MaxFields = Binary.ProfileLayout.MaxFields;

    /// <summary>The most signals of a box.</summary>
    public const int MaxSignals = Binary.ProfileLayout.MaxSignals;

    /// <summary>The most octets that the sources' buffers may take together in a box.</summary>
    public const int MaxBufferOctets = 24 * 1024;

    /// <summary>The longest name in octets of UTF-8.</summary>
    public const int MaxNameOctets = 64;

    /// <summary>The longest namespace URI in octets.</summary>
    public const int MaxUriOctets = 128;

    /// <summary>The longest description in octets, where descriptions are compiled.</summary>
    public const int MaxDescriptionOctets = 255;

    /// <summary>The longest compiled profile in octets.</summary>
    public const int MaxOctets = Binary.ProfileLayout.MaxLength;
}
