using Sidetap.PubSub;

namespace Sidetap.Settings
{
    /// <summary>Holds a value to what the table says of its setting. Any octets may come: from a record, a line, a file.</summary>
    internal static class SettingCheck
    {
        private const string LargestDigits = "18446744073709551615"; // 2^64 - 1
        private const int DigitsLength = 20;
        private const int FewestPinDigits = 4;

        /// <summary>A number, a switch as 0 or 1, a choice by its number.</summary>
        public static SettingError Number(SettingTable table, int index, int number)
        {
            if (table.HasOctets(index))
            {
                return SettingError.WrongType;
            }

            return number >= table.MinimumOf(index) && number <= table.MaximumOf(index) ? SettingError.None : SettingError.OutOfRange;
        }

        /// <summary>A text, octets or addresses.</summary>
        public static SettingError Octets(SettingTable table, int index, byte[] octets, int offset, int length)
        {
            switch (table.TypeOf(index))
            {
                case SettingType.Text:
                    SettingError error = Length(table, index, length);
                    return error != SettingError.None ? error : Text(table.FormOf(index), octets, offset, length);

                case SettingType.Octets:
                    return Length(table, index, length);

                case SettingType.Address:
                    return Addresses(table, index, octets, offset, length);

                case SettingType.IpAddress:
                    return length == 0 || length == 4 ? SettingError.None : SettingError.BadIpAddress;

                default:
                    return SettingError.WrongType;
            }
        }

        private static SettingError Length(SettingTable table, int index, int length)
        {
            return length < table.MinimumOf(index) ? SettingError.TooShort : length > table.MaximumOf(index) ? SettingError.TooLong : SettingError.None;
        }

        /// <summary>Six octets each: the address, of which not all are 0, and the port, most significant octet first, which is not 0.</summary>
        private static SettingError Addresses(SettingTable table, int index, byte[] octets, int offset, int length)
        {
            if (length % 6 != 0)
            {
                return SettingError.BadAddress;
            }

            int count = length / 6;
            if (count < table.MinimumOf(index) || count > table.MaximumOf(index))
            {
                return SettingError.BadCount;
            }

            for (int at = offset; at < offset + length; at += 6)
            {
                bool hasAddress = (octets[at] | octets[at + 1] | octets[at + 2] | octets[at + 3]) != 0;
                if (!hasAddress || (octets[at + 4] | octets[at + 5]) == 0)
                {
                    return SettingError.BadAddress;
                }
            }

            return SettingError.None;
        }

        private static SettingError Text(SettingForm form, byte[] octets, int offset, int length)
        {
            if (!Utf8.IsText(octets, offset, length))
            {
                return SettingError.BadText;
            }

            if (length == 0)
            {
                return SettingError.None;
            }

            switch (form)
            {
                case SettingForm.Topic:
                    return IsTopic(octets, offset, length) ? SettingError.None : SettingError.BadTopic;

                case SettingForm.Host:
                    return IsHost(octets, offset, length) ? SettingError.None : SettingError.BadHost;

                case SettingForm.File:
                    return IsFile(octets, offset, length) ? SettingError.None : SettingError.BadFileName;

                case SettingForm.Digits:
                    return Digits(octets, offset, length);

                case SettingForm.Passphrase:
                    return IsPassphrase(octets, offset, length) ? SettingError.None : SettingError.BadPassphrase;

                case SettingForm.Pin:
                    return length >= FewestPinDigits && Digits(octets, offset, length) == SettingError.None ? SettingError.None : SettingError.BadPin;

                default:
                    return SettingError.None;
            }
        }

        /// <summary>As <see cref="TopicNames.IsLevel"/> wants every level: neither wildcards nor U+0080..U+009F, which are C2 80..C2 9F.</summary>
        private static bool IsTopic(byte[] octets, int offset, int length)
        {
            int before = '/';
            for (int i = offset; i < offset + length; i++)
            {
                int octet = octets[i];
                bool isControl = before == 0xC2 && octet < 0xA0;
                if (octet == '+' || octet == '#' || isControl || (octet == '/' && before == '/'))
                {
                    return false;
                }

                before = octet;
            }

            return before != '/';
        }

        /// <summary>Parts of letters, digits and hyphens, none empty and none with a hyphen at either end.</summary>
        private static bool IsHost(byte[] octets, int offset, int length)
        {
            int before = '.';
            for (int i = offset; i < offset + length; i++)
            {
                int octet = octets[i];
                bool isPlain = IsDigit(octet) || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
                bool mayFollow = (octet == '-' && before != '.') || (octet == '.' && before != '.' && before != '-');
                if (!isPlain && !mayFollow)
                {
                    return false;
                }

                before = octet;
            }

            return before != '.' && before != '-';
        }

        private static bool IsFile(byte[] octets, int offset, int length)
        {
            for (int i = offset; i < offset + length; i++)
            {
                int octet = octets[i];
                if (!IsDigit(octet) && (octet < 'a' || octet > 'z') && octet != '-' && octet != '.')
                {
                    return false;
                }
            }

            return true;
        }

        private static SettingError Digits(byte[] octets, int offset, int length)
        {
            int order = length < DigitsLength ? -1 : 0;
            for (int i = 0; i < length; i++)
            {
                if (!IsDigit(octets[offset + i]))
                {
                    return SettingError.BadNumber;
                }

                order = order == 0 ? octets[offset + i] - LargestDigits[i] : order;
            }

            return order <= 0 ? SettingError.None : SettingError.OutOfRange;
        }

        private static bool IsPassphrase(byte[] octets, int offset, int length)
        {
            for (int i = offset; i < offset + length; i++)
            {
                bool isAllowed = length == 64 ? HexOf(octets[i]) >= 0 : octets[i] < 0x7F;
                if (!isAllowed)
                {
                    return false;
                }
            }

            return length >= 8;
        }

        /// <summary>Whether an octet is a decimal digit.</summary>
        public static bool IsDigit(int octet)
        {
            return octet >= '0' && octet <= '9';
        }

        /// <summary>A hexadecimal digit's value; -1: it is none.</summary>
        public static int HexOf(int octet)
        {
            int letter = octet | 0x20;
            return IsDigit(octet) ? octet - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }
    }
}
