namespace Sidetap.Sensors
{
    /// <summary>What a value is in a device's registers.</summary>
    public enum ModbusFormat : byte
    {
        /// <summary>A register, 0..65535.</summary>
        U16 = 0,

        /// <summary>A register in two's complement.</summary>
        S16 = 1,

        /// <summary>Two registers.</summary>
        U32 = 2,

        /// <summary>Two registers in two's complement.</summary>
        S32 = 3,

        /// <summary>Two registers: IEEE 754 single precision.</summary>
        F32 = 4,

        /// <summary>A coil or discrete input, 0 or 1.</summary>
        Bit = 5,
    }
}
