namespace Sidetap.Profiles.Binary;

/// <summary>The figures of the compiled profile's layout, as docs/profiles.md describes it.</summary>
internal static class ProfileLayout
{
    public const byte FormatVersion = 1;

    /// <summary>Index from which on the check sum is taken.</summary>
    public const int Body = 10;

    /// <summary>The longest compiled profile in octets.</summary>
    public const int MaxLength = 4096;

    public const int MaxFields = 64;

    public const int MaxSignals = 254;

    public const int MaxEvents = 32;

    /// <summary>The most units, enumerations, names of one, and namespaces.</summary>
    public const int MaxEntries = 64;

    /// <summary>The longest text that is not a name, in octets.</summary>
    public const int MaxTextOctets = 255;

    /// <summary>The longest code of a unit, in octets.</summary>
    public const int MaxCodeOctets = 4;

    /// <summary>Which parts a field has.</summary>
    [Flags]
    public enum FieldParts : byte
    {
        None = 0,
        Unit = 1,
        Enumeration = 2,
        Scaling = 4,
        Range = 8,
        Limits = 16,
        Node = 32,
        Array = 64,
        Description = 128,
    }

    /// <summary>CRC-32 as in ISO 3309: reflected, all ones at either end.</summary>
    public static uint Crc32(ReadOnlySpan<byte> octets)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte octet in octets)
        {
            crc ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
