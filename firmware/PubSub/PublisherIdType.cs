namespace Sidetap.PubSub
{
    /// <summary>The type of a PublisherId (OPC 10000-14, 7.2.4.4.2): bits 2-0 of ExtendedFlags1.</summary>
    public enum PublisherIdType : byte
    {
        /// <summary>One octet.</summary>
        Byte = 0,

        /// <summary>Two octets.</summary>
        UInt16 = 1,

        /// <summary>Four octets.</summary>
        UInt32 = 2,

        /// <summary>Eight octets; a MAC address fits.</summary>
        UInt64 = 3,

        /// <summary>Length in four octets, then UTF-8.</summary>
        String = 4,
    }
}
