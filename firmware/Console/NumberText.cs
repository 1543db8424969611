namespace Sidetap.Terminal
{
    /// <summary>Decimal numbers as people write them. Takes no heap.</summary>
    public static class NumberText
    {
        /// <summary>Digits that a Float has for sure.</summary>
        public const int FloatDigits = 7;

        /// <summary>Digits of a Double that are worth looking at.</summary>
        public const int DoubleDigits = 10;

        private const int MostDecimals = 9;
        private const int MostDigits = 17;
        private const int MostExponent = 99;
        private const double Great = 1e9; // from here on with a power of ten

        /// <summary>Writes a number with as many decimals as it needs.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="number">Any.</param>
        /// <param name="digits">Digits that count, 1..10.</param>
        public static void Write(Answer answer, double number, int digits)
        {
            int exponent = 0;
            double size = Mantissa(number < 0 ? -number : number, ref exponent);
            int decimals = digits;
            for (double power = 1; size >= power && decimals > 0; power *= 10)
            {
                decimals--;
            }

            for (double power = 0.1; size < power && size > 0 && decimals < MostDecimals; power /= 10)
            {
                decimals++;
            }

            decimals = decimals < MostDecimals ? decimals : MostDecimals;
            double scale = 1;
            for (int i = 0; i < decimals; i++)
            {
                scale *= 10;
            }

            if (size * scale < 1e18)
            {
                ulong scaled = (ulong)((size * scale) + 0.5);
                while (decimals > 0 && scaled % 10 == 0)
                {
                    scaled /= 10;
                    decimals--;
                }

                number = scaled == 0 ? 0 : number; // no "-0"
            }

            answer.Decimal(number, decimals);
        }

        /// <summary>The digits of a great number, without its power of ten.</summary>
        /// <param name="size">0 or more.</param>
        /// <param name="exponent">The power of ten, 9 or more, where the number is 1e9 or more; else it stays as it is.</param>
        /// <returns>1 to below 10 where the number is 1e9 or more; else the number.</returns>
        internal static double Mantissa(double size, ref int exponent)
        {
            if (!(size >= Great) || double.IsInfinity(size))
            {
                return size;
            }

            double power = 1;
            while (size / power >= 10)
            {
                power *= 10;
                exponent++;
            }

            return size / power;
        }

        /// <summary>Reads a number: digits with or without a sign, a point and a power of ten.</summary>
        /// <param name="octets">Holds it in ASCII.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <param name="number">The number.</param>
        /// <returns>False when it is none, or has more than 17 digits.</returns>
        public static bool TryParse(byte[] octets, int offset, int length, out double number)
        {
            number = 0;
            int end = offset + length;
            int at = offset;
            bool isNegative = at < end && octets[at] == '-';
            at += at < end && (octets[at] == '-' || octets[at] == '+') ? 1 : 0;
            int digits = 0;
            int exponent = 0;
            bool hasPoint = false;
            while (at < end && (IsDigit(octets[at]) || (octets[at] == '.' && !hasPoint)))
            {
                if (octets[at] == '.')
                {
                    hasPoint = true;
                }
                else
                {
                    number = (number * 10) + octets[at] - '0';
                    digits++;
                    exponent -= hasPoint ? 1 : 0;
                }

                at++;
            }

            if (digits == 0 || digits > MostDigits || !TryExponent(octets, at, end, ref exponent))
            {
                return false;
            }

            double power = 1;
            for (int i = exponent < 0 ? -exponent : exponent; i > 0; i--)
            {
                power *= 10;
            }

            number = exponent < 0 ? number / power : number * power;
            number = isNegative ? -number : number;
            return true;
        }

        /// <summary>Reads 8 hexadecimal digits.</summary>
        /// <param name="line">The request.</param>
        /// <param name="word">Which of its words.</param>
        /// <param name="number">The number.</param>
        /// <returns>False when there is no such word, or it is something else.</returns>
        public static bool TryHex32(CommandLine line, int word, out uint number)
        {
            number = 0;
            if (line.LengthOf(word) != 8)
            {
                return false;
            }

            int begin = line.OffsetOf(word);
            for (int i = begin; i < begin + 8; i++)
            {
                int digit = CommandLine.HexDigit(line.Octets[i]);
                if (digit < 0)
                {
                    return false;
                }

                number = (number << 4) | (uint)digit;
            }

            return true;
        }

        private static bool TryExponent(byte[] octets, int at, int end, ref int exponent)
        {
            if (at == end)
            {
                return true;
            }

            if (octets[at] != 'e' && octets[at] != 'E')
            {
                return false;
            }

            at++;
            bool isNegative = at < end && octets[at] == '-';
            at += at < end && (octets[at] == '-' || octets[at] == '+') ? 1 : 0;
            int given = 0;
            if (at == end)
            {
                return false;
            }

            while (at < end)
            {
                if (!IsDigit(octets[at]) || given > MostExponent)
                {
                    return false;
                }

                given = (given * 10) + octets[at++] - '0';
            }

            exponent += isNegative ? -given : given;
            return given <= MostExponent;
        }

        private static bool IsDigit(int octet)
        {
            return octet >= '0' && octet <= '9';
        }
    }
}
