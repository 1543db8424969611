using System;
using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>
    /// What the shell says: lines of columns, and the result that ends an answer. They wait in a buffer until the serial line has taken them; a command writes a line
    /// only while <see cref="HasRoom"/>, so nothing is cut off and nothing grows.
    /// </summary>
    /// <remarks>Machine mode: "+ " and columns divided by a tab, then OK or ERR; with a checksum where the request had one. People's mode: columns are filled up with
    /// blanks to the next stop, and the result is a sentence or nothing.</remarks>
    public sealed class Answer
    {
        /// <summary>Octets of the longest line, line end and checksum included. What is longer is cut off.</summary>
        public const int MaxLine = 480;

        private const int Capacity = 2 * MaxLine;
        private const int MaxChunk = 256; // what a serial port takes at once
        private const int ChecksumOctets = 10;
        private const int LineEndOctets = 2;
        private const int KeyWidth = 18;
        private const string Digits = "0123456789abcdef";

        private readonly byte[] _buffer = new byte[Capacity];
        private int _sent;
        private int _end;
        private int _lineBegin;
        private int _columns;

        /// <summary>Whether lines are framed for tools.</summary>
        public bool IsMachine;

        /// <summary>Whether lines carry a checksum; in machine mode only.</summary>
        public bool HasChecksum;

        /// <summary>Whether a line can be begun.</summary>
        public bool HasRoom
        {
            get
            {
                Compact();
                return Capacity - _end >= MaxLine;
            }
        }

        /// <summary>Whether everything has been taken by the line.</summary>
        public bool IsEmpty
        {
            get { return _sent == _end; }
        }

        /// <summary>The octets that wait, from <see cref="Offset"/> on.</summary>
        public byte[] Octets
        {
            get { return _buffer; }
        }

        /// <summary>Index of the first octet that waits.</summary>
        public int Offset
        {
            get { return _sent; }
        }

        /// <summary>Octets to hand over at once, 0..256.</summary>
        public int ChunkLength
        {
            get { return _end - _sent < MaxChunk ? _end - _sent : MaxChunk; }
        }

        /// <summary>Octets have been taken.</summary>
        /// <param name="count">How many.</param>
        public void Taken(int count)
        {
            _sent += count;
        }

        /// <summary>Lines that have been ended, of all answers; wraps.</summary>
        public int Lines { get; private set; }

        /// <summary>Drops all that waits.</summary>
        public void Clear()
        {
            _sent = 0;
            _end = 0;
            _lineBegin = 0;
        }

        /// <summary>Begins a data line.</summary>
        public void Begin()
        {
            _lineBegin = _end;
            _columns = 0;
            if (IsMachine)
            {
                Put('+');
                Put(' ');
            }
        }

        /// <summary>Ends the column, unless it is the line's first, and begins the next.</summary>
        /// <param name="width">How wide the column before is for people, in characters; a longer text moves what follows.</param>
        public void Column(int width)
        {
            if (IsMachine)
            {
                Put('\t');
                return;
            }

            _columns += width;
            Put(' ');
            int used = Used();
            while (used < _columns)
            {
                Put(' ');
                used++;
            }
        }

        /// <summary>Begins a data line of a key and its value, and writes the key.</summary>
        /// <param name="key">The key.</param>
        public void Key(string key)
        {
            Key(key, KeyWidth);
        }

        /// <summary>Begins a data line of a key and its value, and writes the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="width">How wide the keys are for people, in characters.</param>
        public void Key(string key, int width)
        {
            Begin();
            Text(key);
            Column(width);
        }

        /// <summary>Ends a data line.</summary>
        public void End()
        {
            EndLine(IsMachine && HasChecksum);
        }

        /// <summary>Ends the answer well. People see nothing.</summary>
        public void Ok()
        {
            if (IsMachine)
            {
                BeginResult("OK");
                End();
            }
        }

        /// <summary>Ends the answer well.</summary>
        /// <param name="text">What to say, in one line.</param>
        public void Ok(string text)
        {
            BeginOk();
            Text(text);
            End();
        }

        /// <summary>Begins the result of an answer that ends well; its text and <see cref="End"/> follow.</summary>
        public void BeginOk()
        {
            BeginResult(IsMachine ? "OK " : string.Empty);
        }

        /// <summary>Ends the answer: the request was not carried out.</summary>
        /// <param name="code">One of <see cref="ShellError"/>.</param>
        /// <param name="text">What is wrong and what to do, in one line.</param>
        public void Error(int code, string text)
        {
            BeginError(code);
            Text(text);
            End();
        }

        /// <summary>Begins the result of a request that was not carried out; its text and <see cref="End"/> follow.</summary>
        /// <param name="code">One of <see cref="ShellError"/>.</param>
        public void BeginError(int code)
        {
            BeginResult(IsMachine ? "ERR " : string.Empty);
            if (IsMachine)
            {
                Number(code);
                Put(' ');
            }
        }

        /// <summary>Takes back the line that has been begun and not ended.</summary>
        public void Abandon()
        {
            _end = _lineBegin;
        }

        /// <summary>Adds a text. A control character becomes a blank.</summary>
        /// <param name="text">In ASCII, or with characters of the Basic Multilingual Plane.</param>
        public void Text(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                int character = text[i];
                if (character < 0x80)
                {
                    Put(character < ' ' || character == 0x7F ? ' ' : character);
                }
                else if (character < 0x800)
                {
                    Put(0xC0 | (character >> 6));
                    Put(0x80 | (character & 0x3F));
                }
                else
                {
                    Put(0xE0 | (character >> 12));
                    Put(0x80 | ((character >> 6) & 0x3F));
                    Put(0x80 | (character & 0x3F));
                }
            }
        }

        /// <summary>Adds octets of UTF-8. A control character becomes a blank.</summary>
        /// <param name="octets">Holds them.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="length">How many.</param>
        public void Utf8(byte[] octets, int offset, int length)
        {
            for (int i = offset; i < offset + length; i++)
            {
                Put(octets[i] < ' ' || octets[i] == 0x7F ? ' ' : octets[i]);
            }
        }

        /// <summary>Adds a whole number.</summary>
        /// <param name="number">Any.</param>
        public void Number(long number)
        {
            if (number < 0)
            {
                Put('-');
            }

            ulong rest = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
            PutDigits(rest, 1);
        }

        /// <summary>Adds a whole number with zeros before it.</summary>
        /// <param name="number">0 or more.</param>
        /// <param name="fewest">How many digits at the least.</param>
        public void Padded(int number, int fewest)
        {
            PutDigits((ulong)number, fewest);
        }

        /// <summary>Adds a number with decimals.</summary>
        /// <param name="number">Any; what is no number is "NaN", from 1e9 on it is one digit, the decimals and a power of ten: "1.5e9".</param>
        /// <param name="decimals">Digits behind the point, 0..9.</param>
        public void Decimal(double number, int decimals)
        {
            if (double.IsNaN(number) || double.IsInfinity(number))
            {
                Text(double.IsNaN(number) ? "NaN" : number < 0 ? "-INF" : "INF");
                return;
            }

            if (number < 0)
            {
                Put('-');
                number = -number;
            }

            int exponent = 0;
            number = NumberText.Mantissa(number, ref exponent);
            long scale = 1;
            for (int i = 0; i < decimals; i++)
            {
                scale *= 10;
            }

            ulong scaled = (ulong)((number * scale) + 0.5);
            if (exponent > 0 && scaled >= (ulong)scale * 10)
            {
                scaled /= 10; // 9.99 was rounded up
                exponent++;
            }

            PutDigits(scaled / (ulong)scale, 1);
            if (decimals > 0)
            {
                Put('.');
                PutDigits(scaled % (ulong)scale, decimals);
            }

            if (exponent > 0)
            {
                Put('e');
                PutDigits((ulong)exponent, 1);
            }
        }

        /// <summary>Adds a number in hexadecimal.</summary>
        /// <param name="number">Any.</param>
        /// <param name="digits">How many digits, 1..16.</param>
        public void Hex(ulong number, int digits)
        {
            for (int i = digits - 1; i >= 0; i--)
            {
                Put(Digits[(int)(number >> (4 * i)) & 15]);
            }
        }

        /// <summary>Adds an octet outside any line: an echo, a prompt.</summary>
        /// <param name="octet">The octet.</param>
        /// <returns>False when there was no room.</returns>
        public bool Raw(int octet)
        {
            Compact();
            if (_end == Capacity)
            {
                return false;
            }

            _buffer[_end++] = (byte)octet;
            _lineBegin = _end;
            return true;
        }

        private void BeginResult(string word)
        {
            _lineBegin = _end;
            _columns = 0;
            Text(word);
        }

        private void Put(int octet)
        {
            // Room for checksum and line end is kept.
            if (_end - _lineBegin < MaxLine - ChecksumOctets - LineEndOctets && _end < Capacity - ChecksumOctets - LineEndOctets)
            {
                _buffer[_end++] = (byte)octet;
            }
        }

        private void PutDigits(ulong number, int fewest)
        {
            int digits = 1;
            for (ulong rest = number / 10; rest > 0; rest /= 10)
            {
                digits++;
            }

            for (int i = digits; i < fewest; i++)
            {
                Put('0');
            }

            ulong power = 1;
            for (int i = 1; i < digits; i++)
            {
                power *= 10;
            }

            for (; power > 0; power /= 10)
            {
                Put('0' + (int)(number / power % 10));
            }
        }

        private void EndLine(bool hasChecksum)
        {
            if (hasChecksum)
            {
                uint sum = Crc32.Of(_buffer, _lineBegin, _end - _lineBegin);
                _buffer[_end++] = (byte)' ';
                _buffer[_end++] = (byte)'*';
                for (int i = 7; i >= 0; i--)
                {
                    _buffer[_end++] = (byte)Digits[(int)(sum >> (4 * i)) & 15];
                }
            }

            _buffer[_end++] = (byte)'\r';
            _buffer[_end++] = (byte)'\n';
            _lineBegin = _end;
            Lines++;
        }

        /// <summary>Characters of the line so far: octets that begin one.</summary>
        private int Used()
        {
            int used = 0;
            for (int i = _lineBegin; i < _end; i++)
            {
                used += (_buffer[i] & 0xC0) == 0x80 ? 0 : 1;
            }

            return used;
        }

        private void Compact()
        {
            if (_sent > 0 && (_sent == _end || Capacity - _end < MaxLine))
            {
                Array.Copy(_buffer, _sent, _buffer, 0, _end - _sent);
                _end -= _sent;
                _lineBegin = _lineBegin > _sent ? _lineBegin - _sent : 0;
                _sent = 0;
            }
        }
    }
}
