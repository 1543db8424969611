using System;

namespace Sidetap.Tests
{
    /// <summary>
    /// Modbus devices on a serial line, written after the specification: MODBUS Application Protocol V1.1b3, 6.1 to 6.4 and 7; MODBUS over Serial Line V1.02, 2.5.1.
    /// All have the same registers; each fault is one field.
    /// </summary>
    public sealed class FakeModbusDevices : FakeSerial
    {
        private const int Registers = 512;

        /// <summary>Holding registers; input registers are these with their bits inverted.</summary>
        public readonly ushort[] Holding = new ushort[Registers];

        /// <summary>Coils; discrete inputs are the opposite of these.</summary>
        public readonly bool[] Coils = new bool[4096];

        /// <summary>Devices that don't answer, by address.</summary>
        public readonly bool[] IsAbsent = new bool[248];

        /// <summary>How many requests there were, by address.</summary>
        public readonly int[] RequestsOf = new int[248];

        /// <summary>What is added to every register, by address.</summary>
        public readonly int[] OffsetOf = new int[248];

        /// <summary>How long an answer takes.</summary>
        public int DelayMs;

        /// <summary>The exception that is answered; 0: none.</summary>
        public int Exception;

        /// <summary>How many exceptions are answered; then the device answers again.</summary>
        public int Exceptions = int.MaxValue;

        /// <summary>How many requests are not answered; then the device answers again.</summary>
        public int Unanswered;

        /// <summary>What is added to the address of the answer.</summary>
        public int AddressFault;

        /// <summary>What is added to the function of the answer.</summary>
        public int FunctionFault;

        /// <summary>What is added to the octets of data, and to their number.</summary>
        public int LengthFault;

        /// <summary>Bits that are turned in the CRC.</summary>
        public int CrcFault;

        /// <summary>Octets of the answer that arrive; -1: all.</summary>
        public int CutTo = -1;

        /// <summary>Whether the adapter gives back what it sends.</summary>
        public bool Echoes;

        /// <summary>What arrives before the answer.</summary>
        public byte[] Noise = new byte[0];

        /// <summary>The CRC, bit by bit as in the specification's appendix.</summary>
        public static int CrcOf(byte[] octets, int length)
        {
            int crc = 0xFFFF;
            for (int i = 0; i < length; i++)
            {
                crc ^= octets[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    bool isOdd = (crc & 1) != 0;
                    crc >>= 1;
                    crc = isOdd ? crc ^ 0xA001 : crc;
                }
            }

            return crc;
        }

        /// <summary>A frame of some octets: with its CRC.</summary>
        public static byte[] Frame(byte[] octets)
        {
            byte[] frame = new byte[octets.Length + 2];
            Array.Copy(octets, 0, frame, 0, octets.Length);
            int crc = CrcOf(octets, octets.Length);
            frame[octets.Length] = (byte)(crc & 0xFF);
            frame[octets.Length + 1] = (byte)(crc >> 8);
            return frame;
        }

        /// <inheritdoc/>
        protected override void Answer(byte[] request)
        {
            if (Echoes)
            {
                Put(request);
            }

            bool isIntact = request.Length == 8 && CrcOf(request, 6) == (request[6] | (request[7] << 8));
            int address = request[0];
            if (!isIntact || address < 1 || address > 247)
            {
                return;
            }

            RequestsOf[address]++;
            if (IsAbsent[address] || Unanswered-- > 0)
            {
                return;
            }

            byte[] frame = Frame(BodyOf(request, address));
            frame[frame.Length - 1] ^= (byte)CrcFault;
            if (CutTo >= 0)
            {
                byte[] cut = new byte[CutTo];
                Array.Copy(frame, 0, cut, 0, CutTo);
                frame = cut;
            }

            Put(Noise, DelayMs);
            Put(frame, DelayMs);
        }

        private byte[] BodyOf(byte[] request, int address)
        {
            int function = request[1];
            int start = (request[2] << 8) | request[3];
            int count = (request[4] << 8) | request[5];
            int code = ExceptionTo(function, start, count);
            if (code != 0)
            {
                return new byte[] { (byte)(address + AddressFault), (byte)((function + FunctionFault) | 0x80), (byte)code };
            }

            int length = (function <= 2 ? (count + 7) / 8 : count * 2) + LengthFault;
            byte[] body = new byte[3 + length];
            body[0] = (byte)(address + AddressFault);
            body[1] = (byte)(function + FunctionFault);
            body[2] = (byte)length;
            for (int i = 0; i < count; i++)
            {
                if (function <= 2)
                {
                    bool isSet = Coils[start + i] == (function == 1);
                    int at = 3 + (i / 8);
                    body[at] |= (byte)(isSet && at < body.Length ? 1 << (i % 8) : 0);
                }
                else if (4 + (2 * i) < body.Length)
                {
                    int value = (function == 3 ? Holding[start + i] : ~Holding[start + i]) + OffsetOf[address];
                    body[3 + (2 * i)] = (byte)((value >> 8) & 0xFF);
                    body[4 + (2 * i)] = (byte)(value & 0xFF);
                }
            }

            return body;
        }

        private int ExceptionTo(int function, int start, int count)
        {
            if (Exception != 0 && Exceptions-- > 0)
            {
                return Exception;
            }

            if (function < 1 || function > 4)
            {
                return 1;
            }

            bool isBits = function <= 2;
            if (count < 1 || count > (isBits ? 2000 : 125))
            {
                return 3;
            }

            return start + count > (isBits ? Coils.Length : Registers) ? 2 : 0;
        }
    }
}
