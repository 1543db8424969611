using System;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A file area that can lose its power in the middle of a write, and wear out.</summary>
    public sealed class MemoryFiles : IFileArea
    {
        private const int MaxFiles = 112;

        private readonly string[] _names = new string[MaxFiles];
        private readonly byte[][] _contents = new byte[MaxFiles][];

        private bool _isCut;

        /// <summary>Octets that are still written before the power goes; then nothing is, until this is negative again: the power stays.</summary>
        public int OctetsUntilCut = -1;

        /// <summary>Whether every write, append and deletion fails from now on.</summary>
        public bool IsWornOut;

        /// <summary>A file that can't be written to; null: none.</summary>
        public string WornFile;

        /// <summary>Writes and appends that were stored whole.</summary>
        public int Writes;

        /// <inheritdoc/>
        public int FreeOctets
        {
            get { return 65536; }
        }

        /// <inheritdoc/>
        public int Read(string name, int position, byte[] buffer, int offset, int capacity)
        {
            int slot = Find(name);
            if (slot < 0)
            {
                return -1;
            }

            int count = _contents[slot].Length - position;
            if (count <= 0)
            {
                return 0;
            }

            count = count < capacity ? count : capacity;
            Array.Copy(_contents[slot], position, buffer, offset, count);
            return count;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int offset, int length)
        {
            return Store(name, new byte[0], buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Append(string name, byte[] buffer, int offset, int length)
        {
            int slot = Find(name);
            return Store(name, slot < 0 ? new byte[0] : _contents[slot], buffer, offset, length);
        }

        /// <inheritdoc/>
        public bool Delete(string name)
        {
            int slot = Find(name);
            if (IsWornOut || IsOff)
            {
                return slot < 0;
            }

            if (slot >= 0)
            {
                _names[slot] = null;
            }

            return true;
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            int slot = Find(name);
            return slot < 0 ? -1 : _contents[slot].Length;
        }

        /// <summary>Changes an octet of a file, as worn-out flash does.</summary>
        public void Damage(string name, int position, int mask)
        {
            _contents[Find(name)][position] ^= (byte)mask;
        }

        private bool IsOff
        {
            get { return _isCut && OctetsUntilCut == 0; }
        }

        private bool Store(string name, byte[] before, byte[] buffer, int offset, int length)
        {
            if (IsWornOut || name == WornFile || IsOff)
            {
                return false;
            }

            int written = OctetsUntilCut < 0 || OctetsUntilCut > length ? length : OctetsUntilCut;
            byte[] contents = new byte[before.Length + written];
            Array.Copy(before, 0, contents, 0, before.Length);
            Array.Copy(buffer, offset, contents, before.Length, written);
            int slot = Find(name);
            for (int i = 0; i < MaxFiles && slot < 0; i++)
            {
                slot = _names[i] == null ? i : -1;
            }

            _names[slot] = name;
            _contents[slot] = contents;
            if (OctetsUntilCut >= 0)
            {
                OctetsUntilCut -= written;
            }

            _isCut = OctetsUntilCut == 0;
            bool isStored = written == length && OctetsUntilCut != 0;
            Writes += isStored ? 1 : 0;
            return isStored;
        }

        private int Find(string name)
        {
            for (int i = 0; i < MaxFiles; i++)
            {
                if (_names[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
