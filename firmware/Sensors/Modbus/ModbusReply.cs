namespace Sidetap.Sensors
{
    /// <summary>What octets are to the request they are held against.</summary>
    public enum ModbusReply : byte
    {
        /// <summary>Its answer.</summary>
        Answer = 0,

        /// <summary>An exception: the device says why it won't answer.</summary>
        Exception = 1,

        /// <summary>Too few octets to tell.</summary>
        Incomplete = 2,

        /// <summary>An intact frame of another device.</summary>
        WrongAddress = 3,

        /// <summary>An intact frame of this device, to another function.</summary>
        WrongFunction = 4,

        /// <summary>An intact frame with another number of octets than was asked for.</summary>
        WrongByteCount = 5,

        /// <summary>No frame: the CRC doesn't fit.</summary>
        BadCrc = 6,

        /// <summary>The request itself, as some adapters give back what they send.</summary>
        Echo = 7,
    }
}
