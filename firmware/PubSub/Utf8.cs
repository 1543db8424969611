namespace Sidetap.PubSub
{
    /// <summary>UTF-8 without an encoder object: nothing is allocated for counting, writing and checking.</summary>
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

        /// <summary>Whether octets are well-formed UTF-8 (RFC 3629, 4: shortest forms, no surrogates, up to U+10FFFF) without NUL and other control characters
        /// of ASCII.</summary>
        public static bool IsText(byte[] octets, int offset, int length)
        {
            int end = offset + length;
            int at = offset;
            while (at < end)
            {
                int lead = octets[at++];
                if (lead < 0x80)
                {
                    if (lead < 0x20 || lead == 0x7F)
                    {
                        return false;
                    }

                    continue;
                }

                int following = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
                if (lead < 0xC2 || lead > 0xF4 || following > end - at || !IsSecond(lead, octets[at]))
                {
                    return false;
                }

                for (int i = 1; i < following; i++)
                {
                    if ((octets[at + i] & 0xC0) != 0x80)
                    {
                        return false;
                    }
                }

                at += following;
            }

            return true;
        }

        /// <summary>Whether an octet may follow a lead octet: some have less than 80..BF.</summary>
        private static bool IsSecond(int lead, int octet)
        {
            int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            return octet >= low && octet <= high;
        }
    }
}
