using System.Globalization;

namespace Sidetap.BoxLink.Results;

/// <summary>The profile a box has.</summary>
/// <param name="Values">All that <c>profile</c> says, by its keys.</param>
public sealed record BoxProfile(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Its name.</summary>
    public string Name => Values.GetValueOrDefault("name", "");

    /// <summary>Its version, major.minor.</summary>
    public string Version => Values.GetValueOrDefault("version", "");

    /// <summary>Its version for people: the times that its numbers stand for (VersionTime, OPC 10000-4, 7.44), the minor one where it is another.</summary>
    public string VersionText
    {
        get
        {
            string[] parts = Version.Split('.');
            if (parts.Length != 2 || !uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint major)
                || !uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint minor))
            {
                return Version;
            }

            return major == minor ? TimeOf(major) : $"{TimeOf(major)}, minor {TimeOf(minor)}";
        }
    }

    /// <summary>All that it says, for people.</summary>
    /// <returns>Keys and values in the box's order, the version as <see cref="VersionText"/>.</returns>
    public IReadOnlyDictionary<string, string> Shown() => Values.ToDictionary(one => one.Key, one => one.Key == "version" ? VersionText : one.Value);

    /// <summary>Octets of the compiled profile; -1 where the box does not say.</summary>
    public int Length => int.TryParse(Values.GetValueOrDefault("length"), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1;

    /// <summary>CRC-32 of the compiled profile, 8 lowercase hexadecimal digits.</summary>
    public string Crc => Values.GetValueOrDefault("crc", "");

    /// <summary>Whether it was sent to the box, and is not the one the firmware brings.</summary>
    public bool IsStored => Values.GetValueOrDefault("source") == "stored";

    /// <summary>Whether it is stored and is a certain one.</summary>
    /// <param name="octets">The compiled profile.</param>
    /// <returns>True for the same octets.</returns>
    public bool Is(ReadOnlySpan<byte> octets) => IsStored && Length == octets.Length && Crc == $"{LineCheck.Of(octets):x8}";

    private static string TimeOf(uint seconds) =>
        new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
