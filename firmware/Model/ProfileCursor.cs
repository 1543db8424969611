using System.Text;
using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>
    /// Goes through the octets of a compiled profile. The first thing that is wrong is noted with its place; whatever is taken after that is 0 or empty, so the
    /// caller may look for it at the end of an item. Nothing is allocated for what is only claimed: a count has to fit into the octets that are left.
    /// </summary>
    internal sealed class ProfileCursor
    {
        // Exact as doubles.
        private static readonly double[] Powers = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8 };

        private readonly byte[] _octets;
        private readonly int _start;
        private readonly int _end;
        private int _at;

        /// <summary>What is wrong; None: nothing so far.</summary>
        public ProfileError Error;

        /// <summary>Where, in octets from the profile's beginning.</summary>
        public int ErrorOffset;

        /// <summary>Begins at an octet.</summary>
        public ProfileCursor(byte[] octets, int start, int at, int end)
        {
            _octets = octets;
            _start = start;
            _at = at;
            _end = end;
        }

        /// <summary>Whether something is wrong.</summary>
        public bool Failed
        {
            get { return Error != ProfileError.None; }
        }

        /// <summary>Index of the next octet.</summary>
        public int At
        {
            get { return _at; }
        }

        /// <summary>Whether all octets were taken.</summary>
        public bool IsAtEnd
        {
            get { return _at == _end; }
        }

        /// <summary>Notes what is wrong with what begins at an index, unless something before it was.</summary>
        public void Fail(ProfileError error, int at)
        {
            if (Error == ProfileError.None)
            {
                Error = error;
                ErrorOffset = at - _start;
            }
        }

        /// <summary>An octet.</summary>
        public int Take8()
        {
            return Has(1) ? _octets[_at++] : 0;
        }

        /// <summary>Two octets.</summary>
        public int Take16()
        {
            if (!Has(2))
            {
                return 0;
            }

            _at += 2;
            return UaBinary.Get16(_octets, _at - 2);
        }

        /// <summary>Four octets.</summary>
        public uint Take32()
        {
            if (!Has(4))
            {
                return 0;
            }

            _at += 4;
            return UaBinary.Get32(_octets, _at - 4);
        }

        /// <summary>An octet that counts what follows, each of it at least so many octets long.</summary>
        public int TakeCount(int least, int most, int octetsEach)
        {
            int at = _at;
            int count = Take8();
            if (count < least || count > most)
            {
                Fail(ProfileError.TooMany, at);
            }
            else if (count * octetsEach > _end - _at)
            {
                Fail(ProfileError.TooShort, at);
            }

            return Failed ? 0 : count;
        }

        /// <summary>A varint of 32 bits.</summary>
        public uint TakeVarint()
        {
            int from = _at;
            uint value = 0;
            for (int shift = 0; shift < 35; shift += 7)
            {
                int octet = Take8();
                if (shift == 28 && octet > 15)
                {
                    break;
                }

                value |= (uint)(octet & 0x7F) << shift;
                if (octet < 0x80)
                {
                    return Failed ? 0 : value;
                }
            }

            Fail(ProfileError.BadNumber, from);
            return 0;
        }

        /// <summary>A varint within a range.</summary>
        public int TakeRange(int low, int high)
        {
            int at = _at;
            uint value = TakeVarint();
            if (value < (uint)low || value > (uint)high)
            {
                Fail(ProfileError.OutOfRange, at);
            }

            return Failed ? 0 : (int)value;
        }

        /// <summary>A text of so many octets.</summary>
        public string TakeText(int least, int most)
        {
            int at = _at;
            uint claimed = TakeVarint();
            if (claimed < (uint)least || claimed > (uint)most)
            {
                Fail(ProfileError.BadText, at);
            }

            int length = Failed ? 0 : (int)claimed;
            if (!Has(length))
            {
                return string.Empty;
            }

            if (!Utf8.IsText(_octets, _at, length))
            {
                Fail(ProfileError.BadText, at);
                return string.Empty;
            }

            _at += length;
            return length == 0 ? string.Empty : Encoding.UTF8.GetString(_octets, _at - length, length);
        }

        /// <summary>A text that may be left out: null when it is empty.</summary>
        public string TakeOptional()
        {
            string text = TakeText(0, ProfileFormat.MaxTextOctets);
            return text.Length == 0 ? null : text;
        }

        /// <summary>An octet that says which of so many.</summary>
        public int TakeIndex(int count)
        {
            int at = _at;
            int index = Take8();
            if (index >= count)
            {
                Fail(ProfileError.BadReference, at);
            }

            return index;
        }

        /// <summary>An octet that is not 0.</summary>
        public int TakeAtLeastOne()
        {
            int at = _at;
            int length = Take8();
            if (length == 0)
            {
                Fail(ProfileError.OutOfRange, at);
            }

            return length;
        }

        /// <summary>A number: finite.</summary>
        public double TakeNumber()
        {
            int at = _at;
            int head = Take8();
            double number = 0;
            if (head >= ProfileFormat.SmallBase)
            {
                number = head - ProfileFormat.SmallBase;
            }
            else if (head <= ProfileFormat.MaxDecimalHead)
            {
                number = TakeDecimal(head - ProfileFormat.ExponentBias);
            }
            else if (head == ProfileFormat.SingleHead)
            {
                number = UaBinary.FloatOf(Take32());
            }
            else if (head == ProfileFormat.DoubleHead)
            {
                ulong low = Take32();
                number = UaBinary.DoubleOf(low | ((ulong)Take32() << 32));
            }
            else
            {
                Fail(ProfileError.BadNumber, at);
            }

            if (double.IsNaN(number) || double.IsInfinity(number))
            {
                Fail(ProfileError.BadNumber, at);
            }

            return Failed ? 0 : number;
        }

        private double TakeDecimal(int exponent)
        {
            uint zigzag = TakeVarint();
            double mantissa = (int)(zigzag >> 1) ^ -(int)(zigzag & 1);
            return exponent < 0 ? mantissa / Powers[-exponent] : mantissa * Powers[exponent];
        }

        private bool Has(int octets)
        {
            if (octets > _end - _at)
            {
                Fail(ProfileError.TooShort, _at);
            }

            return !Failed;
        }
    }
}
