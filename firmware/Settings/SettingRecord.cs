using System;
using Sidetap.PubSub;

namespace Sidetap.Settings
{
    /// <summary>
    /// Settings as octets. Only those that are not at their default are written, so a default that changes with the firmware changes for whoever never touched
    /// it.
    /// </summary>
    /// <remarks>
    /// <para>Record: format (1 octet), then entries in the order of their ids: id (2), length (2), value; least significant octet first. Numbers, switches and
    /// choices have 1..4 octets in two's complement, as few as will do; the others are as <see cref="SettingValues.Octets"/> has them.</para>
    /// <para>What can't be read as a whole is refused as a whole, before the first value is taken. An entry this firmware does not know is skipped, one it does
    /// not allow any more leaves the default, and both are counted: a box must not lose its network because a range has become narrower.</para>
    /// </remarks>
    public sealed class SettingRecord
    {
        /// <summary>The format that is written.</summary>
        public const int Format = 1;

        /// <summary>Octets before the first entry.</summary>
        public const int HeaderLength = 1;

        private const int EntryOverhead = 4;
        private const int NumberOctets = 4;

        /// <summary>Entries of the record read last that this firmware does not know.</summary>
        public int Skipped { get; private set; }

        /// <summary>Entries of the record read last whose value is not allowed.</summary>
        public int Refused { get; private set; }

        /// <summary>Id of the first of these; 0: there is none.</summary>
        public int RefusedId { get; private set; }

        /// <summary>Why it is not allowed.</summary>
        public SettingError RefusedError { get; private set; }

        /// <summary>Octets of the longest record that a table can make.</summary>
        /// <param name="table">The table.</param>
        /// <returns>Octets.</returns>
        public static int MaxLength(SettingTable table)
        {
            int length = HeaderLength;
            for (int i = 0; i < table.Count; i++)
            {
                length += EntryOverhead + (table.HasOctets(i) ? table.SlotOctetsOf(i) : NumberOctets);
            }

            return length;
        }

        /// <summary>Writes a record.</summary>
        /// <param name="values">The values.</param>
        /// <param name="defaults">Those of a box that was never told anything.</param>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="capacity">Octets there is room for.</param>
        /// <returns>Octets written; -1: there is no room.</returns>
        public static int Write(SettingValues values, SettingValues defaults, byte[] buffer, int offset, int capacity)
        {
            if (capacity < MaxLength(values.Table))
            {
                return -1;
            }

            int at = offset;
            buffer[at++] = Format;
            for (int i = 0; i < values.Table.Count; i++)
            {
                if (!values.IsSame(i, defaults))
                {
                    UaBinary.Put16(buffer, at, values.Table.IdOf(i));
                    int length = values.Table.HasOctets(i) ? PutOctets(values, i, buffer, at + EntryOverhead) : PutNumber(buffer, at + EntryOverhead, values.NumberOf(i));
                    UaBinary.Put16(buffer, at + 2, length);
                    at += EntryOverhead + length;
                }
            }

            return at - offset;
        }

        /// <summary>Reads a record, whatever is in it.</summary>
        /// <param name="values">Take its values on top of those they have.</param>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>Why it was refused as a whole, which leaves the values alone; None: it was not.</returns>
        public SettingError Read(SettingValues values, byte[] buffer, int offset, int length)
        {
            Skipped = 0;
            Refused = 0;
            RefusedId = 0;
            RefusedError = SettingError.None;
            SettingError error = Check(buffer, offset, offset + length);
            if (error == SettingError.None)
            {
                // What a setting's former self says counts for less than what it says itself.
                ReadEntries(values, buffer, offset + HeaderLength, offset + length, true);
                ReadEntries(values, buffer, offset + HeaderLength, offset + length, false);
            }

            return error;
        }

        /// <summary>Whether a record can be read as a whole.</summary>
        internal static bool IsReadable(byte[] buffer, int offset, int length)
        {
            return Check(buffer, offset, offset + length) == SettingError.None;
        }

        private static SettingError Check(byte[] buffer, int offset, int end)
        {
            if (end - offset < HeaderLength)
            {
                return SettingError.Truncated;
            }

            if (buffer[offset] != Format)
            {
                return SettingError.UnsupportedVersion;
            }

            int last = 0;
            int at = offset + HeaderLength;
            while (at < end)
            {
                if (end - at < EntryOverhead || end - at - EntryOverhead < UaBinary.Get16(buffer, at + 2))
                {
                    return SettingError.Truncated;
                }

                int id = UaBinary.Get16(buffer, at);
                if (id <= last)
                {
                    return SettingError.BadOrder;
                }

                last = id;
                at += EntryOverhead + UaBinary.Get16(buffer, at + 2);
            }

            return SettingError.None;
        }

        /// <summary>Takes the entries of settings that were replaced by others, or those of the settings there are.</summary>
        private void ReadEntries(SettingValues values, byte[] buffer, int begin, int end, bool isFormer)
        {
            int at = begin;
            while (at < end)
            {
                int id = UaBinary.Get16(buffer, at);
                int length = UaBinary.Get16(buffer, at + 2);
                int index = values.Table.IndexOf(id);
                if (index < 0 && isFormer)
                {
                    ReadFormer(values, id, buffer, at + EntryOverhead, length);
                }
                else if (index >= 0 && !isFormer)
                {
                    Note(id, ReadValue(values, index, buffer, at + EntryOverhead, length, 1, 1));
                }

                at += EntryOverhead + length;
            }
        }

        private void ReadFormer(SettingValues values, int id, byte[] buffer, int at, int length)
        {
            int multiplier;
            int divisor;
            int index = values.Table.FindReplacement(id, out multiplier, out divisor);
            if (index < 0)
            {
                Skipped++;
                return;
            }

            Note(id, ReadValue(values, index, buffer, at, length, multiplier, divisor));
        }

        private void Note(int id, SettingError error)
        {
            if (error == SettingError.None)
            {
                return;
            }

            if (Refused == 0)
            {
                RefusedId = id;
                RefusedError = error;
            }

            Refused++;
        }

        private static SettingError ReadValue(SettingValues values, int index, byte[] buffer, int at, int length, int multiplier, int divisor)
        {
            if (values.Table.HasOctets(index))
            {
                return values.SetOctets(index, buffer, at, length);
            }

            if (length < 1 || length > NumberOctets)
            {
                return SettingError.WrongType;
            }

            int number = (sbyte)buffer[at + length - 1];
            for (int i = length - 2; i >= 0; i--)
            {
                number = (number << 8) | buffer[at + i];
            }

            long scaled = (long)number * multiplier / divisor;
            return scaled < int.MinValue || scaled > int.MaxValue ? SettingError.OutOfRange : values.SetNumber(index, (int)scaled);
        }

        private static int PutOctets(SettingValues values, int index, byte[] buffer, int at)
        {
            int length = values.LengthOf(index);
            Array.Copy(values.Octets, values.OffsetOf(index), buffer, at, length);
            return length;
        }

        /// <summary>A number in as few octets as keep its sign.</summary>
        private static int PutNumber(byte[] buffer, int at, int number)
        {
            int rest = number;
            int length = 0;
            bool isWhole = false;
            while (!isWhole)
            {
                buffer[at + length] = (byte)rest;
                bool isNegative = (rest & 0x80) != 0;
                rest >>= 8;
                length++;
                isWhole = rest == (isNegative ? -1 : 0);
            }

            return length;
        }
    }
}
