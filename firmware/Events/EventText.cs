using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>Values in words, so that an event can be read by itself.</summary>
    internal static class EventText
    {
        private static readonly string[] Limits = { "InRange", "Low", "High" };

        /// <summary>The name of an enumeration's value; null for a value without one.</summary>
        public static string Of(FieldMetaData field, double value)
        {
            string[] names = field.EnumStrings;
            if (names == null || !(value >= 0 && value < names.Length))
            {
                return null;
            }

            int index = (int)value;
            return index == value ? names[index] : null;
        }

        /// <summary>Where a value lies as to its limits.</summary>
        public static string OfLimit(uint status)
        {
            uint code = StatusWatch.CodeOf(status);
            return Limits[(code & StatusCode.LimitLow) == StatusCode.LimitLow ? 1 : (code & StatusCode.LimitHigh) == StatusCode.LimitHigh ? 2 : 0];
        }

        /// <summary>Octets of the longest text a field's events can have.</summary>
        public static int LongestOf(FieldMetaData field)
        {
            int longest = LongestOf(Limits);
            int names = field.EnumStrings == null ? 0 : LongestOf(field.EnumStrings);
            return names > longest ? names : longest;
        }

        private static int LongestOf(string[] texts)
        {
            int longest = 0;
            for (int i = 0; i < texts.Length; i++)
            {
                int length = Utf8.Length(texts[i]);
                longest = length > longest ? length : longest;
            }

            return longest;
        }
    }
}
