using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>One line of a request, in words divided by blanks. Looks at the octets where they lie; allocates nothing.</summary>
    public sealed class CommandLine
    {
        /// <summary>Octets of the longest line.</summary>
        public const int MaxOctets = 255;

        /// <summary>The most words that are told apart; what follows belongs to none of them.</summary>
        public const int MaxWords = 8;

        private const int ChecksumOctets = 10;

        private readonly int[] _begins = new int[MaxWords];
        private readonly int[] _lengths = new int[MaxWords];

        /// <summary>The line's octets.</summary>
        public readonly byte[] Octets = new byte[MaxOctets + 1];

        /// <summary>How many of them count, without checksum and line end.</summary>
        public int Length;

        /// <summary>How many words there are, up to <see cref="MaxWords"/>. The first is the command.</summary>
        public int Words { get; private set; }

        /// <summary>Whether the line came with a checksum, which was right.</summary>
        public bool HasChecksum { get; set; }

        /// <summary>Whether there are control characters in it.</summary>
        public bool HasControl
        {
            get
            {
                bool hasControl = false;
                for (int i = 0; i < Length && !hasControl; i++)
                {
                    hasControl = Octets[i] < ' ' || Octets[i] == 127;
                }

                return hasControl;
            }
        }

        /// <summary>Looks for a checksum at the end, " *" and eight small hexadecimal digits, and takes it off.</summary>
        /// <returns>False when there is one, and it is not that of the line.</returns>
        public bool TakeChecksum()
        {
            int end = Length - ChecksumOctets;
            HasChecksum = end >= 0 && Octets[end] == ' ' && Octets[end + 1] == '*';
            uint sum = 0;
            for (int i = end + 2; i < Length && HasChecksum; i++)
            {
                int octet = Octets[i];
                HasChecksum = HexDigit(octet) >= 0 && (octet < 'A' || octet > 'F');
                sum = (sum << 4) | (uint)(HexDigit(octet) & 15);
            }

            if (!HasChecksum)
            {
                return true;
            }

            Length = end;
            return sum == Crc32.Of(Octets, 0, end);
        }

        /// <summary>The value behind a word: the rest of the line after one blank, as it is; in double quotes, what is between them.</summary>
        /// <param name="word">0..<see cref="Words"/> - 1.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Index of the first; -1: there is none.</returns>
        public int ValueAfter(int word, out int length)
        {
            int begin = _begins[word] + _lengths[word] + 1;
            length = Length - begin;
            if (length >= 2 && Octets[begin] == '"' && Octets[Length - 1] == '"')
            {
                length -= 2;
                return begin + 1;
            }

            return word + 1 < Words ? begin : -1;
        }

        /// <summary>Finds the words.</summary>
        public void Split()
        {
            Words = 0;
            int at = 0;
            while (Words < MaxWords)
            {
                while (at < Length && Octets[at] == ' ')
                {
                    at++;
                }

                if (at == Length)
                {
                    return;
                }

                int begin = at;
                while (at < Length && Octets[at] != ' ')
                {
                    at++;
                }

                _begins[Words] = begin;
                _lengths[Words++] = at - begin;
            }
        }

        /// <summary>Where a word begins.</summary>
        /// <param name="word">0..<see cref="Words"/> - 1.</param>
        /// <returns>Its index in <see cref="Octets"/>.</returns>
        public int OffsetOf(int word)
        {
            return _begins[word];
        }

        /// <summary>Octets of a word.</summary>
        /// <param name="word">0 or more.</param>
        /// <returns>How many; 0 when there is no such word.</returns>
        public int LengthOf(int word)
        {
            return word < Words ? _lengths[word] : 0;
        }

        /// <summary>Whether a word is this one.</summary>
        /// <param name="word">0 or more.</param>
        /// <param name="text">In ASCII.</param>
        /// <returns>True when it is there and the same.</returns>
        public bool Is(int word, string text)
        {
            if (word >= Words || _lengths[word] != text.Length)
            {
                return false;
            }

            int begin = _begins[word];
            for (int i = 0; i < text.Length; i++)
            {
                if (Octets[begin + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The rest of the line from a word on, as it is; in double quotes, what is between them.</summary>
        /// <param name="word">0..<see cref="Words"/> - 1.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Index of the first.</returns>
        public int RestFrom(int word, out int length)
        {
            int begin = _begins[word];
            length = Length - begin;
            if (length >= 2 && Octets[begin] == '"' && Octets[Length - 1] == '"')
            {
                length -= 2;
                return begin + 1;
            }

            return begin;
        }

        /// <summary>A word as a number without a sign.</summary>
        /// <param name="word">0 or more.</param>
        /// <returns>0..2,147,483,647; -1: there is no such word, or it is no such number.</returns>
        public int NumberOf(int word)
        {
            int length = LengthOf(word);
            if (length < 1 || length > 10)
            {
                return -1;
            }

            long number = 0;
            for (int i = _begins[word]; i < _begins[word] + length; i++)
            {
                if (Octets[i] < '0' || Octets[i] > '9')
                {
                    return -1;
                }

                number = (number * 10) + Octets[i] - '0';
            }

            return number > int.MaxValue ? -1 : (int)number;
        }

        /// <summary>One digit in hexadecimal, small or capital.</summary>
        /// <param name="octet">ASCII.</param>
        /// <returns>0..15; -1: it is none.</returns>
        public static int HexDigit(int octet)
        {
            return octet >= '0' && octet <= '9' ? octet - '0'
                : octet >= 'a' && octet <= 'f' ? octet - 'a' + 10
                : octet >= 'A' && octet <= 'F' ? octet - 'A' + 10 : -1;
        }
    }
}
