namespace Sidetap.Terminal
{
    /// <summary>Times as people and tools read them: ISO 8601 in UTC, "2026-11-30T08:15:00Z".</summary>
    public static class IsoTime
    {
        /// <summary>2025-01-01 in 100 ns since 1601-01-01: a clock that shows less has not been set.</summary>
        public const long Earliest = 154863 * TicksPerDay;

        private const long TicksPerSecond = 10000000;
        private const long TicksPerDay = 86400 * TicksPerSecond;
        private const int YearLength = 4;
        private const int ShortLength = 19;
        private const long VersionEpoch = 145731 * TicksPerDay; // 2000-01-01

        /// <summary>Writes a time.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="utc">In 100 ns since 1601-01-01; 0 or less: nothing is written.</param>
        public static void Write(Answer answer, long utc)
        {
            if (utc <= 0)
            {
                return;
            }

            // Days are counted from 1600-03-01, so that the leap day is a year's last.
            int days = (int)(utc / TicksPerDay) + 306;
            int era = days / 146097;
            int inEra = days - (era * 146097);
            int year = (inEra - (inEra / 1460) + (inEra / 36524) - (inEra / 146096)) / 365;
            int inYear = inEra - ((365 * year) + (year / 4) - (year / 100));
            int month = ((5 * inYear) + 2) / 153;
            int day = inYear - (((153 * month) + 2) / 5) + 1;
            year += 1600 + (era * 400) + (month >= 10 ? 1 : 0);
            month = month >= 10 ? month - 9 : month + 3;
            int second = (int)(utc % TicksPerDay / TicksPerSecond);
            answer.Padded(year, YearLength);
            answer.Text("-");
            answer.Padded(month, 2);
            answer.Text("-");
            answer.Padded(day, 2);
            answer.Text("T");
            answer.Padded(second / 3600, 2);
            answer.Text(":");
            answer.Padded(second / 60 % 60, 2);
            answer.Text(":");
            answer.Padded(second % 60, 2);
            answer.Text("Z");
        }

        /// <summary>Writes a profile's version: for tools its two numbers, for people the times they stand for, the minor one where it is another.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="major">ConfigurationVersion.MajorVersion in seconds since 2000-01-01 (VersionTime, OPC 10000-4, 7.44).</param>
        /// <param name="minor">ConfigurationVersion.MinorVersion.</param>
        public static void WriteVersion(Answer answer, uint major, uint minor)
        {
            if (answer.IsMachine)
            {
                answer.Number(major);
                answer.Text(".");
                answer.Number(minor);
                return;
            }

            Write(answer, VersionEpoch + (major * TicksPerSecond));
            if (minor != major)
            {
                answer.Text(", minor ");
                Write(answer, VersionEpoch + (minor * TicksPerSecond));
            }
        }

        /// <summary>Reads a time.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets: 20, or more with a fraction of a second, which counts up to 100 ns.</param>
        /// <returns>In 100 ns since 1601-01-01; -1: it is none, or before 2025 or after 2099.</returns>
        public static long Read(byte[] octets, int offset, int length)
        {
            if (length <= ShortLength || octets[offset + length - 1] != 'Z' || !HasForm(octets, offset))
            {
                return -1;
            }

            int year = Number(octets, offset, YearLength);
            int month = Number(octets, offset + 5, 2);
            int day = Number(octets, offset + 8, 2);
            int hour = Number(octets, offset + 11, 2);
            int minute = Number(octets, offset + 14, 2);
            int second = Number(octets, offset + 17, 2);
            long fraction = Fraction(octets, offset + ShortLength, length - ShortLength - 1);
            if (year < 2025 || year > 2099 || month < 1 || month > 12 || day < 1 || day > DaysOf(year, month) || hour > 23 || minute > 59 || second > 59 || fraction < 0
                || hour < 0 || minute < 0 || second < 0)
            {
                return -1;
            }

            long seconds = (hour * 3600L) + (minute * 60) + second;
            return (DaysBefore(year, month, day) * TicksPerDay) + (seconds * TicksPerSecond) + fraction;
        }

        private static bool HasForm(byte[] octets, int offset)
        {
            return octets[offset + 4] == '-' && octets[offset + 7] == '-' && octets[offset + 10] == 'T' && octets[offset + 13] == ':' && octets[offset + 16] == ':';
        }

        /// <summary>100 ns of a fraction, ".25"; 0 for none; -1: it is none.</summary>
        private static long Fraction(byte[] octets, int offset, int length)
        {
            if (length == 0)
            {
                return 0;
            }

            if (length < 2 || octets[offset] != '.')
            {
                return -1;
            }

            long fraction = 0;
            long unit = TicksPerSecond;
            for (int i = offset + 1; i < offset + length; i++)
            {
                if (octets[i] < '0' || octets[i] > '9')
                {
                    return -1;
                }

                unit /= 10;
                fraction += (octets[i] - '0') * unit;
            }

            return fraction;
        }

        private static int Number(byte[] octets, int offset, int length)
        {
            int number = 0;
            for (int i = offset; i < offset + length; i++)
            {
                if (octets[i] < '0' || octets[i] > '9')
                {
                    return -1;
                }

                number = (number * 10) + octets[i] - '0';
            }

            return number;
        }

        private static int DaysOf(int year, int month)
        {
            bool isLeap = year % 4 == 0; // 2025 to 2099 have no other rule
            return month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }

        /// <summary>Days from 1601-01-01.</summary>
        private static long DaysBefore(int year, int month, int day)
        {
            int shifted = month > 2 ? year : year - 1;
            int inYear = ((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5;
            int since = shifted - 1600;
            return (since * 365L) + (since / 4) - (since / 100) + (since / 400) + inYear + day - 1 - 306;
        }
    }
}
