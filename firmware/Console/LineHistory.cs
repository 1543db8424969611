using System;

namespace Sidetap.Terminal
{
    /// <summary>The last lines, for the cursor keys.</summary>
    public sealed class LineHistory
    {
        /// <summary>Lines that are kept.</summary>
        public const int Capacity = 4;

        private static readonly byte[] None = new byte[0];

        private readonly byte[][] _lines = new byte[Capacity][];
        private int _at = -1;

        /// <summary>Lines there are, 0..<see cref="Capacity"/>.</summary>
        public int Count { get; private set; }

        /// <summary>Keeps a line, unless it is the same as the last.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="length">Its octets.</param>
        public void Keep(byte[] octets, int length)
        {
            _at = -1;
            if (length == 0 || (Count > 0 && IsSame(_lines[0], octets, length)))
            {
                return;
            }

            byte[] line = new byte[length];
            Array.Copy(octets, 0, line, 0, length);
            for (int i = Capacity - 1; i > 0; i--)
            {
                _lines[i] = _lines[i - 1];
            }

            _lines[0] = line;
            Count = Count < Capacity ? Count + 1 : Capacity;
        }

        /// <summary>A new line is begun.</summary>
        public void Rewind()
        {
            _at = -1;
        }

        /// <summary>Goes back or forth.</summary>
        /// <param name="isOlder">Back to the line before.</param>
        /// <param name="line">The line; of no octets: the one that is being written.</param>
        /// <returns>False when there is none.</returns>
        public bool TryMove(bool isOlder, out byte[] line)
        {
            int at = isOlder ? _at + 1 : _at - 1;
            if (at < -1 || at >= Count)
            {
                line = null;
                return false;
            }

            _at = at;
            line = at < 0 ? None : _lines[at];
            return true;
        }

        private static bool IsSame(byte[] line, byte[] octets, int length)
        {
            bool isSame = line.Length == length;
            for (int i = 0; i < length && isSame; i++)
            {
                isSame = line[i] == octets[i];
            }

            return isSame;
        }
    }
}
