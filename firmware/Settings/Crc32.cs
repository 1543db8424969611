namespace Sidetap.Settings
{
    /// <summary>CRC-32 (ISO 3309, polynomial 0xEDB88320 reflected), nibble by nibble: a table of 16 entries instead of 256.</summary>
    public static class Crc32
    {
        private static readonly uint[] Table =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        /// <summary>The check sum of some octets.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="length">How many.</param>
        /// <returns>The CRC-32; of "123456789" it is 0xCBF43926.</returns>
        public static uint Of(byte[] buffer, int offset, int length)
        {
            uint crc = 0xFFFFFFFF;
            for (int i = offset; i < offset + length; i++)
            {
                crc ^= buffer[i];
                crc = (crc >> 4) ^ Table[crc & 15];
                crc = (crc >> 4) ^ Table[crc & 15];
            }

            return ~crc;
        }
    }
}
