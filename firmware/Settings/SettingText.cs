using System;

namespace Sidetap.Settings
{
    /// <summary>Values as people write and read them: "true", "512", "10.0.0.7:1883", "dynamic", "0a0b". Allocates nothing.</summary>
    public static class SettingText
    {
        /// <summary>Octets of the longest value as people read it: a node's id of 64 octets in hexadecimal.</summary>
        public const int MaxOctets = 2 * SettingTable.MaxValueOctets;

        /// <summary>Sets a value as people write it.</summary>
        /// <param name="values">Takes the value.</param>
        /// <param name="index">The setting.</param>
        /// <param name="text">Holds what was written, in UTF-8.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Why it was refused; None: it was taken.</returns>
        public static SettingError Parse(SettingValues values, int index, byte[] text, int offset, int length)
        {
            switch (values.Table.TypeOf(index))
            {
                case SettingType.Text:
                    return values.SetOctets(index, text, offset, length);

                case SettingType.Octets:
                    return ParseHex(values, index, text, offset, length);

                case SettingType.Number:
                    int number;
                    SettingError error = ParseNumber(text, offset, length, out number);
                    return error != SettingError.None ? error : values.SetNumber(index, number);

                case SettingType.Switch:
                    int isOn = IsWord("true", text, offset, length) ? 1 : IsWord("false", text, offset, length) ? 0 : -1;
                    return isOn < 0 ? SettingError.BadSwitch : values.SetNumber(index, isOn);

                case SettingType.Choice:
                    int choice = values.Table.FindChoice(index, text, offset, length);
                    return choice < 0 ? SettingError.BadChoice : values.SetNumber(index, choice);

                case SettingType.Address:
                    return ParseAddresses(values, index, text, offset, length);

                default:
                    return ParseIpAddress(values, index, text, offset, length);
            }
        }

        /// <summary>Writes a value as people read it. Secrets too: who shows them asks first.</summary>
        /// <param name="values">Holds the value.</param>
        /// <param name="index">The setting.</param>
        /// <param name="buffer">Receives UTF-8.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <returns>Octets written, up to <see cref="MaxOctets"/>; -1: there is not room for so many.</returns>
        public static int Format(SettingValues values, int index, byte[] buffer, int offset)
        {
            if (buffer.Length - offset < MaxOctets)
            {
                return -1;
            }

            int at = offset;
            int from = values.OffsetOf(index);
            int length = values.LengthOf(index);
            switch (values.Table.TypeOf(index))
            {
                case SettingType.Text:
                    Array.Copy(values.Octets, from, buffer, at, length);
                    return length;

                case SettingType.Octets:
                    for (int i = 0; i < length; i++)
                    {
                        at = PutHex(buffer, at, values.Octets[from + i]);
                    }

                    return at - offset;

                case SettingType.Number:
                    return PutNumber(buffer, at, values.NumberOf(index)) - offset;

                case SettingType.Switch:
                    return PutWord(buffer, at, values.NumberOf(index) != 0 ? "true" : "false", 0) - offset;

                case SettingType.Choice:
                    return PutWord(buffer, at, values.Table.ChoicesOf(index), values.NumberOf(index)) - offset;

                case SettingType.Address:
                    return PutAddresses(buffer, at, values.Octets, from, length) - offset;

                default:
                    return (length == 0 ? at : PutIp(buffer, at, values.Octets, from)) - offset;
            }
        }

        private static SettingError ParseNumber(byte[] text, int offset, int length, out int number)
        {
            number = 0;
            bool isNegative = length > 0 && text[offset] == '-';
            int first = isNegative ? 1 : 0;
            if (length == first)
            {
                return SettingError.BadNumber;
            }

            long value = 0;
            for (int i = first; i < length; i++)
            {
                if (!SettingCheck.IsDigit(text[offset + i]))
                {
                    return SettingError.BadNumber;
                }

                value = value > int.MaxValue ? value : (value * 10) + text[offset + i] - '0';
            }

            if (value > int.MaxValue)
            {
                return SettingError.OutOfRange;
            }

            number = isNegative ? -(int)value : (int)value;
            return SettingError.None;
        }

        private static SettingError ParseHex(SettingValues values, int index, byte[] text, int offset, int length)
        {
            if (length > MaxOctets)
            {
                return SettingError.TooLong;
            }

            byte[] scratch = values.Scratch;
            for (int i = 0; i < length; i += 2)
            {
                int high = SettingCheck.HexOf(text[offset + i]);
                int low = i + 1 < length ? SettingCheck.HexOf(text[offset + i + 1]) : -1;
                if (high < 0 || low < 0)
                {
                    return SettingError.BadHex;
                }

                scratch[i / 2] = (byte)((high << 4) | low);
            }

            return values.SetOctets(index, scratch, 0, length / 2);
        }

        private static SettingError ParseAddresses(SettingValues values, int index, byte[] text, int offset, int length)
        {
            byte[] scratch = values.Scratch;
            int count = 0;
            int at = offset;
            int end = offset + length;
            while (at < end)
            {
                int comma = IndexOf(text, at, end, ',');
                int colon = IndexOf(text, at, comma, ':');
                int port;
                if (count == SettingTable.MaxValueOctets / 6)
                {
                    return SettingError.BadCount;
                }

                if (!TakeIp(text, at, colon, scratch, count * 6) || colon == comma || !TakeDecimal(text, colon + 1, comma, 65535, out port) || comma + 1 == end)
                {
                    return SettingError.BadAddress;
                }

                scratch[(count * 6) + 4] = (byte)(port >> 8);
                scratch[(count * 6) + 5] = (byte)port;
                count++;
                at = comma + 1;
            }

            return values.SetOctets(index, scratch, 0, count * 6);
        }

        private static SettingError ParseIpAddress(SettingValues values, int index, byte[] text, int offset, int length)
        {
            if (length > 0 && !TakeIp(text, offset, offset + length, values.Scratch, 0))
            {
                return SettingError.BadIpAddress;
            }

            return values.SetOctets(index, values.Scratch, 0, length == 0 ? 0 : 4);
        }

        /// <summary>Four numbers divided by dots.</summary>
        private static bool TakeIp(byte[] text, int begin, int end, byte[] octets, int offset)
        {
            int at = begin;
            for (int i = 0; i < 4; i++)
            {
                int stop = i == 3 ? end : IndexOf(text, at, end, '.');
                int part;
                if (!TakeDecimal(text, at, stop, 255, out part) || (i < 3 && stop == end))
                {
                    return false;
                }

                octets[offset + i] = (byte)part;
                at = stop + 1;
            }

            return true;
        }

        /// <summary>One to five digits without a sign, none of them a leading zero: "010" is 10 to some and 8 to others.</summary>
        private static bool TakeDecimal(byte[] text, int begin, int end, int maximum, out int number)
        {
            number = 0;
            int length = end - begin;
            if (length < 1 || length > 5 || (length > 1 && text[begin] == '0'))
            {
                return false;
            }

            for (int i = begin; i < end; i++)
            {
                if (!SettingCheck.IsDigit(text[i]))
                {
                    return false;
                }

                number = (number * 10) + text[i] - '0';
            }

            return number <= maximum;
        }

        private static int IndexOf(byte[] text, int begin, int end, int octet)
        {
            int at = begin;
            while (at < end && text[at] != octet)
            {
                at++;
            }

            return at;
        }

        private static bool IsWord(string word, byte[] text, int offset, int length)
        {
            if (word.Length != length)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (word[i] != text[offset + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>One of several words divided by '|', in ASCII.</summary>
        private static int PutWord(byte[] buffer, int at, string words, int number)
        {
            int i = 0;
            for (int skipped = 0; skipped < number; i++)
            {
                skipped += words[i] == '|' ? 1 : 0;
            }

            while (i < words.Length && words[i] != '|')
            {
                buffer[at++] = (byte)words[i++];
            }

            return at;
        }

        private static int PutNumber(byte[] buffer, int at, int number)
        {
            uint rest = number < 0 ? (uint)-(long)number : (uint)number;
            if (number < 0)
            {
                buffer[at++] = (byte)'-';
            }

            int digits = 1;
            for (uint more = rest / 10; more > 0; more /= 10)
            {
                digits++;
            }

            for (int i = digits - 1; i >= 0; i--)
            {
                buffer[at + i] = (byte)('0' + (rest % 10));
                rest /= 10;
            }

            return at + digits;
        }

        private static int PutHex(byte[] buffer, int at, int octet)
        {
            int high = octet >> 4;
            int low = octet & 15;
            buffer[at] = (byte)(high < 10 ? '0' + high : 'a' + high - 10);
            buffer[at + 1] = (byte)(low < 10 ? '0' + low : 'a' + low - 10);
            return at + 2;
        }

        private static int PutAddresses(byte[] buffer, int at, byte[] octets, int from, int length)
        {
            for (int i = from; i < from + length; i += 6)
            {
                if (i > from)
                {
                    buffer[at++] = (byte)',';
                }

                at = PutIp(buffer, at, octets, i);
                buffer[at++] = (byte)':';
                at = PutNumber(buffer, at, (octets[i + 4] << 8) | octets[i + 5]);
            }

            return at;
        }

        private static int PutIp(byte[] buffer, int at, byte[] octets, int from)
        {
            for (int i = 0; i < 4; i++)
            {
                if (i > 0)
                {
                    buffer[at++] = (byte)'.';
                }

                at = PutNumber(buffer, at, octets[from + i]);
            }

            return at;
        }
    }
}
