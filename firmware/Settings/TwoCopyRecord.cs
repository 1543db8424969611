using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Settings
{
    /// <summary>
    /// A small record that survives a power cut at any octet: two copies in two files, each with a sequence number and a CRC-32; the older one is
    /// overwritten. A save that was cut short leaves the other copy.
    /// </summary>
    /// <remarks>File: sequence number (4 octets), length (2), the record, CRC-32 of all before (4); least significant octet first.</remarks>
    public sealed class TwoCopyRecord
    {
        /// <summary>Octets that a copy has besides the record.</summary>
        public const int Overhead = HeaderLength + TrailerLength;

        private const int HeaderLength = 6;
        private const int TrailerLength = 4;
        private const int Absent = -1;
        private const int Damaged = -2;

        private readonly IFileArea _files;
        private readonly string[] _names;
        private readonly byte[] _buffer;
        private uint _sequenceNumber;
        private int _current = -1;

        /// <summary>Makes a record; reads nothing yet.</summary>
        /// <param name="files">Where the copies are kept.</param>
        /// <param name="name">The files' name without ".a" and ".b", 1..13 characters.</param>
        /// <param name="capacity">The longest record in octets, up to 65,535.</param>
        public TwoCopyRecord(IFileArea files, string name, int capacity)
        {
            _files = files;
            _names = new string[] { name + ".a", name + ".b" };
            _buffer = new byte[HeaderLength + capacity + TrailerLength];
        }

        /// <summary>Where the record's octets are after <see cref="TryLoad"/> and before <see cref="Save"/>, from <see cref="Offset"/> on.</summary>
        public byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Index of the record's first octet in <see cref="Buffer"/>.</summary>
        public int Offset
        {
            get { return HeaderLength; }
        }

        /// <summary>The file of the copy that was loaded or saved last; null: there is none.</summary>
        public string CurrentFile
        {
            get { return _current < 0 ? null : _names[_current]; }
        }

        /// <summary>Copies that <see cref="TryLoad"/> has found damaged: files that are there and are not whole, 0..2.</summary>
        public int DamagedCopies { get; private set; }

        /// <summary>Reads the newer of the two copies that are whole.</summary>
        /// <param name="length">Octets of the record.</param>
        /// <returns>False when neither is whole: the record was never saved, or both are damaged.</returns>
        public bool TryLoad(out int length)
        {
            uint first;
            uint second;
            int firstLength = Read(0, out first);
            int secondLength = Read(1, out second);
            DamagedCopies = (firstLength == Damaged ? 1 : 0) + (secondLength == Damaged ? 1 : 0);
            _current = -1;
            length = 0;
            if (firstLength < 0 && secondLength < 0)
            {
                return false;
            }

            // Numbers wrap: the newer one is ahead by less than half of all.
            bool useFirst = secondLength < 0 || (firstLength >= 0 && (int)(first - second) > 0);
            _current = useFirst ? 0 : 1;
            _sequenceNumber = useFirst ? first : second;
            length = useFirst ? Read(0, out first) : secondLength;

            return length >= 0;
        }

        /// <summary>After <see cref="TryLoad"/>, for a record that is whole and yet of no use: reads the other copy. When that is whole, it is from now on the one
        /// that a save leaves alone.</summary>
        /// <param name="length">Octets of the record.</param>
        /// <returns>False when there is no other copy, or it is damaged.</returns>
        public bool TryLoadOther(out int length)
        {
            uint number;
            int other = _current == 0 ? 1 : 0;
            length = _current < 0 ? -1 : Read(other, out number);
            if (length < 0)
            {
                length = 0;
                return false;
            }

            _current = other;
            _sequenceNumber = UaBinary.Get32(_buffer, 0);
            return true;
        }

        /// <summary>Saves the record that lies in <see cref="Buffer"/>, in the place of the older copy. <see cref="TryLoad"/> comes first: it finds out
        /// which one that is.</summary>
        /// <param name="length">Octets of the record.</param>
        /// <returns>True when it is stored; false when it does not fit or the file area failed, and the last one stands.</returns>
        public bool Save(int length)
        {
            if (length < 0 || length > _buffer.Length - HeaderLength - TrailerLength)
            {
                return false;
            }

            uint next = _sequenceNumber + 1;
            UaBinary.Put32(_buffer, 0, next);
            UaBinary.Put16(_buffer, 4, length);
            UaBinary.Put32(_buffer, HeaderLength + length, Crc32.Of(_buffer, 0, HeaderLength + length));
            int target = _current == 0 ? 1 : 0;
            if (!_files.Write(_names[target], _buffer, 0, HeaderLength + length + TrailerLength))
            {
                return false;
            }

            _sequenceNumber = next;
            _current = target;
            return true;
        }

        /// <summary>Deletes both copies, the current one last: a power cut in between leaves the record as it was. <see cref="TryLoad"/> comes first.</summary>
        /// <returns>False when a copy could not be deleted.</returns>
        public bool Delete()
        {
            int current = _current == 1 ? 1 : 0;
            if (!_files.Delete(_names[1 - current]) || !_files.Delete(_names[current]))
            {
                return false;
            }

            _current = -1;
            return true;
        }

        /// <summary>Reads one copy; returns the record's octets, or that it is absent or damaged, which is less than 0.</summary>
        private int Read(int copy, out uint sequenceNumber)
        {
            sequenceNumber = 0;
            int octets = _files.Read(_names[copy], 0, _buffer, 0, _buffer.Length);
            if (octets < HeaderLength + TrailerLength)
            {
                return octets < 0 && _files.Length(_names[copy]) < 0 ? Absent : Damaged;
            }

            int length = UaBinary.Get16(_buffer, 4);
            int end = HeaderLength + length;
            if (end + TrailerLength != octets || UaBinary.Get32(_buffer, end) != Crc32.Of(_buffer, 0, end))
            {
                return Damaged;
            }

            sequenceNumber = UaBinary.Get32(_buffer, 0);
            return length;
        }
    }
}
