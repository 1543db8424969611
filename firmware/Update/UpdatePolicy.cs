using System;

namespace Sidetap.Update
{
    /// <summary>Which images a box takes: those for its board, newer than the one that runs, and with no lower security counter than it ever had.</summary>
    internal sealed class UpdatePolicy
    {
        private readonly string _board;
        private readonly UpdateRecord _record;
        private readonly byte[] _header = new byte[ImageHeader.Length];
        private readonly byte[] _digest = new byte[UpdateOffer.DigestLength];
        private bool _hasDigest;

        /// <summary>Makes it, and reads what runs.</summary>
        public UpdatePolicy(UpdateSettings settings, UpdateRecord record, ImageTlvs tlvs)
        {
            _board = settings.Board;
            _record = record;
            Version = settings.Version;
            bool isImage = settings.Slots.ReadRunning(0, _header, 0, ImageHeader.Length) == ImageHeader.Length
                && ImageHeader.Check(_header, 0, int.MaxValue) == UpdateError.None;
            if (isImage)
            {
                Version = new byte[ImageHeader.VersionLength];
                Array.Copy(_header, ImageHeader.VersionAt, Version, 0, ImageHeader.VersionLength);
            }

            if (isImage && tlvs.Read(settings.Slots, true, _header, 0) == UpdateError.None)
            {
                RunningCounter = tlvs.Counter;
                _hasDigest = tlvs.HasDigest;
                Array.Copy(tlvs.Digest, 0, _digest, 0, _digest.Length);
            }
        }

        /// <summary>The version that runs, 8 octets.</summary>
        public byte[] Version { get; }

        /// <summary>The security counter of what runs; 0 where it has none.</summary>
        public uint RunningCounter { get; }

        /// <summary>The lowest security counter that is taken.</summary>
        public uint LeastCounter
        {
            get { return RunningCounter > _record.Counter ? RunningCounter : _record.Counter; }
        }

        /// <summary>Whether an offered image is the one that runs.</summary>
        public bool IsRunning(UpdateOffer offer)
        {
            for (int i = 0; i < _digest.Length; i++)
            {
                if (_digest[i] != offer.Octets[offer.DigestOffset + i])
                {
                    return false;
                }
            }

            return _hasDigest;
        }

        /// <summary>Holds an image against the box.</summary>
        /// <param name="header">Its header.</param>
        /// <param name="board">Holds its board's name.</param>
        /// <param name="boardOffset">Index of its first octet.</param>
        /// <param name="boardLength">Its octets.</param>
        /// <param name="counter">Its security counter.</param>
        /// <returns>None, WrongBoard, CounterTooLow, OlderVersion, SameVersion or FailedBefore.</returns>
        public UpdateError Check(byte[] header, byte[] board, int boardOffset, int boardLength, uint counter)
        {
            if (boardLength != _board.Length)
            {
                return UpdateError.WrongBoard;
            }

            for (int i = 0; i < boardLength; i++)
            {
                if (board[boardOffset + i] != _board[i])
                {
                    return UpdateError.WrongBoard;
                }
            }

            if (counter < LeastCounter)
            {
                return UpdateError.CounterTooLow;
            }

            int order = ImageHeader.CompareVersions(header, ImageHeader.VersionAt, Version, 0);
            if (order <= 0)
            {
                return order < 0 ? UpdateError.OlderVersion : UpdateError.SameVersion;
            }

            return _record.IsGivenUp(header) ? UpdateError.FailedBefore : UpdateError.None;
        }
    }
}
