namespace Sidetap.PubSub
{
    /// <summary>The built-in types a field can have, by their OPC UA type id (OPC 10000-6, 5.1.2, Table 1).</summary>
    public enum BuiltInType : byte
    {
        /// <summary>One octet, 0 or 1.</summary>
        Boolean = 1,

        /// <summary>-128..127, one octet.</summary>
        SByte = 2,

        /// <summary>0..255, one octet.</summary>
        Byte = 3,

        /// <summary>Two octets, signed.</summary>
        Int16 = 4,

        /// <summary>Two octets.</summary>
        UInt16 = 5,

        /// <summary>Four octets, signed.</summary>
        Int32 = 6,

        /// <summary>Four octets.</summary>
        UInt32 = 7,

        /// <summary>Eight octets, signed.</summary>
        Int64 = 8,

        /// <summary>Eight octets.</summary>
        UInt64 = 9,

        /// <summary>IEEE 754, four octets.</summary>
        Float = 10,

        /// <summary>IEEE 754, eight octets.</summary>
        Double = 11,

        /// <summary>Length in four octets, then UTF-8.</summary>
        String = 12,

        /// <summary>100 ns since 1601-01-01 UTC, eight octets, signed.</summary>
        DateTime = 13,

        /// <summary>A StatusCode as a value of its own, four octets.</summary>
        StatusCode = 19,
    }
}
