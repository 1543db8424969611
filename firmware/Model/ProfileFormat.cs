using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>
    /// The compiled profile, as the box loads it. Least significant octet first. A varint is unsigned LEB128 of up to 32 bits; a text is a varint of its octets
    /// and UTF-8; a number is a head octet and what that says.
    /// </summary>
    /// <remarks>
    /// "STP", format version, u16 length of the whole, u32 CRC-32 of all from octet 10 on; u32 MajorVersion, u32 MinorVersion; texts: data set, WriterGroup,
    /// category, description; varints in milliseconds: sampling, key frame, keep-alive; then, each behind a u8 count: units (three texts: code, display name,
    /// description), enumerations (u8 count, texts), namespaces (text), sources (u8 kind, varint interval, u8 count and u8 signals, u8 count and numbers),
    /// fields and events. A field: u8 flags, text name, u8 built-in type, u8 signal; what the flags announce in the order of their bits: u8 unit, u8
    /// enumeration, numbers gain and offset, numbers low and high of the range, the same of the limits, u8 namespace and varint identifier of the node,
    /// u8 array length, text description; for a String u8 its longest; number deadband, varint publishing interval, varint heartbeat. An event: u8 kind, u8
    /// field, u16 severity, text cause.
    /// </remarks>
    public static class ProfileFormat
    {
        /// <summary>The version of this format.</summary>
        public const int Version = 1;

        /// <summary>The longest compiled profile, in octets.</summary>
        public const int MaxLength = 4096;

        /// <summary>Where the length is.</summary>
        public const int LengthAt = 4;

        /// <summary>Where the CRC-32 is.</summary>
        public const int CheckSumAt = 6;

        /// <summary>Where what the CRC-32 is of begins.</summary>
        public const int ContentAt = 10;

        /// <summary>The most fields.</summary>
        public const int MaxFields = DataSet.MaxFields;

        /// <summary>The longest name of a data set, WriterGroup or field, in octets.</summary>
        public const int MaxNameOctets = 64;

        /// <summary>The longest text besides, in octets.</summary>
        public const int MaxTextOctets = 255;

        /// <summary>The longest String of a field, in octets.</summary>
        public const int MaxStringOctets = 255;

        /// <summary>The most names of an enumeration, and the most units, enumerations and namespaces.</summary>
        public const int MaxEntries = 64;

        /// <summary>The shortest sampling interval in milliseconds.</summary>
        public const int MinSamplingMs = 10;

        /// <summary>The longest sampling interval in milliseconds.</summary>
        public const int MaxSamplingMs = 3600000;

        /// <summary>The longest of the other intervals in milliseconds: a day.</summary>
        public const int MaxIntervalMs = 86400000;

        /// <summary>The highest Severity of an event (OPC 10000-5, 6.4.2).</summary>
        public const int MaxSeverity = 1000;

        /// <summary>The field has a unit.</summary>
        public const int HasUnit = 1;

        /// <summary>The field is an enumeration.</summary>
        public const int HasEnumeration = 2;

        /// <summary>The field has gain and offset.</summary>
        public const int HasScaling = 4;

        /// <summary>The field has an EURange.</summary>
        public const int HasRange = 8;

        /// <summary>The field has limits.</summary>
        public const int HasLimits = 16;

        /// <summary>The field stands for a node.</summary>
        public const int HasNode = 32;

        /// <summary>The field is an array.</summary>
        public const int IsArray = 64;

        /// <summary>The field has a description.</summary>
        public const int HasDescription = 128;

        /// <summary>From this head on a number is the whole number head - SmallBase, 0..191.</summary>
        public const int SmallBase = 0x40;

        /// <summary>Up to this head a number is a mantissa, a zigzag varint of 32 bits, times ten to the power of head - ExponentBias: multiplied by the power or,
        /// when that is negative, divided by its inverse. All powers are exact, so the result is the nearest double to the decimal number.</summary>
        public const int MaxDecimalHead = 0x0F;

        /// <summary>See <see cref="MaxDecimalHead"/>.</summary>
        public const int ExponentBias = 8;

        /// <summary>This head is followed by an IEEE single.</summary>
        public const int SingleHead = 0x10;

        /// <summary>This head is followed by an IEEE double.</summary>
        public const int DoubleHead = 0x11;
    }
}
