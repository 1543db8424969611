using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Update
{
    /// <summary>What an image says of itself behind its payload: the TLVs (MCUboot, Bootloader, "Image Format"). The protected ones are part of what is signed; here only
    /// those can say for what board, how new and on what an image is.</summary>
    /// <remarks>An area: magic (2), octets with this head (2), then type (2), length (2) and octets of each. Types that are not known are passed over.</remarks>
    internal sealed class ImageTlvs
    {
        /// <summary>Octets of a dependency: image (1), nothing (3), the least version (8).</summary>
        public const int DependencyLength = 12;

        /// <summary>The most dependencies.</summary>
        public const int MostDependencies = 2;

        private const int HeadLength = 4;
        private const int MostTlvs = 32;
        private const int PlainMagic = 0x6907;
        private const int ProtectedMagic = 0x6908;
        private const int KeyHashType = 0x01;
        private const int DigestType = 0x10;
        private const int SignatureType = 0x22;
        private const int DependencyType = 0x40;
        private const int CounterType = 0x50;
        private const int BoardType = 0xA0; // of those that are left to vendors

        private readonly byte[] _head = new byte[HeadLength];
        private bool _isRunning;
        private int _seen;

        /// <summary>The SHA-256.</summary>
        public readonly byte[] Digest = new byte[UpdateOffer.DigestLength];

        /// <summary>The SHA-256 of the key it was signed with.</summary>
        public readonly byte[] KeyHash = new byte[UpdateOffer.DigestLength];

        /// <summary>The signature in DER.</summary>
        public readonly byte[] Signature = new byte[UpdateOffer.MaxSignature];

        /// <summary>Name of the board.</summary>
        public readonly byte[] Board = new byte[UpdateOffer.MaxBoard];

        /// <summary>Dependencies, one after the other.</summary>
        public readonly byte[] Dependencies = new byte[DependencyLength * MostDependencies];

        /// <summary>Octets of the signature; 0: there is none.</summary>
        public int SignatureLength;

        /// <summary>Octets of the board's name; 0: there is none.</summary>
        public int BoardLength;

        /// <summary>How many dependencies there are.</summary>
        public int DependencyCount;

        /// <summary>The security counter; 0 where there is none.</summary>
        public uint Counter;

        /// <summary>Whether there is a SHA-256.</summary>
        public bool HasDigest;

        /// <summary>Whether there is the hash of a key.</summary>
        public bool HasKeyHash;

        private bool _hasCounter;

        /// <summary>Reads the TLVs of an image whose header was checked.</summary>
        /// <param name="slots">Where it is.</param>
        /// <param name="isRunning">Whether it is the one that runs.</param>
        /// <param name="header">Its header.</param>
        /// <param name="totalLength">Its octets; 0: as many as its TLVs say.</param>
        /// <returns>None, BadTlv, Truncated or Extended; Storage when it can't be read.</returns>
        public UpdateError Read(IUpdateSlots slots, bool isRunning, byte[] header, int totalLength)
        {
            _isRunning = isRunning;
            _seen = 0;
            SignatureLength = 0;
            BoardLength = 0;
            DependencyCount = 0;
            Counter = 0;
            HasDigest = false;
            HasKeyHash = false;
            _hasCounter = false;
            int at = ImageHeader.OctetsOf(header, 0) + ImageHeader.PayloadOf(header, 0);
            int length = ImageHeader.ProtectedOf(header, 0);
            if (length > 0)
            {
                UpdateError error = ReadArea(slots, at, length, true);
                if (error != UpdateError.None)
                {
                    return error;
                }

                at += length;
            }

            if (!ReadAt(slots, at, _head, HeadLength))
            {
                return UpdateError.Truncated;
            }

            length = UaBinary.Get16(_head, 2);
            if (UaBinary.Get16(_head, 0) != PlainMagic)
            {
                return UpdateError.BadTlv;
            }

            if (totalLength > 0 && at + length != totalLength)
            {
                return at + length < totalLength ? UpdateError.Extended : UpdateError.Truncated;
            }

            return ReadArea(slots, at, length, false);
        }

        private UpdateError ReadArea(IUpdateSlots slots, int at, int length, bool isProtected)
        {
            int end = at + length;
            if (length < HeadLength || !ReadAt(slots, at, _head, HeadLength)
                || UaBinary.Get16(_head, 0) != (isProtected ? ProtectedMagic : PlainMagic) || UaBinary.Get16(_head, 2) != length)
            {
                return UpdateError.BadTlv;
            }

            at += HeadLength;
            while (at < end)
            {
                if (end - at < HeadLength || ++_seen > MostTlvs || !ReadAt(slots, at, _head, HeadLength))
                {
                    return UpdateError.BadTlv;
                }

                int octets = UaBinary.Get16(_head, 2);
                at += HeadLength;
                if (octets > end - at || !Take(slots, UaBinary.Get16(_head, 0), at, octets, isProtected))
                {
                    return UpdateError.BadTlv;
                }

                at += octets;
            }

            return UpdateError.None;
        }

        /// <summary>Takes one; false when it is there twice, in the wrong area, of the wrong length, or can't be read.</summary>
        private bool Take(IUpdateSlots slots, int type, int at, int octets, bool isProtected)
        {
            switch (type)
            {
                case DigestType:
                    bool isFirst = !HasDigest;
                    HasDigest = true;
                    return isFirst && !isProtected && octets == Digest.Length && ReadAt(slots, at, Digest, octets);

                case KeyHashType:
                    bool isFirstKey = !HasKeyHash;
                    HasKeyHash = true;
                    return isFirstKey && !isProtected && octets == KeyHash.Length && ReadAt(slots, at, KeyHash, octets);

                case SignatureType:
                    bool isOnly = SignatureLength == 0;
                    SignatureLength = octets;
                    return isOnly && !isProtected && octets > 0 && octets <= Signature.Length && ReadAt(slots, at, Signature, octets);

                case CounterType:
                    bool isNew = !_hasCounter;
                    _hasCounter = true;
                    return isNew && isProtected && octets == HeadLength && TakeCounter(slots, at);

                case BoardType:
                    bool isOnlyBoard = BoardLength == 0;
                    BoardLength = octets;
                    return isOnlyBoard && isProtected && octets > 0 && octets <= Board.Length && ReadAt(slots, at, Board, octets);

                case DependencyType:
                    return isProtected && octets == DependencyLength && DependencyCount < MostDependencies && TakeDependency(slots, at);

                default:
                    return true;
            }
        }

        private bool TakeCounter(IUpdateSlots slots, int at)
        {
            bool isRead = ReadAt(slots, at, _head, HeadLength);
            Counter = UaBinary.Get32(_head, 0);
            return isRead;
        }

        private bool TakeDependency(IUpdateSlots slots, int at)
        {
            int offset = DependencyLength * DependencyCount++;
            int read = _isRunning
                ? slots.ReadRunning(at, Dependencies, offset, DependencyLength)
                : slots.Read(at, Dependencies, offset, DependencyLength);
            return read == DependencyLength;
        }

        private bool ReadAt(IUpdateSlots slots, int at, byte[] buffer, int count)
        {
            int read = _isRunning ? slots.ReadRunning(at, buffer, 0, count) : slots.Read(at, buffer, 0, count);
            return read == count;
        }
    }
}
