using System;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>An image that is offered: what it is, and the owner's signature under its digest, so that a box erases nothing for an image that is not the owner's.</summary>
    /// <remarks>Message: "SUO", 1, octets of the image (4), its security counter (4), the first 32 octets of its header, its SHA-256 (32), length (1) and name of the board, length
    /// (1) and octets of the signature in DER (RFC 3279, 2.2.3), CRC-32 of all before (4); least significant octet first.</remarks>
    public sealed class UpdateOffer
    {
        /// <summary>Octets of the longest offer.</summary>
        public const int MaxLength = BoardAt + 1 + MaxBoard + 1 + MaxSignature + SumOctets;

        /// <summary>Octets of the longest name of a board.</summary>
        public const int MaxBoard = 16;

        /// <summary>Octets of the longest signature in DER: two numbers of 33 octets with their heads, and the head of both.</summary>
        public const int MaxSignature = 72;

        /// <summary>Octets of a SHA-256.</summary>
        public const int DigestLength = 32;

        private const int FormatVersion = 1;
        private const int TotalAt = 4;
        private const int CounterAt = 8;
        private const int HeaderAt = 12;
        private const int DigestAt = HeaderAt + ImageHeader.Length;
        private const int BoardAt = DigestAt + DigestLength;
        private const int SumOctets = 4;

        private readonly byte[] _octets = new byte[MaxLength];
        private readonly byte[] _header = new byte[ImageHeader.Length];
        private int _signatureAt;

        /// <summary>Whether there is one.</summary>
        public bool IsThere { get; private set; }

        /// <summary>Octets of the image, as they are offered: up to 2^32 - 1.</summary>
        public uint TotalLength
        {
            get { return UaBinary.Get32(_octets, TotalAt); }
        }

        /// <summary>Its security counter, as it is offered.</summary>
        public uint Counter
        {
            get { return UaBinary.Get32(_octets, CounterAt); }
        }

        /// <summary>Its header.</summary>
        public byte[] Header
        {
            get { return _header; }
        }

        /// <summary>Holds digest, board and signature.</summary>
        public byte[] Octets
        {
            get { return _octets; }
        }

        /// <summary>Index of the digest's first octet in <see cref="Octets"/>.</summary>
        public int DigestOffset
        {
            get { return DigestAt; }
        }

        /// <summary>Index of the board's first octet in <see cref="Octets"/>.</summary>
        public int BoardOffset
        {
            get { return BoardAt + 1; }
        }

        /// <summary>Octets of the board's name.</summary>
        public int BoardLength
        {
            get { return _octets[BoardAt]; }
        }

        /// <summary>Index of the signature's first octet in <see cref="Octets"/>.</summary>
        public int SignatureOffset
        {
            get { return _signatureAt + 1; }
        }

        /// <summary>Octets of the signature.</summary>
        public int SignatureLength
        {
            get { return _octets[_signatureAt]; }
        }

        /// <summary>Takes a message over.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns>False when it is no offer; then there is none.</returns>
        public bool Read(byte[] buffer, int offset, int length)
        {
            IsThere = false;
            if (length < BoardAt + 2 + SumOctets || length > MaxLength)
            {
                return false;
            }

            Array.Copy(buffer, offset, _octets, 0, length);
            _signatureAt = BoardAt + 1 + _octets[BoardAt];
            int end = length - SumOctets;
            IsThere = _octets[0] == 'S' && _octets[1] == 'U' && _octets[2] == 'O' && _octets[3] == FormatVersion
                && _octets[BoardAt] <= MaxBoard && _signatureAt < end && _octets[_signatureAt] <= MaxSignature
                && _signatureAt + 1 + _octets[_signatureAt] == end
                && UaBinary.Get32(_octets, end) == Crc32.Of(_octets, 0, end);
            Array.Copy(_octets, HeaderAt, _header, 0, ImageHeader.Length);
            return IsThere;
        }

        /// <summary>Writes an offer.</summary>
        /// <param name="buffer">Receives it, <see cref="MaxLength"/> octets at the most.</param>
        /// <param name="totalLength">Octets of the image.</param>
        /// <param name="counter">Its security counter.</param>
        /// <param name="header">Its first 32 octets.</param>
        /// <param name="digest">Its SHA-256.</param>
        /// <param name="board">Name of its board, up to <see cref="MaxBoard"/> octets.</param>
        /// <param name="signature">Its signature in DER, up to <see cref="MaxSignature"/> octets.</param>
        /// <returns>Octets written.</returns>
        public static int Write(byte[] buffer, uint totalLength, uint counter, byte[] header, byte[] digest, byte[] board, byte[] signature)
        {
            buffer[0] = (byte)'S';
            buffer[1] = (byte)'U';
            buffer[2] = (byte)'O';
            buffer[3] = FormatVersion;
            UaBinary.Put32(buffer, TotalAt, totalLength);
            UaBinary.Put32(buffer, CounterAt, counter);
            Array.Copy(header, 0, buffer, HeaderAt, ImageHeader.Length);
            Array.Copy(digest, 0, buffer, DigestAt, DigestLength);
            buffer[BoardAt] = (byte)board.Length;
            Array.Copy(board, 0, buffer, BoardAt + 1, board.Length);
            int at = BoardAt + 1 + board.Length;
            buffer[at] = (byte)signature.Length;
            Array.Copy(signature, 0, buffer, at + 1, signature.Length);
            at += 1 + signature.Length;
            UaBinary.Put32(buffer, at, Crc32.Of(buffer, 0, at));
            return at + SumOctets;
        }
    }
}
