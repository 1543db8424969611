using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>Reads the fields of a compiled profile, one after the other; what is wrong with one is noted in the cursor.</summary>
    internal sealed class ProfileFieldReader
    {
        private readonly ProfileCursor _cursor;
        private readonly EngineeringUnit[] _units;
        private readonly string[][] _enumerations;
        private readonly int _namespaces;
        private readonly int _signals;

        // Of the field that is being read.
        private EngineeringUnit _unit;
        private string[] _names;
        private double _gain;
        private double _offset;
        private double _rangeLow;
        private double _rangeHigh;
        private double _lowLimit;
        private double _highLimit;
        private int _nodeNamespace;
        private uint _nodeIdentifier;
        private int _arrayLength;
        private string _description;

        /// <summary>Makes a reader.</summary>
        public ProfileFieldReader(ProfileCursor cursor, EngineeringUnit[] units, string[][] enumerations, int namespaces, int signals)
        {
            _cursor = cursor;
            _units = units;
            _enumerations = enumerations;
            _namespaces = namespaces;
            _signals = signals;
        }

        /// <summary>Reads a field; of no use when the cursor has failed.</summary>
        public FieldBinding Read()
        {
            int flags = _cursor.Take8();
            string name = _cursor.TakeText(1, ProfileFormat.MaxNameOctets);
            int at = _cursor.At;
            int type = _cursor.Take8();
            if (!Fits(type, flags))
            {
                _cursor.Fail(ProfileError.BadType, at);
            }

            at = _cursor.At;
            int signal = _cursor.Take8();
            ReadOptions(flags);
            int longest = type == (int)BuiltInType.String ? _cursor.TakeAtLeastOne() : 0;
            if (signal + (_arrayLength == 0 ? 1 : _arrayLength) > _signals)
            {
                _cursor.Fail(ProfileError.BadReference, at);
            }

            FieldMetaData metaData = new FieldMetaData(name, (BuiltInType)type, _arrayLength, longest)
            {
                Description = _description,
                Unit = _unit,
                EnumStrings = _names,
                HasRange = (flags & ProfileFormat.HasRange) != 0,
                RangeLow = _rangeLow,
                RangeHigh = _rangeHigh,
            };
            FieldBinding field = new FieldBinding(metaData, signal)
            {
                Gain = _gain,
                Offset = _offset,
                HasLimits = (flags & ProfileFormat.HasLimits) != 0,
                LowLimit = _lowLimit,
                HighLimit = _highLimit,
                NodeNamespace = _nodeNamespace,
                NodeIdentifier = _nodeIdentifier,
            };
            ReadTimes(field);
            return field;
        }

        /// <summary>Whether a type is one of a field, and can have what the flags announce: a String is a scalar and no quantity, an enumeration a whole number,
        /// and times don't come from signals.</summary>
        private static bool Fits(int type, int flags)
        {
            if (type < (int)BuiltInType.Boolean || type > (int)BuiltInType.String)
            {
                return false;
            }

            if (type == (int)BuiltInType.String)
            {
                return (flags & ~(ProfileFormat.HasNode | ProfileFormat.HasDescription)) == 0;
            }

            bool isFraction = type == (int)BuiltInType.Float || type == (int)BuiltInType.Double;
            return !isFraction || (flags & ProfileFormat.HasEnumeration) == 0;
        }

        private void ReadOptions(int flags)
        {
            int unit = (flags & ProfileFormat.HasUnit) != 0 ? _cursor.TakeIndex(_units.Length) : -1;
            int names = (flags & ProfileFormat.HasEnumeration) != 0 ? _cursor.TakeIndex(_enumerations.Length) : -1;
            _unit = unit < 0 || _cursor.Failed ? null : _units[unit];
            _names = names < 0 || _cursor.Failed ? null : _enumerations[names];
            ReadScaling((flags & ProfileFormat.HasScaling) != 0);
            ReadRange((flags & ProfileFormat.HasRange) != 0, out _rangeLow, out _rangeHigh);
            ReadRange((flags & ProfileFormat.HasLimits) != 0, out _lowLimit, out _highLimit);
            bool hasNode = (flags & ProfileFormat.HasNode) != 0;
            _nodeNamespace = hasNode ? _cursor.TakeIndex(_namespaces) : -1;
            _nodeIdentifier = hasNode ? _cursor.TakeVarint() : 0;
            _arrayLength = (flags & ProfileFormat.IsArray) != 0 ? _cursor.TakeAtLeastOne() : 0;
            _description = (flags & ProfileFormat.HasDescription) != 0 ? _cursor.TakeOptional() : null;
        }

        private void ReadScaling(bool isThere)
        {
            int at = _cursor.At;
            _gain = isThere ? _cursor.TakeNumber() : 1;
            _offset = isThere ? _cursor.TakeNumber() : 0;
            if (_gain == 0)
            {
                _cursor.Fail(ProfileError.OutOfRange, at);
            }
        }

        private void ReadRange(bool isThere, out double low, out double high)
        {
            int at = _cursor.At;
            low = isThere ? _cursor.TakeNumber() : 0;
            high = isThere ? _cursor.TakeNumber() : 0;
            if (isThere && low >= high)
            {
                _cursor.Fail(ProfileError.OutOfRange, at);
            }
        }

        private void ReadTimes(FieldBinding field)
        {
            int at = _cursor.At;
            field.Deadband = _cursor.TakeNumber();
            if (field.Deadband < 0)
            {
                _cursor.Fail(ProfileError.OutOfRange, at);
            }

            field.PublishingMs = _cursor.TakeRange(0, ProfileFormat.MaxIntervalMs);
            field.HeartbeatMs = _cursor.TakeRange(0, ProfileFormat.MaxIntervalMs);
        }
    }
}
