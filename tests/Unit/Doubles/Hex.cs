using System;

namespace Sidetap.Tests
{
    /// <summary>Octets as text, so that a test shows a frame as a person writes it down.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>The octets of a text of hexadecimal digits; blanks between them don't count.</summary>
        public static byte[] Parse(string text)
        {
            byte[] octets = new byte[text.Length];
            int count = 0;
            int high = -1;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == ' ')
                {
                    continue;
                }

                int digit = Digits.IndexOf(text[i]);
                if (digit < 0)
                {
                    throw new ArgumentException();
                }

                if (high < 0)
                {
                    high = digit;
                }
                else
                {
                    octets[count++] = (byte)((high << 4) | digit);
                    high = -1;
                }
            }

            byte[] result = new byte[count];
            Array.Copy(octets, 0, result, 0, count);
            return result;
        }

        /// <summary>The text of some octets, in lower case.</summary>
        public static string Of(byte[] octets, int offset, int length)
        {
            char[] text = new char[length * 2];
            for (int i = 0; i < length; i++)
            {
                text[2 * i] = Digits[octets[offset + i] >> 4];
                text[(2 * i) + 1] = Digits[octets[offset + i] & 15];
            }

            return new string(text);
        }
    }
}
