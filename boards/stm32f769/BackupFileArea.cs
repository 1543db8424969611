using System;
using nanoFramework.Hardware.Stm32;
using Sidetap.Hal;

namespace Sidetap.Boards.Stm32f769
{
    /// <summary>A few small records in the backup registers of an STM32: 128 octets. Each has its name and its room when the area is made; nothing else can be
    /// stored.</summary>
    /// <remarks>
    /// The registers survive a restart. A power cut they survive only with a battery at VBAT, which this board has not. So there is no use, and no room, for the two copies that a
    /// record has elsewhere: "boot.a" and "boot.b" are one place here, and a record that a reset cut in two is lost. A record is a header of two octets, its
    /// length and the complement, then the content; registers that nobody has written don't look like one. All transfers are whole registers of four octets.
    /// </remarks>
    internal sealed class BackupFileArea : IFileArea
    {
        private const int HeaderOctets = 2;
        private const int RegisterOctets = 4;
        private const int LongestFile = 250;
        private const int SuffixLength = 2; // ".a" and ".b"

        private readonly string[] _names;
        private readonly byte[][] _slots; // each as it is in the registers
        private readonly uint[] _positions;
        private readonly bool _isPresent;

        /// <summary>The area of a box: all 128 octets. The count of starts takes 16; the record of restarts has the other 112, 96 of which it fills today.</summary>
        /// <returns>An area for "boot" and "restart".</returns>
        public static BackupFileArea OfBox()
        {
            return new BackupFileArea(new string[] { "boot", "restart" }, new int[] { 16, 112 });
        }

        /// <summary>Reads what is there.</summary>
        /// <param name="names">The records' names, without ".a" and ".b".</param>
        /// <param name="rooms">Octets of each, header included, a multiple of four.</param>
        public BackupFileArea(string[] names, int[] rooms)
        {
            _names = names;
            _slots = new byte[names.Length][];
            _positions = new uint[names.Length];
            int position = 0;
            for (int i = 0; i < names.Length; i++)
            {
                _slots[i] = new byte[rooms[i] / RegisterOctets * RegisterOctets];
                _positions[i] = (uint)position;
                position += _slots[i].Length;
            }

            _isPresent = TryReadAll(position);
        }

        /// <inheritdoc/>
        public int FreeOctets
        {
            get
            {
                int free = 0;
                for (int i = 0; _isPresent && i < _names.Length; i++)
                {
                    int length = LengthOf(i);
                    free += _slots[i].Length - HeaderOctets - (length < 0 ? 0 : length);
                }

                return free;
            }
        }

        /// <inheritdoc/>
        public int Read(string name, int position, byte[] buffer, int offset, int capacity)
        {
            int file = IndexOf(name);
            int length = file < 0 ? -1 : LengthOf(file);
            if (length < 0 || position < 0)
            {
                return -1;
            }

            int count = position >= length ? 0 : length - position;
            count = count < capacity ? count : capacity;
            Array.Copy(_slots[file], HeaderOctets + (count == 0 ? 0 : position), buffer, offset, count);
            return count;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int offset, int length)
        {
            return Store(IndexOf(name), 0, buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Append(string name, byte[] buffer, int offset, int length)
        {
            int file = IndexOf(name);
            int there = file < 0 ? -1 : LengthOf(file);
            return Store(file, there < 0 ? 0 : there, buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Delete(string name)
        {
            int file = IndexOf(name);
            if (file < 0)
            {
                return Nano.FileName.IsAllowed(name); // it was never there
            }

            _slots[file][0] = 0;
            _slots[file][1] = 0;
            return Save(file);
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            int file = IndexOf(name);
            return file < 0 ? -1 : LengthOf(file);
        }

        private bool TryReadAll(int octets)
        {
            try
            {
                if (octets > BackupMemory.Size)
                {
                    return false;
                }

                for (int i = 0; i < _slots.Length; i++)
                {
                    BackupMemory.ReadBytes(_positions[i], _slots[i]);
                }

                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private int IndexOf(string name)
        {
            for (int i = 0; _isPresent && i < _names.Length; i++)
            {
                if (_names[i] == name || IsCopy(name, _names[i]))
                {
                    return i;
                }
            }

            return -1;
        }

        private static bool IsCopy(string name, string record)
        {
            return name != null
                && name.Length == record.Length + SuffixLength
                && (name == record + ".a" || name == record + ".b");
        }

        private int LengthOf(int file)
        {
            byte[] slot = _slots[file];
            int length = slot[0];
            return length + slot[1] == 0xFF && length <= slot.Length - HeaderOctets ? length : -1;
        }

        private bool Store(int file, int at, byte[] buffer, int offset, int length)
        {
            int end = at + length;
            if (file < 0 || length < 0 || end > LongestFile || end > _slots[file].Length - HeaderOctets)
            {
                return false;
            }

            byte[] slot = _slots[file];
            Array.Copy(buffer, offset, slot, HeaderOctets + at, length);
            slot[0] = (byte)end;
            slot[1] = (byte)(0xFF - end);
            return Save(file);
        }

        private bool Save(int file)
        {
            try
            {
                BackupMemory.WriteBytes(_positions[file], _slots[file]);
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
