using System;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>The octets of an image as a row of files: "slot-a.000", "slot-a.001" and so on, an erase block each. What a power cut leaves of the last one is told by its
    /// check sum, and nothing is ever appended to or written twice.</summary>
    /// <remarks>File: up to <see cref="PartOctets"/> octets of the image, then their CRC-32 (4), which begins with a seed that is the image's own.</remarks>
    internal sealed class SlotFiles
    {
        /// <summary>Octets of an image in one file.</summary>
        public const int PartOctets = BlockOctets - SumOctets;

        /// <summary>The most files of a slot.</summary>
        public const int MostParts = 1000;

        private const int BlockOctets = 4096;
        private const int SumOctets = 4;

        private readonly IFileArea _files;
        private readonly char[] _name;
        private byte[] _part;
        private string _lastName;
        private int _lastPart = -1;

        /// <summary>Makes the row of one slot.</summary>
        /// <param name="files">Where it is.</param>
        /// <param name="slot">0 or 1.</param>
        public SlotFiles(IFileArea files, int slot)
        {
            _files = files;
            _name = ("slot-" + (slot == 0 ? "a" : "b") + ".000").ToCharArray();
        }

        /// <summary>A buffer of a block, which parts go through; made with the first use, and given back by <see cref="Release"/>.</summary>
        public byte[] Part
        {
            get
            {
                if (_part == null)
                {
                    _part = new byte[BlockOctets];
                }

                return _part;
            }
        }

        /// <summary>How many files an image takes.</summary>
        public static int PartsOf(int length)
        {
            return (length + PartOctets - 1) / PartOctets;
        }

        /// <summary>Octets of one of an image's parts.</summary>
        public static int OctetsOf(int part, int length)
        {
            int rest = length - (part * PartOctets);
            return rest < PartOctets ? rest : PartOctets;
        }

        /// <summary>Gives the buffer back.</summary>
        public void Release()
        {
            _part = null;
        }

        /// <summary>Writes the octets that lie in <see cref="Part"/>.</summary>
        public bool Write(int part, int count, uint seed)
        {
            UaBinary.Put32(_part, count, Crc32.Of(seed, _part, 0, count));
            return _files.Write(NameOf(part), _part, 0, count + SumOctets);
        }

        /// <summary>Brings a part of an image into <see cref="Part"/>; false when it is not whole.</summary>
        public bool Load(int part, int length, uint seed)
        {
            byte[] buffer = Part;
            int count = OctetsOf(part, length);
            return count > 0 && _files.Read(NameOf(part), 0, buffer, 0, BlockOctets) == count + SumOctets
                && UaBinary.Get32(buffer, count) == Crc32.Of(seed, buffer, 0, count);
        }

        /// <summary>Reads from an image, past no check sum.</summary>
        /// <returns>How many octets were read; -1 when a file is missing.</returns>
        public int Read(int position, int end, byte[] buffer, int offset, int capacity)
        {
            int wanted = end - position < capacity ? end - position : capacity;
            int done = 0;
            while (done < wanted)
            {
                int part = (position + done) / PartOctets;
                int at = position + done - (part * PartOctets);
                int rest = PartOctets - at < wanted - done ? PartOctets - at : wanted - done;
                if (_files.Read(NameOf(part), at, buffer, offset + done, rest) != rest)
                {
                    return -1;
                }

                done += rest;
            }

            return done;
        }

        /// <summary>How many parts are whole, from the first on.</summary>
        public int CountWhole(int length, uint seed)
        {
            int parts = PartsOf(length);
            int part = 0;
            while (part < parts && part < MostParts && Load(part, length, seed))
            {
                part++;
            }

            return part;
        }

        /// <summary>How many parts are there in their length, from the first on, of which the last is whole: what a power cut can have left. What it costs does not
        /// depend on the image; all of it is looked at when the image is verified.</summary>
        public int CountThere(int length, uint seed)
        {
            int parts = PartsOf(length);
            int part = 0;
            while (part < parts && part < MostParts && _files.Length(NameOf(part)) == OctetsOf(part, length) + SumOctets)
            {
                part++;
            }

            return part > 0 && !Load(part - 1, length, seed) ? part - 1 : part;
        }

        /// <summary>Deletes all, the last first, whatever image they are of.</summary>
        /// <param name="capacity">Octets of the longest image that can be there.</param>
        public bool Erase(int capacity)
        {
            bool isDone = true;
            for (int part = PartsOf(capacity) - 1; part >= 0; part--)
            {
                string name = NameOf(part);
                isDone &= _files.Length(name) < 0 || _files.Delete(name);
            }

            return isDone;
        }

        private string NameOf(int part)
        {
            if (part == _lastPart)
            {
                return _lastName;
            }

            int at = _name.Length;
            _name[at - 1] = (char)('0' + (part % 10));
            _name[at - 2] = (char)('0' + (part / 10 % 10));
            _name[at - 3] = (char)('0' + (part / 100));
            _lastPart = part;
            _lastName = new string(_name);
            return _lastName;
        }
    }
}
