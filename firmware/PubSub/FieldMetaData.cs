namespace Sidetap.PubSub
{
    /// <summary>What a subscriber is told about a field (FieldMetaData, OPC 10000-14, 6.2.3.2.4). Made at start-up, not changed afterwards.</summary>
    public sealed class FieldMetaData
    {
        /// <summary>The field's name; unique in its data set.</summary>
        public readonly string Name;

        /// <summary>The type of the value, or of an array's elements.</summary>
        public readonly BuiltInType Type;

        /// <summary>Elements of an array; 0 for a scalar.</summary>
        public readonly int ArrayLength;

        /// <summary>The longest String in octets of UTF-8, 1 or more; 0 for the other types.</summary>
        public readonly int MaxStringLength;

        /// <summary>What the field means, in a sentence; null for none.</summary>
        public string Description;

        /// <summary>The unit; null for a quantity without one.</summary>
        public EngineeringUnit Unit;

        /// <summary>Whether <see cref="RangeLow"/> and <see cref="RangeHigh"/> are given (EURange, OPC 10000-8, 5.3.2.3).</summary>
        public bool HasRange;

        /// <summary>The lowest value to expect in normal operation, in the field's unit.</summary>
        public double RangeLow;

        /// <summary>The highest value to expect in normal operation, in the field's unit.</summary>
        public double RangeHigh;

        /// <summary>The names of the values 0, 1, 2… of an enumeration (EnumStrings, OPC 10000-3, 5.6.2); null for none.</summary>
        public string[] EnumStrings;

        /// <summary>Describes a scalar field of a type with a fixed length.</summary>
        /// <param name="name">The field's name.</param>
        /// <param name="type">Any type but String.</param>
        public FieldMetaData(string name, BuiltInType type)
            : this(name, type, 0, 0)
        {
        }

        /// <summary>Describes a field.</summary>
        /// <param name="name">The field's name.</param>
        /// <param name="type">The type of the value or of the elements.</param>
        /// <param name="arrayLength">Elements of an array, 0 for a scalar. Arrays of strings are not supported.</param>
        /// <param name="maxStringLength">The longest String in octets.</param>
        public FieldMetaData(string name, BuiltInType type, int arrayLength, int maxStringLength)
        {
            Name = name;
            Type = type;
            ArrayLength = arrayLength;
            MaxStringLength = maxStringLength;
        }

        /// <summary>Octets a value takes at the most, lengths of strings and arrays included.</summary>
        public int MaxValueLength
        {
            get
            {
                if (Type == BuiltInType.String)
                {
                    return 4 + MaxStringLength;
                }

                int size = BuiltInTypes.SizeOf(Type);
                return ArrayLength == 0 ? size : 4 + (ArrayLength * size);
            }
        }
    }
}
