namespace Sidetap.Sensors
{
    /// <summary>The CRC of a Modbus RTU frame (MODBUS over Serial Line V1.02, 6.2.2): polynomial A001 hexadecimal from the low end, begun with FFFF.</summary>
    public static class ModbusCrc
    {
        /// <summary>What four bits do to the CRC.</summary>
        private static readonly ushort[] Table =
        {
            0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
        };

        /// <summary>The CRC of some octets. In a frame it follows them, the low octet first.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="offset">Index of the first one.</param>
        /// <param name="length">How many.</param>
        /// <returns>16 bits.</returns>
        public static int Of(byte[] buffer, int offset, int length)
        {
            ushort[] table = Table;
            int crc = 0xFFFF;
            int end = offset + length;
            for (int i = offset; i < end; i++)
            {
                crc ^= buffer[i];
                crc = (crc >> 4) ^ table[crc & 15];
                crc = (crc >> 4) ^ table[crc & 15];
            }

            return crc;
        }
    }
}
