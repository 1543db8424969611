using System;

namespace Sidetap.Settings
{
    /// <summary>
    /// The table of all settings: what there is, of which type, in which range, and what a box does that was never told. Everything else goes by it: what is
    /// kept in flash, the command line, the documents. The rows are in SettingTable.Rows.cs.
    /// </summary>
    /// <remarks>Made once at start, in columns: an object for each row would take twice the heap. A lookup allocates nothing. Rows are in the order of their ids,
    /// and an id is never used for another setting.</remarks>
    public sealed partial class SettingTable
    {
        /// <summary>Octets of the longest value.</summary>
        public const int MaxValueOctets = 64;

        private const int Secret = 1;
        private const int Live = 2;
        private const int Risky = 4;
        private const int MaxReplacements = 16;

        private readonly short[] _ids;
        private readonly byte[] _types;
        private readonly byte[] _forms;
        private readonly byte[] _flags;
        private readonly int[] _minimums;
        private readonly int[] _maximums;
        private readonly int[] _defaults;
        private readonly short[] _slots;
        private readonly string[] _names;
        private readonly string[] _texts;
        private readonly string[] _units;
        private readonly string[] _help;
        private readonly int[] _replacements = new int[MaxReplacements * 4];
        private int _replacementCount;

        /// <summary>Makes an empty table. The box's own is <see cref="Create"/>.</summary>
        /// <param name="capacity">The most rows.</param>
        public SettingTable(int capacity)
        {
            _ids = new short[capacity];
            _types = new byte[capacity];
            _forms = new byte[capacity];
            _flags = new byte[capacity];
            _minimums = new int[capacity];
            _maximums = new int[capacity];
            _defaults = new int[capacity];
            _slots = new short[capacity];
            _names = new string[capacity];
            _texts = new string[capacity];
            _units = new string[capacity];
            _help = new string[capacity];
        }

        /// <summary>How many settings there are. They are known by their index from 0, which is not kept anywhere, and their id, which is.</summary>
        public int Count { get; private set; }

        /// <summary>Octets of all texts, octets and addresses at their longest.</summary>
        public int SlotOctets { get; private set; }

        /// <summary>The setting with an id.</summary>
        /// <param name="id">The id.</param>
        /// <returns>Its index; -1: there is none.</returns>
        public int IndexOf(int id)
        {
            int low = 0;
            int high = Count - 1;
            while (low <= high)
            {
                int middle = (low + high) >> 1;
                if (_ids[middle] == id)
                {
                    return middle;
                }

                if (_ids[middle] < id)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }

            return -1;
        }

        /// <summary>The setting with a name.</summary>
        /// <param name="octets">Holds the name, in ASCII.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Its index; -1: there is none.</returns>
        public int Find(byte[] octets, int offset, int length)
        {
            for (int i = 0; i < Count; i++)
            {
                if (IsSame(_names[i], 0, _names[i].Length, octets, offset, length))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Its id: what it is known by in flash.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>1..32,767.</returns>
        public int IdOf(int index)
        {
            return _ids[index];
        }

        /// <summary>Its name: group and name divided by a dot.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>For example "mqttSn.gateway".</returns>
        public string NameOf(int index)
        {
            return _names[index];
        }

        /// <summary>What its value is.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>Its type.</returns>
        public SettingType TypeOf(int index)
        {
            return (SettingType)_types[index];
        }

        /// <summary>What a text has to look like.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>Its form; Any for what is no text.</returns>
        public SettingForm FormOf(int index)
        {
            return (SettingForm)_forms[index];
        }

        /// <summary>The least number; the least octets of a text or of octets; the fewest addresses.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The minimum.</returns>
        public int MinimumOf(int index)
        {
            return _minimums[index];
        }

        /// <summary>The greatest number or number of a choice; the most octets of a text or of octets; the most addresses.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The maximum.</returns>
        public int MaximumOf(int index)
        {
            return _maximums[index];
        }

        /// <summary>The default of a number, switch or choice; 0 for the others.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The default.</returns>
        public int DefaultOf(int index)
        {
            return _defaults[index];
        }

        /// <summary>The default of a text or IPv4 address, as people write it; empty for the others. What takes octets or addresses has none.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The default.</returns>
        public string DefaultTextOf(int index)
        {
            return TypeOf(index) == SettingType.Choice ? string.Empty : _texts[index];
        }

        /// <summary>The names of a choice, divided by '|'; empty for the others.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>For example "dynamic|fixed".</returns>
        public string ChoicesOf(int index)
        {
            return TypeOf(index) == SettingType.Choice ? _texts[index] : string.Empty;
        }

        /// <summary>The unit of a number.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>"ms", "s", "octets" or empty.</returns>
        public string UnitOf(int index)
        {
            return _units[index];
        }

        /// <summary>What it is for, in a sentence.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>The sentence.</returns>
        public string HelpOf(int index)
        {
            return _help[index];
        }

        /// <summary>Whether its value is never shown.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>True for a password.</returns>
        public bool IsSecret(int index)
        {
            return (_flags[index] & Secret) != 0;
        }

        /// <summary>Whether a change takes effect with the next start only.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>False when <see cref="BoxSettings.Update"/> is enough.</returns>
        public bool NeedsRestart(int index)
        {
            return (_flags[index] & Live) == 0;
        }

        /// <summary>Whether a wrong value may cut the box off its network or gateway, so that a change goes on trial (<see cref="SettingTrial"/>).</summary>
        /// <param name="index">The setting.</param>
        /// <returns>True for what the way to the gateway or broker goes by.</returns>
        public bool IsRisky(int index)
        {
            return (_flags[index] & Risky) != 0;
        }

        /// <summary>Whether its value is octets, not a number.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>True for texts, octets and addresses.</returns>
        public bool HasOctets(int index)
        {
            SettingType type = TypeOf(index);
            return type != SettingType.Number && type != SettingType.Switch && type != SettingType.Choice;
        }

        /// <summary>Where its octets are among those of all settings.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>Index of the first.</returns>
        public int SlotOf(int index)
        {
            return _slots[index];
        }

        /// <summary>The most octets its value can have.</summary>
        /// <param name="index">The setting.</param>
        /// <returns>Octets; 0 for numbers, switches and choices.</returns>
        public int SlotOctetsOf(int index)
        {
            SettingType type = TypeOf(index);
            return type == SettingType.IpAddress ? IpOctets : type == SettingType.Address ? _maximums[index] * AddressOctets : HasOctets(index) ? _maximums[index] : 0;
        }

        /// <summary>Which of its names a choice is called by.</summary>
        /// <param name="index">The setting, a choice.</param>
        /// <param name="octets">Holds the name, in ASCII.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>The number of the name; -1: it is none of them.</returns>
        public int FindChoice(int index, byte[] octets, int offset, int length)
        {
            string names = ChoicesOf(index);
            int begin = 0;
            for (int i = 0; i <= _maximums[index]; i++)
            {
                int end = EndOfChoice(names, begin);
                if (IsSame(names, begin, end - begin, octets, offset, length))
                {
                    return i;
                }

                begin = end + 1;
            }

            return -1;
        }

        /// <summary>One name of a choice.</summary>
        /// <param name="index">The setting, a choice.</param>
        /// <param name="number">0..<see cref="MaximumOf"/>.</param>
        /// <returns>The name.</returns>
        public string ChoiceOf(int index, int number)
        {
            string names = ChoicesOf(index);
            int begin = 0;
            for (int i = 0; i < number; i++)
            {
                begin = EndOfChoice(names, begin) + 1;
            }

            return names.Substring(begin, EndOfChoice(names, begin) - begin);
        }

        /// <summary>The setting that took the place of one that is gone, for records of older firmware.</summary>
        /// <param name="formerId">The id of the one that is gone.</param>
        /// <param name="multiplier">What its number is multiplied by.</param>
        /// <param name="divisor">And then divided by.</param>
        /// <returns>The index of the setting there is now; -1: there is none.</returns>
        public int FindReplacement(int formerId, out int multiplier, out int divisor)
        {
            for (int i = 0; i < _replacementCount * 4; i += 4)
            {
                if (_replacements[i] == formerId)
                {
                    multiplier = _replacements[i + 2];
                    divisor = _replacements[i + 3];
                    return IndexOf(_replacements[i + 1]);
                }
            }

            multiplier = 1;
            divisor = 1;
            return -1;
        }

        /// <summary>Says that a setting took the place of another one: its name, range or unit has changed, so it has a new id. Records of older firmware are read
        /// as if they had been written today.</summary>
        /// <param name="formerId">The id of the one that is gone.</param>
        /// <param name="id">The id of the one there is now, of the same type.</param>
        /// <param name="multiplier">What a number is multiplied by: 1000 where seconds have become milliseconds.</param>
        /// <param name="divisor">And then divided by; 1 or more.</param>
        /// <exception cref="ArgumentException">The former id is still in use, the other one is not, or there are too many of these.</exception>
        public void Replace(int formerId, int id, int multiplier, int divisor)
        {
            if (IndexOf(formerId) >= 0 || IndexOf(id) < 0 || divisor < 1 || _replacementCount == MaxReplacements)
            {
                throw new ArgumentException("Setting " + formerId.ToString() + " can't be replaced by " + id.ToString() + ".");
            }

            int at = _replacementCount++ * 4;
            _replacements[at] = formerId;
            _replacements[at + 1] = id;
            _replacements[at + 2] = multiplier;
            _replacements[at + 3] = divisor;
        }

        private static int EndOfChoice(string names, int begin)
        {
            int end = begin;
            while (end < names.Length && names[end] != '|')
            {
                end++;
            }

            return end;
        }

        private static bool IsSame(string text, int begin, int count, byte[] octets, int offset, int length)
        {
            if (count != length)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (text[begin + i] != octets[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
