namespace Sidetap.PubSub
{
    /// <content>What somebody who looks at the values wants to see of them.</content>
    public sealed partial class DataSet
    {
        /// <summary>An element of an array as a number.</summary>
        /// <param name="index">The field, an array.</param>
        /// <param name="element">0..ArrayLength - 1.</param>
        /// <returns>The value last set, whatever the status.</returns>
        public double NumberOf(int index, int element)
        {
            BuiltInType type = Fields[index].Type;
            return NumberAt(type, Offsets[index] + 4 + (element * BuiltInTypes.SizeOf(type)));
        }

        /// <summary>A scalar of an integer type of 64 bits, which a Double does not have exactly.</summary>
        /// <param name="index">The field, a scalar of type Int64, UInt64 or DateTime.</param>
        /// <returns>Its 64 bits.</returns>
        public ulong BitsOf(int index)
        {
            return UaBinary.Get64(Octets, Offsets[index]);
        }

        /// <summary>Where the text of a String lies.</summary>
        /// <param name="index">The field, a String.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Octets of the text.</param>
        /// <returns>Holds the text in UTF-8; it is the data set's own.</returns>
        public byte[] TextOf(int index, out int offset, out int length)
        {
            offset = Offsets[index] + 4;
            length = Lengths[index] - 4;
            return Octets;
        }

        private double NumberAt(BuiltInType type, int at)
        {
            byte[] octets = Octets;
            switch (type)
            {
                case BuiltInType.Float:
                    return UaBinary.FloatOf(UaBinary.Get32(octets, at));

                case BuiltInType.Double:
                    return UaBinary.DoubleOf(UaBinary.Get64(octets, at));

                case BuiltInType.Boolean:
                case BuiltInType.Byte:
                    return octets[at];

                case BuiltInType.SByte:
                    return (sbyte)octets[at];

                case BuiltInType.Int16:
                    return (short)UaBinary.Get16(octets, at);

                case BuiltInType.UInt16:
                    return UaBinary.Get16(octets, at);

                case BuiltInType.Int32:
                    return (int)UaBinary.Get32(octets, at);

                case BuiltInType.UInt32:
                case BuiltInType.StatusCode:
                    return (long)UaBinary.Get32(octets, at);

                case BuiltInType.String:
                    return double.NaN;

                default:
                    return (long)UaBinary.Get64(octets, at);
            }
        }
    }
}
