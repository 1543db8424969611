using System;
using System.Text;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>The other end of a shell's line: what is typed, and what is seen. Octets arrive at once; the shell's may be taken late.</summary>
    public sealed class FakeConsole : ISerialPort
    {
        private const int InCapacity = 8192;
        private const int OutCapacity = 262144;

        private readonly byte[] _in = new byte[InCapacity];
        private readonly byte[] _out = new byte[OutCapacity];
        private int _inAt;
        private int _inCount;
        private int _outAt;
        private int _outCount;

        /// <summary>How many writes in a row are refused before one is taken.</summary>
        public int RefusedBetween;

        /// <summary>Whether nothing is taken at all.</summary>
        public bool IsStuck;

        /// <summary>Whether reading fails.</summary>
        public bool FailsToRead;

        /// <summary>How often the line was opened again.</summary>
        public int Opened;

        /// <summary>Octets of the longest write.</summary>
        public int LongestWrite;

        /// <summary>Octets that were written in all.</summary>
        public int Written;

        private int _refused;

        /// <inheritdoc/>
        public bool Open(int baud, int parity, int stopBits)
        {
            Opened++;
            return baud == 115200 && parity == 0 && stopBits == 1;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int capacity)
        {
            if (FailsToRead)
            {
                return -1;
            }

            int count = _inCount - _inAt < capacity ? _inCount - _inAt : capacity;
            Array.Copy(_in, _inAt, buffer, offset, count);
            _inAt += count;
            if (_inAt == _inCount)
            {
                _inAt = 0;
                _inCount = 0;
            }

            return count;
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            if (IsStuck || _refused < RefusedBetween)
            {
                _refused++;
                return false;
            }

            _refused = 0;
            LongestWrite = length > LongestWrite ? length : LongestWrite;
            if (_outCount + length > OutCapacity)
            {
                _outCount = 0; // nobody has looked for long
                _outAt = 0;
            }

            Array.Copy(buffer, offset, _out, _outCount, length);
            _outCount += length;
            Written += length;
            return true;
        }

        /// <summary>Whether what was typed has been read.</summary>
        public bool IsRead
        {
            get { return _inAt == _inCount; }
        }

        /// <summary>Types a text in UTF-8.</summary>
        public void Type(string text)
        {
            byte[] octets = text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);
            Type(octets, octets.Length);
        }

        /// <summary>Types octets.</summary>
        public void Type(byte[] octets, int length)
        {
            Array.Copy(octets, 0, _in, _inCount, length);
            _inCount += length;
        }

        /// <summary>What has come since the last look.</summary>
        public string Seen()
        {
            int length = _outCount - _outAt;
            string text = length == 0 ? string.Empty : Encoding.UTF8.GetString(_out, _outAt, length);
            _outAt = 0;
            _outCount = 0;
            return text;
        }
    }
}
