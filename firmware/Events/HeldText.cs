using System;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>The text of a field that was told of last, and the one there is now: a tool's name, from text to text.</summary>
    internal sealed class HeldText
    {
        private readonly DataSet _dataSet;
        private readonly int _field;
        private readonly byte[] _told;
        private readonly byte[] _seen;
        private int _toldLength;
        private int _seenLength;
        private uint _textsSet;
        private int _changes;

        /// <summary>Makes room for both texts of a String field.</summary>
        public HeldText(DataSet dataSet, int field)
        {
            _dataSet = dataSet;
            _field = field;
            _told = new byte[dataSet.Fields[field].MaxStringLength];
            _seen = new byte[_told.Length];
        }

        /// <summary>Octets of the texts.</summary>
        public int BufferOctets
        {
            get { return _told.Length + _seen.Length; }
        }

        /// <summary>Whether the text of now is the one that was told of.</summary>
        public bool IsTold
        {
            get { return IsSame(_told, _toldLength, _seen, 0, _seenLength); }
        }

        /// <summary>Looks at the field.</summary>
        /// <returns>How often its text has become another one.</returns>
        public int Look()
        {
            // Texts are compared only after one of the data set was set, which is seldom.
            DataSet dataSet = _dataSet;
            if (dataSet.TextsSet == _textsSet)
            {
                return _changes;
            }

            _textsSet = dataSet.TextsSet;
            int at = dataSet.Offsets[_field] + 4;
            int length = dataSet.Lengths[_field] - 4;
            if (!IsSame(_seen, _seenLength, dataSet.Octets, at, length))
            {
                Array.Copy(dataSet.Octets, at, _seen, 0, length);
                _seenLength = length;
                _changes++;
            }

            return _changes;
        }

        /// <summary>The text of now was told of.</summary>
        public void Tell()
        {
            Array.Copy(_seen, 0, _told, 0, _seenLength);
            _toldLength = _seenLength;
        }

        /// <summary>Writes the text that was told of, as a Variant.</summary>
        public void PutTold(OctetWindow o)
        {
            Put(o, _told, _toldLength);
        }

        /// <summary>Writes the text of now, as a Variant.</summary>
        public void PutSeen(OctetWindow o)
        {
            Put(o, _seen, _seenLength);
        }

        private static void Put(OctetWindow o, byte[] utf8, int length)
        {
            o.Put8((int)BuiltInType.String);
            o.Put32((uint)length);
            for (int i = 0; i < length; i++)
            {
                o.Put8(utf8[i]);
            }
        }

        private static bool IsSame(byte[] one, int length, byte[] other, int at, int otherLength)
        {
            if (length != otherLength)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (one[i] != other[at + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
