namespace Sidetap.PubSub
{
    /// <summary>UTF-8 without an encoder object: nothing is allocated for counting and writing.</summary>
    internal static class Utf8
    {
        /// <summary>The code point that begins at an index; an unpaired surrogate counts as U+FFFD.</summary>
        public static int CodeAt(string value, int index)
        {
            int unit = value[index];
            if (unit < 0xD800 || unit > 0xDFFF)
            {
                return unit;
            }

            if (unit < 0xDC00 && index + 1 < value.Length)
            {
                int low = value[index + 1];
                if (low >= 0xDC00 && low <= 0xDFFF)
                {
                    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                }
            }

            return 0xFFFD;
        }

        /// <summary>Octets of a string in UTF-8.</summary>
        public static int Length(string value)
        {
            int length = 0;
            for (int i = 0; i < value.Length; i++)
            {
                int code = CodeAt(value, i);
                length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
                if (code >= 0x10000)
                {
                    i++;
                }
            }

            return length;
        }
    }
}
