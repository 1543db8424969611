using System;

namespace Sidetap.PubSub
{
    /// <summary>
    /// The current values of a published data set, kept as the octets they are sent as, with a StatusCode each. Setting a value and copying it into a
    /// frame are cheap; nothing is allocated after construction.
    /// </summary>
    public sealed partial class DataSet
    {
        /// <summary>The most fields a data set may have.</summary>
        public const int MaxFields = 64;

        /// <summary>What the fields are, in the order of the data set.</summary>
        public readonly FieldMetaData[] Fields;

        /// <summary>A Variant's encoding octet, per field.</summary>
        internal readonly byte[] Encodings;

        /// <summary>All values as Variants: the encoding octet, then the room of the longest value. Without Strings this is the body of a key frame in which
        /// every field is Good.</summary>
        internal readonly byte[] Octets;

        /// <summary>Whether every value has always the same length.</summary>
        internal readonly bool IsFixedLength;

        /// <summary>Where a field's value begins, behind its encoding octet.</summary>
        internal readonly int[] Offsets;

        /// <summary>Octets of a field's value at the moment.</summary>
        internal readonly int[] Lengths;

        /// <summary>StatusCode, per field.</summary>
        internal readonly uint[] Statuses;

        /// <summary>Whether the field goes into the next delta frame.</summary>
        internal readonly bool[] Due;

        /// <summary>Octets of all values together at the moment.</summary>
        internal int TotalLength;

        /// <summary>How often a text was set, of any field: while it stays, nobody has to compare texts.</summary>
        internal uint TextsSet;

        /// <summary>How many fields have a status other than Good; while it is 0 encoding takes the short way.</summary>
        internal int NotGood;

        /// <summary>Octets of values and tables.</summary>
        internal int BufferOctets
        {
            get { return Octets.Length + (Fields.Length * ((3 * 4) + 2)); }
        }

        /// <summary>Makes a data set whose fields are all waiting for their first value.</summary>
        /// <param name="fields">1..<see cref="MaxFields"/> fields.</param>
        public DataSet(FieldMetaData[] fields)
        {
            int count = fields.Length;
            if (count < 1 || count > MaxFields)
            {
                throw new ArgumentException();
            }

            Fields = fields;
            Encodings = new byte[count];
            Offsets = new int[count];
            Lengths = new int[count];
            Statuses = new uint[count];
            Due = new bool[count];
            int total = 0;
            IsFixedLength = true;
            for (int i = 0; i < count; i++)
            {
                FieldMetaData field = fields[i];
                IsFixedLength &= field.Type != BuiltInType.String;
                bool isArray = field.ArrayLength > 0;
                Encodings[i] = (byte)((int)field.Type | (isArray ? BuiltInTypes.ArrayFlag : 0));
                Offsets[i] = total + 1;
                Lengths[i] = field.Type == BuiltInType.String ? 4 : field.MaxValueLength;
                Statuses[i] = StatusCode.BadWaitingForInitialData;
                TotalLength += Lengths[i];
                total += 1 + field.MaxValueLength;
            }

            NotGood = count;
            Octets = new byte[total];
            for (int i = 0; i < count; i++)
            {
                Octets[Offsets[i] - 1] = Encodings[i];
                if (fields[i].ArrayLength > 0)
                {
                    UaBinary.Put32(Octets, Offsets[i], (uint)fields[i].ArrayLength);
                }
            }
        }

        /// <summary>How many fields there are.</summary>
        public int Count
        {
            get { return Fields.Length; }
        }

        /// <summary>A field's StatusCode.</summary>
        /// <param name="index">The field.</param>
        /// <returns>Its status.</returns>
        public uint StatusOf(int index)
        {
            return Statuses[index];
        }

        /// <summary>Sets a field's StatusCode. A Bad field is sent as its status, an Uncertain one with it (OPC 10000-14, 7.2.4.5.4).</summary>
        /// <param name="index">The field.</param>
        /// <param name="status">The status.</param>
        public void SetStatus(int index, uint status)
        {
            uint old = Statuses[index];
            if (old == status)
            {
                return;
            }

            if (old == StatusCode.Good)
            {
                NotGood++;
            }
            else if (status == StatusCode.Good)
            {
                NotGood--;
            }

            Statuses[index] = status;
        }

        /// <summary>Whether the field goes into the next delta frame.</summary>
        /// <param name="index">The field.</param>
        /// <returns>True when it is due.</returns>
        public bool IsDue(int index)
        {
            return Due[index];
        }

        /// <summary>Puts the field into the next delta frame, or takes it out.</summary>
        /// <param name="index">The field.</param>
        /// <param name="due">Whether it is due.</param>
        public void SetDue(int index, bool due)
        {
            Due[index] = due;
        }

        /// <summary>Sets the value of a Float field.</summary>
        /// <param name="index">The field, a scalar; see <see cref="SetFloatElement"/> for arrays.</param>
        /// <param name="value">The value.</param>
        public void SetFloat(int index, float value)
        {
            // Written out: this runs for every field of every sample, and a call costs as much as a store.
            uint bits = UaBinary.BitsOf(value);
            byte[] octets = Octets;
            int at = Offsets[index];
            octets[at] = (byte)bits;
            octets[at + 1] = (byte)(bits >> 8);
            octets[at + 2] = (byte)(bits >> 16);
            octets[at + 3] = (byte)(bits >> 24);
        }

        /// <summary>Sets the value of a Double field.</summary>
        /// <param name="index">The field, a scalar.</param>
        /// <param name="value">The value.</param>
        public void SetDouble(int index, double value)
        {
            UaBinary.Put64(Octets, Offsets[index], UaBinary.BitsOf(value));
        }

        /// <summary>Sets the value of a field of an integer type, of a Boolean (0 or 1) or of a DateTime.</summary>
        /// <param name="index">The field, a scalar.</param>
        /// <param name="value">The value; as many low octets as the type has count.</param>
        public void SetInteger(int index, long value)
        {
            PutInteger(Offsets[index], Lengths[index], value);
        }

        /// <summary>Sets the value of a String field.</summary>
        /// <param name="index">The field.</param>
        /// <param name="utf8">Holds the text.</param>
        /// <param name="length">Octets of it; what exceeds the field's MaxStringLength is cut off.</param>
        public void SetText(int index, byte[] utf8, int length)
        {
            int most = Fields[index].MaxStringLength;
            if (length > most)
            {
                length = most;
                while (length > 0 && (utf8[length] & 0xC0) == 0x80)
                {
                    length--; // not in the middle of a character
                }
            }

            UaBinary.Put32(Octets, Offsets[index], (uint)length);
            Array.Copy(utf8, 0, Octets, Offsets[index] + 4, length);
            TextsSet++;
            TotalLength += 4 + length - Lengths[index];
            Lengths[index] = 4 + length;
        }

        /// <summary>Sets an element of a Float array.</summary>
        /// <param name="index">The field.</param>
        /// <param name="element">0..ArrayLength - 1.</param>
        /// <param name="value">The value.</param>
        public void SetFloatElement(int index, int element, float value)
        {
            UaBinary.Put32(Octets, Offsets[index] + 4 + (element * 4), UaBinary.BitsOf(value));
        }

        /// <summary>Sets an element of a Double array.</summary>
        /// <param name="index">The field.</param>
        /// <param name="element">0..ArrayLength - 1.</param>
        /// <param name="value">The value.</param>
        public void SetDoubleElement(int index, int element, double value)
        {
            UaBinary.Put64(Octets, Offsets[index] + 4 + (element * 8), UaBinary.BitsOf(value));
        }

        /// <summary>Sets an element of an array of integers, Booleans (0 or 1) or DateTimes.</summary>
        /// <param name="index">The field.</param>
        /// <param name="element">0..ArrayLength - 1.</param>
        /// <param name="value">The value; as many low octets as the type has count.</param>
        public void SetIntegerElement(int index, int element, long value)
        {
            int size = BuiltInTypes.SizeOf(Fields[index].Type);
            PutInteger(Offsets[index] + 4 + (element * size), size, value);
        }

        /// <summary>A scalar field's value as a number.</summary>
        /// <param name="index">The field.</param>
        /// <returns>The value last set, whatever the status; not a number (NaN) for a String and for an array.</returns>
        public double NumberOf(int index)
        {
            FieldMetaData field = Fields[index];
            return field.ArrayLength > 0 ? double.NaN : NumberAt(field.Type, Offsets[index]);
        }

        /// <summary>
        /// The status of a message that carries all fields (OPC 10000-14, 6.2.4.2): Good, Uncertain when a field is, Uncertain_SubNormal when some
        /// fields are Bad, and the first field's Bad code when all are.
        /// </summary>
        /// <returns>The StatusCode.</returns>
        public uint WorstStatus()
        {
            if (NotGood == 0)
            {
                return StatusCode.Good;
            }

            int bad = 0;
            uint status = StatusCode.Good;
            for (int i = 0; i < Statuses.Length; i++)
            {
                uint one = Statuses[i];
                if (StatusCode.IsBad(one))
                {
                    bad++;
                }
                else if (!StatusCode.IsGood(one))
                {
                    status = StatusCode.Uncertain;
                }
            }

            if (bad == Statuses.Length)
            {
                return Statuses[0];
            }

            return bad > 0 ? StatusCode.UncertainSubNormal : status;
        }

        private void PutInteger(int at, int size, long value)
        {
            if (size == 4)
            {
                UaBinary.Put32(Octets, at, (uint)value);
            }
            else if (size == 1)
            {
                Octets[at] = (byte)value;
            }
            else if (size == 2)
            {
                UaBinary.Put16(Octets, at, (int)value);
            }
            else
            {
                UaBinary.Put64(Octets, at, (ulong)value);
            }
        }
    }
}
