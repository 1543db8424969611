namespace Sidetap.PubSub
{
    /// <summary>Integers and floats as OPC UA Binary writes them: least significant octet first (OPC 10000-6, 5.2.2).</summary>
    /// <remarks>The caller has made sure of the room.</remarks>
    public static class UaBinary
    {
        /// <summary>Writes 16 bits.</summary>
        /// <param name="buffer">Receives two octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <param name="value">The low 16 bits count.</param>
        public static void Put16(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
        }

        /// <summary>Writes 32 bits.</summary>
        /// <param name="buffer">Receives four octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <param name="value">The value.</param>
        public static void Put32(byte[] buffer, int at, uint value)
        {
            buffer[at] = (byte)value;
            buffer[at + 1] = (byte)(value >> 8);
            buffer[at + 2] = (byte)(value >> 16);
            buffer[at + 3] = (byte)(value >> 24);
        }

        /// <summary>Writes 64 bits.</summary>
        /// <param name="buffer">Receives eight octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <param name="value">The value.</param>
        public static void Put64(byte[] buffer, int at, ulong value)
        {
            Put32(buffer, at, (uint)value);
            Put32(buffer, at + 4, (uint)(value >> 32));
        }

        /// <summary>Reads 16 bits.</summary>
        /// <param name="buffer">Holds two octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <returns>0..65,535.</returns>
        public static int Get16(byte[] buffer, int at)
        {
            return buffer[at] | (buffer[at + 1] << 8);
        }

        /// <summary>Reads 32 bits.</summary>
        /// <param name="buffer">Holds four octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <returns>The value.</returns>
        public static uint Get32(byte[] buffer, int at)
        {
            return (uint)Get16(buffer, at) | ((uint)Get16(buffer, at + 2) << 16);
        }

        /// <summary>Reads 64 bits.</summary>
        /// <param name="buffer">Holds eight octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <returns>The value.</returns>
        public static ulong Get64(byte[] buffer, int at)
        {
            return Get32(buffer, at) | ((ulong)Get32(buffer, at + 4) << 32);
        }

        /// <summary>The bits of a Float.</summary>
        /// <param name="value">The value.</param>
        /// <returns>Its IEEE 754 representation.</returns>
        /// <remarks>A pointer to a local: nanoFramework's BitConverter.GetBytes would allocate, and has no SingleToInt32Bits.</remarks>
        public static unsafe uint BitsOf(float value)
        {
            float local = value;
            return *(uint*)&local;
        }

        /// <summary>The bits of a Double.</summary>
        /// <param name="value">The value.</param>
        /// <returns>Its IEEE 754 representation.</returns>
        public static unsafe ulong BitsOf(double value)
        {
            double local = value;
            return *(ulong*)&local;
        }

        /// <summary>The Float of some bits.</summary>
        /// <param name="bits">An IEEE 754 representation.</param>
        /// <returns>The value.</returns>
        public static unsafe float FloatOf(uint bits)
        {
            uint local = bits;
            return *(float*)&local;
        }

        /// <summary>The Double of some bits.</summary>
        /// <param name="bits">An IEEE 754 representation.</param>
        /// <returns>The value.</returns>
        public static unsafe double DoubleOf(ulong bits)
        {
            ulong local = bits;
            return *(double*)&local;
        }
    }
}
