using System;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>
    /// A compiled profile on its way to the box, block by block. What has arrived is in flash at once, so that a transfer goes on where it was when cable or power
    /// have failed. It is no profile yet: <see cref="ProfileStore.Install"/> makes it one.
    /// </summary>
    /// <remarks>
    /// File "profile.new": "SPN", 1, announced length (2 octets), announced CRC-32 (4), CRC-32 of these ten (4); then for each block its offset (2), its length (1), its
    /// octets, and the CRC-32 of all three (4); least significant octet first. The file ends where a block is torn. A buffer for the whole profile is held from
    /// <see cref="Begin"/> until <see cref="Close"/> or <see cref="Drop"/>.
    /// </remarks>
    public sealed class ProfileInbox
    {
        /// <summary>Octets of the longest block.</summary>
        public const int MaxBlock = 96;

        /// <summary>The file's name.</summary>
        internal const string Name = "profile.new";

        private const int HeadLength = 14;
        private const int HeadSumAt = 10;
        private const int OctetsAt = 3;
        private const int BlockOverhead = 7;
        private const int FormatVersion = 1;

        private readonly IFileArea _files;
        private byte[] _octets;
        private byte[] _block;
        private uint _sum;

        /// <summary>Makes one that reads nothing yet.</summary>
        /// <param name="files">Where the profile is kept while it arrives.</param>
        public ProfileInbox(IFileArea files)
        {
            _files = files;
        }

        /// <summary>Whether a transfer was begun.</summary>
        public bool IsBegun
        {
            get { return _octets != null; }
        }

        /// <summary>The octets that have arrived; null without a transfer.</summary>
        public byte[] Octets
        {
            get { return _octets; }
        }

        /// <summary>How many were announced.</summary>
        public int Length
        {
            get { return _octets == null ? 0 : _octets.Length; }
        }

        /// <summary>How many have arrived, from the first on.</summary>
        public int Received { get; private set; }

        /// <summary>Announces a profile. What has arrived of the same one is still there; what has arrived of another one is dropped.</summary>
        /// <param name="length">Its octets.</param>
        /// <param name="sum">Their CRC-32.</param>
        /// <returns>None, TooLong or NotStored; after the last two there is no transfer.</returns>
        public InboxError Begin(int length, uint sum)
        {
            Close();
            if (length < 1 || length > ProfileFormat.MaxLength)
            {
                return InboxError.TooLong;
            }

            _octets = new byte[length];
            _block = new byte[MaxBlock + BlockOverhead];
            _sum = sum;
            if (!IsSame())
            {
                return WriteHead() ? InboxError.None : Fail();
            }

            int end = ReadBlocks();
            return end == _files.Length(Name) || CutOff(end) ? InboxError.None : Fail();
        }

        /// <summary>Takes a block. One that is there already, or begins with octets that are, is compared with them.</summary>
        /// <param name="offset">Where in the profile it begins.</param>
        /// <param name="octets">Holds it.</param>
        /// <param name="from">Index of its first octet.</param>
        /// <param name="count">1..<see cref="MaxBlock"/>.</param>
        /// <returns>None; NotBegun, TooLong, WrongOffset or Different: nothing has changed; NotStored: the transfer has to be begun again, and goes on.</returns>
        public InboxError Take(int offset, byte[] octets, int from, int count)
        {
            if (_octets == null)
            {
                return InboxError.NotBegun;
            }

            if (offset > Received)
            {
                return InboxError.WrongOffset;
            }

            if (offset < 0 || count < 1 || count > MaxBlock || offset + count > _octets.Length)
            {
                return InboxError.TooLong;
            }

            int known = Received - offset < count ? Received - offset : count;
            for (int i = 0; i < known; i++)
            {
                if (_octets[offset + i] != octets[from + i])
                {
                    return InboxError.Different;
                }
            }

            return known == count || Append(octets, from + known, count - known) ? InboxError.None : Fail();
        }

        /// <summary>Whether the profile is here as it was announced.</summary>
        /// <returns>None, NotBegun, Incomplete or WrongSum.</returns>
        public InboxError Check()
        {
            if (_octets == null)
            {
                return InboxError.NotBegun;
            }

            if (Received < _octets.Length)
            {
                return InboxError.Incomplete;
            }

            return Crc32.Of(_octets, 0, _octets.Length) == _sum ? InboxError.None : InboxError.WrongSum;
        }

        /// <summary>Forgets what has arrived.</summary>
        /// <returns>False when the file area has failed; what it holds is dropped when another profile is announced.</returns>
        public bool Drop()
        {
            Close();
            return _files.Delete(Name);
        }

        /// <summary>Gives the memory back; what has arrived stays in flash.</summary>
        public void Close()
        {
            _octets = null;
            _block = null;
            Received = 0;
        }

        private InboxError Fail()
        {
            Close();
            return InboxError.NotStored;
        }

        /// <summary>Whether the file is of the announced profile.</summary>
        private bool IsSame()
        {
            return _files.Read(Name, 0, _block, 0, HeadLength) == HeadLength
                && _block[0] == 'S' && _block[1] == 'P' && _block[2] == 'N' && _block[3] == FormatVersion
                && UaBinary.Get16(_block, 4) == _octets.Length
                && UaBinary.Get32(_block, 6) == _sum
                && UaBinary.Get32(_block, HeadSumAt) == Crc32.Of(_block, 0, HeadSumAt);
        }

        private bool WriteHead()
        {
            _block[0] = (byte)'S';
            _block[1] = (byte)'P';
            _block[2] = (byte)'N';
            _block[3] = FormatVersion;
            UaBinary.Put16(_block, 4, _octets.Length);
            UaBinary.Put32(_block, 6, _sum);
            UaBinary.Put32(_block, HeadSumAt, Crc32.Of(_block, 0, HeadSumAt));
            return _files.Write(Name, _block, 0, HeadLength);
        }

        /// <summary>Reads the blocks that are whole; returns where they end.</summary>
        private int ReadBlocks()
        {
            int at = HeadLength;
            while (Received < _octets.Length)
            {
                int there = _files.Read(Name, at, _block, 0, _block.Length);
                int count = there < BlockOverhead ? 0 : _block[2];
                if (count < 1 || count > MaxBlock || count + BlockOverhead > there || Received + count > _octets.Length
                    || UaBinary.Get16(_block, 0) != Received
                    || UaBinary.Get32(_block, OctetsAt + count) != Crc32.Of(_block, 0, OctetsAt + count))
                {
                    return at;
                }

                Array.Copy(_block, OctetsAt, _octets, Received, count);
                Received += count;
                at += count + BlockOverhead;
            }

            return at;
        }

        /// <summary>Cuts a torn end off, so that what is appended follows what is whole. A power cut meanwhile leaves less of the transfer, and no other octets.</summary>
        private bool CutOff(int end)
        {
            byte[] whole = new byte[end];
            return _files.Read(Name, 0, whole, 0, end) == end && _files.Write(Name, whole, 0, end);
        }

        private bool Append(byte[] octets, int from, int count)
        {
            UaBinary.Put16(_block, 0, Received);
            _block[2] = (byte)count;
            Array.Copy(octets, from, _block, OctetsAt, count);
            UaBinary.Put32(_block, OctetsAt + count, Crc32.Of(_block, 0, OctetsAt + count));
            if (!_files.Append(Name, _block, 0, count + BlockOverhead))
            {
                return false;
            }

            Array.Copy(octets, from, _octets, Received, count);
            Received += count;
            return true;
        }
    }
}
