using Sidetap.Crypto;
using Sidetap.Hal;

namespace Sidetap.Update
{
    /// <summary>Holds an image that has arrived against its own header, hash and signature, and against what the box takes, in slices.</summary>
    internal sealed class ImageCheck
    {
        // SHA-256 takes its octets by 64; so many of them in one slice.
        private const int PieceOctets = 256;

        private readonly UpdateSettings _settings;
        private readonly IUpdateSlots _slots;
        private readonly UpdatePolicy _policy;
        private readonly OwnerCheck _owner;
        private readonly Sha256 _hash;
        private readonly ImageTlvs _tlvs;
        private readonly byte[] _piece = new byte[PieceOctets];
        private readonly byte[] _digest = new byte[UpdateOffer.DigestLength];
        private int _hashed;
        private int _signedLength;
        private bool _isChecking;

        /// <summary>Makes it; hash, signature check and TLVs are shared with others and used by one at a time.</summary>
        public ImageCheck(UpdateSettings settings, UpdatePolicy policy, OwnerCheck owner, Sha256 hash, ImageTlvs tlvs)
        {
            _settings = settings;
            _slots = settings.Slots;
            _policy = policy;
            _owner = owner;
            _hash = hash;
            _tlvs = tlvs;
        }

        /// <summary>What is wrong with the image; None: nothing.</summary>
        public UpdateError Error { get; private set; }

        /// <summary>Begins with the image in the second slot, which is all there.</summary>
        public void Begin()
        {
            _hash.Reset();
            _hashed = 0;
            _signedLength = 0;
            _isChecking = false;
            Error = UpdateError.None;
        }

        /// <summary>Does a slice.</summary>
        /// <returns>True when it has ended, and <see cref="Error"/> says how.</returns>
        public bool Step()
        {
            if (_isChecking)
            {
                bool isOver = _owner.Step();
                Error = isOver && !_owner.HasSigned(_digest, 0) ? UpdateError.WrongSignature : UpdateError.None;
                return isOver;
            }

            Error = _signedLength == 0 ? ReadHeader() : _hashed < _signedLength ? HashPiece() : ReadTlvs();
            return Error != UpdateError.None;
        }

        private UpdateError ReadHeader()
        {
            if (_slots.Read(0, _piece, 0, ImageHeader.Length) != ImageHeader.Length)
            {
                return _slots.TotalLength < ImageHeader.Length ? UpdateError.Truncated : UpdateError.Storage;
            }

            UpdateError error = ImageHeader.Check(_piece, 0, _slots.TotalLength);
            if (error != UpdateError.None)
            {
                return error;
            }

            _signedLength = ImageHeader.OctetsOf(_piece, 0) + ImageHeader.PayloadOf(_piece, 0) + ImageHeader.ProtectedOf(_piece, 0);
            return ImageHeader.IsSame(_piece, 0, _slots.Header, 0) ? UpdateError.None : UpdateError.OtherImage;
        }

        private UpdateError HashPiece()
        {
            int count = _signedLength - _hashed < PieceOctets ? _signedLength - _hashed : PieceOctets;
            if (_slots.Read(_hashed, _piece, 0, count) != count)
            {
                return UpdateError.Storage;
            }

            _hash.Add(_piece, 0, count);
            _hashed += count;
            return UpdateError.None;
        }

        /// <summary>All of the TLVs, what they say, and the beginning of the signature's check.</summary>
        private UpdateError ReadTlvs()
        {
            UpdateError error = _tlvs.Read(_slots, false, _slots.Header, _slots.TotalLength);
            if (error != UpdateError.None)
            {
                return error;
            }

            _hash.Finish(_digest, 0);
            if (!_tlvs.HasDigest || _tlvs.SignatureLength == 0)
            {
                return UpdateError.BadTlv;
            }

            for (int i = 0; i < _digest.Length; i++)
            {
                if (_digest[i] != _tlvs.Digest[i])
                {
                    return UpdateError.WrongDigest;
                }
            }

            if (_tlvs.HasKeyHash && !_owner.HasKey(_tlvs.KeyHash, 0))
            {
                return UpdateError.OtherKey;
            }

            error = _policy.Check(_slots.Header, _tlvs.Board, 0, _tlvs.BoardLength, _tlvs.Counter);
            error = error != UpdateError.None ? error : Depends();
            _owner.Begin(_digest, 0, _tlvs.Signature, 0, _tlvs.SignatureLength, _tlvs.HasKeyHash ? _tlvs.KeyHash : null, 0);
            _isChecking = true;
            return error;
        }

        /// <summary>On a version of the application (image 0) or of nanoCLR (1), or on what a box does not have.</summary>
        private UpdateError Depends()
        {
            for (int i = 0; i < _tlvs.DependencyCount; i++)
            {
                int at = i * ImageTlvs.DependencyLength;
                int image = _tlvs.Dependencies[at];
                byte[] version = image == 0 ? _policy.Version : _settings.PlatformVersion;
                if (image > 1 || ImageHeader.CompareVersions(version, 0, _tlvs.Dependencies, at + ImageTlvs.DependencyLength - ImageHeader.VersionLength) < 0)
                {
                    return UpdateError.Dependency;
                }
            }

            return UpdateError.None;
        }
    }
}
