namespace Sidetap.PubSub
{
    /// <summary>
    /// Takes a message of any length octet by octet and keeps the piece that is asked for. So a long message is sent in chunks without ever being held
    /// whole: it is written anew for every chunk.
    /// </summary>
    internal sealed class OctetWindow
    {
        private byte[] _buffer;
        private int _offset;
        private int _from;
        private int _to;

        /// <summary>Octets taken so far: the next one's position in the message.</summary>
        public int Position;

        /// <summary>Starts over; octets <paramref name="from"/> up to, but not including, <paramref name="to"/> will be kept.</summary>
        public void Open(byte[] buffer, int offset, int from, int to)
        {
            _buffer = buffer;
            _offset = offset - from;
            _from = from;
            _to = to;
            Position = 0;
        }

        /// <summary>Takes an octet.</summary>
        public void Put8(int value)
        {
            int position = Position++;
            if (position >= _from && position < _to)
            {
                _buffer[_offset + position] = (byte)value;
            }
        }

        /// <summary>Takes 16 bits, least significant octet first.</summary>
        public void Put16(int value)
        {
            Put8(value);
            Put8(value >> 8);
        }

        /// <summary>Takes 32 bits.</summary>
        public void Put32(uint value)
        {
            Put16((int)value);
            Put16((int)(value >> 16));
        }

        /// <summary>Takes 64 bits.</summary>
        public void Put64(ulong value)
        {
            Put32((uint)value);
            Put32((uint)(value >> 32));
        }

        /// <summary>Takes a String: length, then UTF-8 (OPC 10000-6, 5.2.2.4); null is length -1.</summary>
        public void PutString(string value)
        {
            if (value == null)
            {
                Put32(0xFFFFFFFF);
                return;
            }

            Put32((uint)Utf8.Length(value));
            for (int i = 0; i < value.Length; i++)
            {
                i = PutCharacter(value, i);
            }
        }

        private int PutCharacter(string value, int index)
        {
            int code = Utf8.CodeAt(value, index);
            if (code < 0x80)
            {
                Put8(code);
            }
            else if (code < 0x800)
            {
                Put8(0xC0 | (code >> 6));
                Put8(0x80 | (code & 0x3F));
            }
            else if (code < 0x10000)
            {
                Put8(0xE0 | (code >> 12));
                Put8(0x80 | ((code >> 6) & 0x3F));
                Put8(0x80 | (code & 0x3F));
            }
            else
            {
                Put8(0xF0 | (code >> 18));
                Put8(0x80 | ((code >> 12) & 0x3F));
                Put8(0x80 | ((code >> 6) & 0x3F));
                Put8(0x80 | (code & 0x3F));
                return index + 1; // two UTF-16 units
            }

            return index;
        }
    }
}
