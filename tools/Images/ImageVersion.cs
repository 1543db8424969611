using System.Globalization;

namespace Sidetap.Images;

/// <summary>The version in an image's header, eight octets (MCUboot design, "Image format": image_version). Versions are ordered by major, minor, revision and build number.</summary>
/// <param name="Major">Major.</param>
/// <param name="Minor">Minor.</param>
/// <param name="Revision">Revision.</param>
/// <param name="Build">Build number; 0: none.</param>
public readonly record struct ImageVersion(byte Major, byte Minor, ushort Revision, uint Build = 0) : IComparable<ImageVersion>
{
    /// <summary>Octets of a version in a header.</summary>
    public const int Length = 8;

    /// <summary>The security counter that belongs to this version where none is given: major, minor and revision as one number of 32 bits, as imgtool makes it for "auto". The build number is not in it.</summary>
    public uint SecurityCounter => ((uint)Major << 24) | ((uint)Minor << 16) | Revision;

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(ImageVersion left, ImageVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(ImageVersion left, ImageVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is older, or the same.</summary>
    public static bool operator <=(ImageVersion left, ImageVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is newer, or the same.</summary>
    public static bool operator >=(ImageVersion left, ImageVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads MAJOR[.MINOR[.REVISION[+BUILD]]], decimal, without leading zeros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version.</param>
    /// <returns>Whether it is one: major and minor up to 255, revision up to 65535, build up to 4294967295.</returns>
    public static bool TryParse(string? text, out ImageVersion version)
    {
        version = default;
        string[] halves = (text ?? "").Split('+');
        string[] parts = halves[0].Split('.');
        uint build = 0;
        if (parts.Length > 3 || halves.Length > 2 || (halves.Length == 2 && (parts.Length < 3 || !TryNumber(halves[1], uint.MaxValue, out build))))
        {
            return false;
        }

        uint minor = 0;
        uint revision = 0;
        if (!TryNumber(parts[0], byte.MaxValue, out uint major)
            || (parts.Length > 1 && !TryNumber(parts[1], byte.MaxValue, out minor))
            || (parts.Length > 2 && !TryNumber(parts[2], ushort.MaxValue, out revision)))
        {
            return false;
        }

        version = new ImageVersion((byte)major, (byte)minor, (ushort)revision, build);
        return true;
    }

    /// <summary>Reads MAJOR[.MINOR[.REVISION[+BUILD]]].</summary>
    /// <param name="text">The text.</param>
    /// <returns>The version.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static ImageVersion Parse(string text) => TryParse(text, out ImageVersion version)
        ? version
        : throw new FormatException($"{text} is no version: MAJOR.MINOR.REVISION+BUILD, the first two up to 255, the third up to 65535, the last up to 4294967295, without leading zeros");

    /// <inheritdoc/>
    public int CompareTo(ImageVersion other) => (Major, Minor, Revision, Build).CompareTo((other.Major, other.Minor, other.Revision, other.Build));

    /// <summary>MAJOR.MINOR.REVISION, and +BUILD where it is not 0.</summary>
    /// <returns>The text, which <see cref="Parse"/> reads.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Revision}") + (Build == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+{Build}"));

    private static bool TryNumber(string text, uint limit, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= limit && (text.Length == 1 || text[0] != '0');
}
