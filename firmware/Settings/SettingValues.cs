using System;
using System.Text;

namespace Sidetap.Settings
{
    /// <summary>A value for every setting of a table; at first, its default. A value that is refused leaves the one there was.</summary>
    /// <remarks>Everything has its place from the start: numbers in one array, the octets of all texts in another. Setting a value allocates nothing.</remarks>
    public sealed class SettingValues
    {
        private readonly int[] _numbers;
        private readonly byte[] _octets;

        /// <summary>Room to bring a value into the form in which it is kept.</summary>
        internal readonly byte[] Scratch = new byte[SettingTable.MaxValueOctets];

        /// <summary>Makes the defaults.</summary>
        /// <param name="table">What settings there are.</param>
        public SettingValues(SettingTable table)
        {
            Table = table;
            _numbers = new int[table.Count];
            _octets = new byte[table.SlotOctets];
            Reset();
        }

        /// <summary>What settings there are.</summary>
        public SettingTable Table { get; }

        /// <summary>Holds the octets of all texts, octets and addresses: those of a setting from <see cref="OffsetOf"/> on.</summary>
        public byte[] Octets
        {
            get { return _octets; }
        }

        /// <summary>Makes all values the defaults. Allocates where a default is a text.</summary>
        public void Reset()
        {
            for (int i = 0; i < Table.Count; i++)
            {
                ResetOne(i);
            }
        }

        /// <summary>Makes one value its default. Allocates where that is a text.</summary>
        /// <param name="index">The setting.</param>
        public void ResetOne(int index)
        {
            string text = Table.DefaultTextOf(index);
            _numbers[index] = Table.DefaultOf(index);
            if (text.Length > 0)
            {
                byte[] octets = Encoding.UTF8.GetBytes(text);
                SettingText.Parse(this, index, octets, 0, octets.Length);
            }
        }

        /// <summary>Takes all values from others of the same table.</summary>
        /// <param name="other">Where from.</param>
        public void CopyFrom(SettingValues other)
        {
            Array.Copy(other._numbers, 0, _numbers, 0, _numbers.Length);
            Array.Copy(other._octets, 0, _octets, 0, _octets.Length);
        }

        /// <summary>Whether one value is the same as in others of the same table.</summary>
        /// <param name="index">The setting.</param>
        /// <param name="other">The others.</param>
        /// <returns>True when it is.</returns>
        public bool IsSame(int index, SettingValues other)
        {
            if (_numbers[index] != other._numbers[index])
            {
                return false;
            }

            int begin = OffsetOf(index);
            int end = begin + LengthOf(index);
            for (int i = begin; i < end; i++)
            {
                if (_octets[i] != other._octets[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>A number; of a switch 0 or 1, of a choice its number.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The number; 0 for what is none.</returns>
        public int NumberOf(int index)
        {
            return Table.HasOctets(index) ? 0 : _numbers[index];
        }

        /// <summary>Octets of a text, of octets or of addresses.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>How many; 0 for what has none.</returns>
        public int LengthOf(int index)
        {
            return Table.HasOctets(index) ? _numbers[index] : 0;
        }

        /// <summary>Where the octets are in <see cref="Octets"/>.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>Index of the first.</returns>
        public int OffsetOf(int index)
        {
            return Table.SlotOf(index);
        }

        /// <summary>Sets a number, a switch (0 or 1) or a choice (its number).</summary>
        /// <param name="index">The setting.</param>
        /// <param name="number">The value.</param>
        /// <returns>Why it was refused; None: it was taken.</returns>
        public SettingError SetNumber(int index, int number)
        {
            SettingError error = SettingCheck.Number(Table, index, number);
            if (error == SettingError.None)
            {
                _numbers[index] = number;
            }

            return error;
        }

        /// <summary>Sets a text (UTF-8), octets or addresses, as they are kept.</summary>
        /// <param name="index">The setting.</param>
        /// <param name="octets">Holds the value.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Why it was refused; None: it was taken.</returns>
        public SettingError SetOctets(int index, byte[] octets, int offset, int length)
        {
            SettingError error = SettingCheck.Octets(Table, index, octets, offset, length);
            if (error == SettingError.None)
            {
                Array.Copy(octets, offset, _octets, OffsetOf(index), length);
                _numbers[index] = length;
            }

            return error;
        }

        /// <summary>A text. Allocates.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The text; empty for what is none.</returns>
        public string TextOf(int index)
        {
            int length = LengthOf(index);
            return length == 0 ? string.Empty : Encoding.UTF8.GetString(_octets, OffsetOf(index), length);
        }

        /// <summary>A copy of a setting's octets. Allocates.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The octets; none for what has none.</returns>
        public byte[] CopyOf(int index)
        {
            byte[] octets = new byte[LengthOf(index)];
            Array.Copy(_octets, OffsetOf(index), octets, 0, octets.Length);
            return octets;
        }
    }
}
