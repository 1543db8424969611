using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>From a signal's number to a field's type.</summary>
    internal static class Conversion
    {
        /// <summary>A scalar Float that is its signal: what most fields are.</summary>
        public const byte PlainFloat = 0;

        /// <summary>A scalar Double.</summary>
        public const byte Double = 1;

        /// <summary>A scalar of an integer type, or a Boolean.</summary>
        public const byte Integer = 2;

        /// <summary>A String.</summary>
        public const byte Text = 3;

        /// <summary>An array of numbers.</summary>
        public const byte Array = 4;

        /// <summary>A scalar Float with scaling or limits.</summary>
        public const byte Float = 5;

        private const double TwoTo52 = 4503599627370496.0; // from here on there are no fractions
        private const double TwoTo63 = 9223372036854775808.0;
        private const double MaxFloat = 3.4028234663852886E+38;

        // Indexed by type id: the least and the greatest value of each integer type.
        private static readonly double[] Lowest = { 0, 0, -128, 0, -32768, 0, -2147483648.0, 0, -TwoTo63, 0 };
        private static readonly double[] Highest = { 0, 1, 127, 255, 32767, 65535, 2147483647.0, 4294967295.0, TwoTo63, 2 * TwoTo63 };

        /// <summary>How a field is brought.</summary>
        public static byte KindOf(FieldBinding field)
        {
            if (field.MetaData.ArrayLength > 0)
            {
                return Array;
            }

            switch (field.MetaData.Type)
            {
                case BuiltInType.Float:
                    return field.Gain == 1 && field.Offset == 0 && !field.HasLimits ? PlainFloat : Float;

                case BuiltInType.Double:
                    return Double;

                case BuiltInType.String:
                    return Text;

                default:
                    return Integer;
            }
        }

        /// <summary>Whether a number is finite as a Float.</summary>
        public static bool IsFloat(double value)
        {
            return value <= MaxFloat && value >= -MaxFloat;
        }

        /// <summary>The nearest integer, halves away from zero, when the type has it. Of a UInt64 the octets count, not the sign.</summary>
        public static bool TryInteger(BuiltInType type, double value, out long integer)
        {
            integer = 0;
            double rounded = value;
            if (value < TwoTo52 && value > -TwoTo52)
            {
                rounded = value < 0 ? value - 0.5 : value + 0.5;
            }

            double high = Highest[(int)type];
            bool isWide = high >= TwoTo63; // there is nothing between the highest one and the limit: one more is 2^63 or 2^64
            if (!(rounded > Lowest[(int)type] - 1) || !(isWide ? rounded < high : rounded < high + 1))
            {
                return false;
            }

            if (rounded >= TwoTo63)
            {
                integer = (long)(rounded - TwoTo63) ^ long.MinValue;
                return true;
            }

            integer = (long)rounded;
            return true;
        }
    }
}
