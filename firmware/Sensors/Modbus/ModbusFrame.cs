namespace Sidetap.Sensors
{
    /// <summary>The frames of Modbus RTU (MODBUS over Serial Line V1.02, 2.5.1): address, function, data, CRC.</summary>
    public static class ModbusFrame
    {
        /// <summary>Octets of a request of functions 1 to 4.</summary>
        public const int RequestLength = 8;

        /// <summary>Octets of an exception.</summary>
        public const int ExceptionLength = 5;

        /// <summary>The longest frame.</summary>
        public const int MaxLength = 256;

        private const int HeaderLength = 3;
        private const int CrcLength = 2;
        private const int ExceptionBit = 0x80;

        /// <summary>Writes a request.</summary>
        /// <param name="request">The request.</param>
        /// <param name="buffer">Receives <see cref="RequestLength"/> octets from index 0.</param>
        public static void Write(ModbusRequest request, byte[] buffer)
        {
            buffer[0] = (byte)request.Device.Address;
            buffer[1] = (byte)request.Function;
            buffer[2] = (byte)(request.Start >> 8);
            buffer[3] = (byte)request.Start;
            buffer[4] = (byte)(request.Count >> 8);
            buffer[5] = (byte)request.Count;
            int crc = ModbusCrc.Of(buffer, 0, 6);
            buffer[6] = (byte)crc;
            buffer[7] = (byte)(crc >> 8);
        }

        /// <summary>Octets of the answer to a request.</summary>
        /// <param name="request">The request.</param>
        /// <returns>The whole frame's length.</returns>
        public static int AnswerLength(ModbusRequest request)
        {
            return HeaderLength + request.Data.Length + CrcLength;
        }

        /// <summary>Index of an answer's data, and of an exception's code less one.</summary>
        /// <param name="at">Index of the frame.</param>
        /// <returns>The index.</returns>
        public static int DataAt(int at)
        {
            return at + HeaderLength;
        }

        /// <summary>Holds octets against a request: is what begins at an index its answer?</summary>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="at">Where the frame would begin.</param>
        /// <param name="end">Index behind the last octet.</param>
        /// <param name="request">The request.</param>
        /// <returns><see cref="ModbusReply.Answer"/> or <see cref="ModbusReply.Exception"/> for an intact one; <see cref="ModbusReply.Incomplete"/> while it may
        /// become one; else what speaks against it.</returns>
        public static ModbusReply Match(byte[] buffer, int at, int end, ModbusRequest request)
        {
            int count = end - at;
            if (count == 0)
            {
                return ModbusReply.Incomplete;
            }

            if (buffer[at] != request.Device.Address)
            {
                return ModbusReply.WrongAddress;
            }

            if (count == 1)
            {
                return ModbusReply.Incomplete;
            }

            bool isException = buffer[at + 1] == (request.Function | ExceptionBit);
            if (!isException && buffer[at + 1] != request.Function)
            {
                return ModbusReply.WrongFunction;
            }

            if (count == 2)
            {
                return ModbusReply.Incomplete;
            }

            if (!isException && buffer[at + 2] != request.Data.Length)
            {
                return ModbusReply.WrongByteCount;
            }

            int length = isException ? ExceptionLength : AnswerLength(request);
            if (count < length)
            {
                return ModbusReply.Incomplete;
            }

            return !IsIntact(buffer, at, length) ? ModbusReply.BadCrc : isException ? ModbusReply.Exception : ModbusReply.Answer;
        }

        /// <summary>Names what is wrong with octets among which no answer was found.</summary>
        /// <param name="buffer">Holds them, from index 0.</param>
        /// <param name="count">How many.</param>
        /// <param name="request">The request.</param>
        /// <returns>The reason.</returns>
        public static ModbusReply ReasonOf(byte[] buffer, int count, ModbusRequest request)
        {
            ModbusReply reason = Match(buffer, 0, count, request);
            bool speaksOfFrame = reason == ModbusReply.WrongAddress || reason == ModbusReply.WrongFunction || reason == ModbusReply.WrongByteCount;
            return speaksOfFrame && (count <= CrcLength || !IsIntact(buffer, 0, count)) ? ModbusReply.BadCrc : reason;
        }

        /// <summary>Whether octets begin with those of the request.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="at">Index of the first one.</param>
        /// <param name="end">Index behind the last one.</param>
        /// <param name="sent">The request as it was sent.</param>
        /// <returns>True when all of them are there.</returns>
        public static bool IsEcho(byte[] buffer, int at, int end, byte[] sent)
        {
            if (end - at < RequestLength)
            {
                return false;
            }

            for (int i = 0; i < RequestLength; i++)
            {
                if (buffer[at + i] != sent[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsIntact(byte[] buffer, int at, int length)
        {
            int crc = ModbusCrc.Of(buffer, at, length - CrcLength);
            return buffer[at + length - 2] == (byte)crc && buffer[at + length - 1] == (byte)(crc >> 8);
        }
    }
}
