namespace Sidetap.Crypto
{
    /// <summary>
    /// Verifies ECDSA signatures on P-256 of digests of 32 octets (FIPS 186-5, 6.4.2; SEC 1, 4.1.4), in slices: the device has one thread, which a watchdog looks after. All
    /// that is verified is public, so the time it takes may depend on it.
    /// </summary>
    /// <remarks>
    /// <see cref="Begin"/>, then <see cref="Step"/> until it returns true, then <see cref="IsValid"/>. Some 50 slices of up to 100,000 IL instructions. It takes some 3,500
    /// octets of the device's heap when it is made, and none after that. u1 G + u2 Q is summed up in one pass over the bits of both numbers (Shamir's trick), the multiples
    /// of G from a table in flash, those of Q from one that a slice makes.
    /// </remarks>
    public sealed class EcdsaP256
    {
        /// <summary>Octets of a public key: x and y of the point Q, 32 each, most significant first (SEC 1, 2.3.3, without the first octet 04).</summary>
        public const int KeyLength = 2 * P256Number.Octets;

        /// <summary>Octets of a digest.</summary>
        public const int DigestLength = P256Number.Octets;

        /// <summary>Octets of a signature: r and s, 32 each, most significant first (IEEE 1363; <see cref="EcdsaSignature"/> makes them of DER).</summary>
        public const int SignatureLength = 2 * P256Number.Octets;

        private const int Idle = 0;
        private const int Inverting = 1;
        private const int Dividing = 2;
        private const int Tabulating = 3;
        private const int Summing = 4;
        private const int Comparing = 5;

        private const int HighestBit = (8 * P256Number.Octets) - 1;
        private const int ExponentBitsASlice = 32;
        private const int DigitsASlice = 8;
        private const int KeyPoints = (SignedDigits.Largest + 1) / 2;
        private const int LimbsOfAffine = 2 * P256Number.Limbs;
        private const int LimbsOfPoint = 3 * P256Number.Limbs;

        private readonly P256Curve _curve = new P256Curve();
        private readonly P256Point _sum = new P256Point();
        private readonly P256Point _addend = new P256Point();
        private readonly P256Number _r = new P256Number();
        private readonly P256Number _s = new P256Number();
        private readonly P256Number _digest = new P256Number();
        private readonly P256Number _inverse = new P256Number();
        private readonly int[] _keyPoints = new int[KeyPoints * LimbsOfPoint];
        private readonly sbyte[] _baseDigits = new sbyte[SignedDigits.Count];
        private readonly sbyte[] _keyDigits = new sbyte[SignedDigits.Count];
        private readonly byte[] _octets = new byte[P256Number.Octets];
        private bool _mayWrap;
        private int _phase;
        private int _bit;

        /// <summary>Whether the signature was good; false before <see cref="Step"/> has returned true.</summary>
        public bool IsValid { get; private set; }

        /// <summary>Whether a public key can be used (SEC 1, 3.2.2.1). For settings: it takes some 1,500 octets of the heap, which it leaves to be collected.</summary>
        /// <param name="key">Holds it: <see cref="KeyLength"/> octets.</param>
        /// <param name="offset">Index of the first.</param>
        /// <returns>Whether both coordinates are less than p and the point is on the curve.</returns>
        public static bool IsPoint(byte[] key, int offset)
        {
            return new P256Curve().TryRead(key, offset, new P256Point());
        }

        /// <summary>Begins a verification; one that was under way is forgotten. Nothing that is handed over is kept or changed.</summary>
        /// <param name="publicKey">Holds the key: <see cref="KeyLength"/> octets.</param>
        /// <param name="keyOffset">Index of the first.</param>
        /// <param name="digest">Holds the digest of what was signed: <see cref="DigestLength"/> octets.</param>
        /// <param name="digestOffset">Index of the first.</param>
        /// <param name="rs">Holds the signature: <see cref="SignatureLength"/> octets.</param>
        /// <param name="rsOffset">Index of the first.</param>
        /// <returns>False when it can't be good: r or s is not 1 to n - 1, or the key is no point of the curve (<see cref="IsPoint"/>). There is nothing to step then.</returns>
        public bool Begin(byte[] publicKey, int keyOffset, byte[] digest, int digestOffset, byte[] rs, int rsOffset)
        {
            _phase = Idle;
            IsValid = false;
            if (!IsScalar(rs, rsOffset) || !IsScalar(rs, rsOffset + P256Number.Octets) || !_curve.TryRead(publicKey, keyOffset, _addend))
            {
                return false;
            }

            _r.Read(rs, rsOffset);
            _mayWrap = P256Curve.IsLess(rs, rsOffset, P256Constants.PrimeLessOrder);
            _s.Read(rs, rsOffset + P256Number.Octets);
            _inverse.Load(P256Constants.Numbers, P256Constants.ToOrder);
            P256Order.Multiply(_s, _s, _inverse);
            _inverse.Set(_s);
            _digest.Read(digest, digestOffset);

            // The exponent's highest bit is 1: _inverse begins as s itself.
            _bit = HighestBit - 1;
            _phase = Inverting;
            return true;
        }

        /// <summary>Does the next slice of the work.</summary>
        /// <returns>True when there is nothing left to do, also when nothing was begun: <see cref="IsValid"/> has the result.</returns>
        public bool Step()
        {
            switch (_phase)
            {
                case Inverting:
                    Invert();
                    break;
                case Dividing:
                    Divide();
                    break;
                case Tabulating:
                    Tabulate();
                    break;
                case Summing:
                    Sum();
                    break;
                case Comparing:
                    Compare();
                    break;
            }

            return _phase == Idle;
        }

        private static bool IsScalar(byte[] octets, int offset)
        {
            int any = 0;
            for (int i = 0; i < P256Number.Octets; i++)
            {
                any |= octets[offset + i];
            }

            return any != 0 && P256Curve.IsLess(octets, offset, P256Constants.Order);
        }

        // 1 / s = s^(n - 2) modulo n (Fermat), from the exponent's highest bit to its lowest.
        private void Invert()
        {
            for (int i = 0; i < ExponentBitsASlice && _bit >= 0; i++)
            {
                int octet = P256Constants.Order[P256Number.Octets - 1 - (_bit >> 3)];

                // n ends in 0x51: n - 2 differs in no other octet.
                octet -= _bit < 8 ? 2 : 0;
                P256Order.Multiply(_inverse, _inverse, _inverse);
                if (((octet >> (_bit & 7)) & 1) != 0)
                {
                    P256Order.Multiply(_inverse, _inverse, _s);
                }

                _bit--;
            }

            if (_bit < 0)
            {
                _phase = Dividing;
            }
        }

        // u1 = digest / s and u2 = r / s. One factor is in Montgomery's form and one is not, so the product is not.
        private void Divide()
        {
            P256Order.Multiply(_digest, _digest, _inverse);
            WriteDigits(_digest, _baseDigits);
            P256Order.Multiply(_s, _r, _inverse);
            WriteDigits(_s, _keyDigits);
            _phase = Tabulating;
        }

        private void WriteDigits(P256Number number, sbyte[] digits)
        {
            P256Order.Reduce(number);
            number.Write(_octets, 0);
            SignedDigits.Write(_octets, digits);
        }

        // Q, 3 Q, 5 Q .. 15 Q: none is the point at infinity, as the order of Q is n.
        private void Tabulate()
        {
            _sum.Set(_addend);
            _curve.Double(_addend);
            for (int i = 0; i < _keyPoints.Length; i += LimbsOfPoint)
            {
                if (i > 0)
                {
                    _curve.Add(_sum, _addend, false);
                }

                _sum.X.Save(_keyPoints, i);
                _sum.Y.Save(_keyPoints, i + P256Number.Limbs);
                _sum.Z.Save(_keyPoints, i + LimbsOfAffine);
            }

            _sum.IsInfinity = true;
            _bit = SignedDigits.Count - 1;
            _phase = Summing;
        }

        private void Sum()
        {
            for (int i = 0; i < DigitsASlice && _bit >= 0; i++)
            {
                _curve.Double(_sum);
                int digit = _baseDigits[_bit];
                if (digit != 0)
                {
                    Add(P256Constants.Numbers, P256Constants.BasePoints, LimbsOfAffine, digit);
                }

                digit = _keyDigits[_bit];
                if (digit != 0)
                {
                    Add(_keyPoints, 0, LimbsOfPoint, digit);
                }

                _bit--;
            }

            if (_bit < 0)
            {
                _phase = Comparing;
            }
        }

        private void Add(int[] table, int first, int limbs, int digit)
        {
            bool isAffine = limbs == LimbsOfAffine;
            int index = first + (limbs * ((digit < 0 ? -digit : digit) >> 1));
            _addend.X.Load(table, index);
            _addend.Y.Load(table, index + P256Number.Limbs);
            if (isAffine)
            {
                _addend.Z.Load(P256Constants.Numbers, P256Constants.One);
            }
            else
            {
                _addend.Z.Load(table, index + LimbsOfAffine);
            }

            if (digit < 0)
            {
                P256Field.Combine(_addend.Y, -1, _addend.Y, 0, _addend.Y);
            }

            _addend.IsInfinity = false;
            _curve.Add(_sum, _addend, isAffine);
        }

        // The sum's x modulo n has to be r. x is less than p, so it is r, or r + n when that is less than p.
        private void Compare()
        {
            _phase = Idle;
            if (_sum.IsInfinity)
            {
                return;
            }

            _inverse.Load(P256Constants.Numbers, P256Constants.ToField);
            P256Field.Multiply(_r, _r, _inverse);
            bool isValid = _curve.IsX(_sum, _r);
            if (!isValid && _mayWrap)
            {
                _inverse.Load(P256Constants.Numbers, P256Constants.OrderInField);
                P256Field.Combine(_r, 1, _r, 1, _inverse);
                isValid = _curve.IsX(_sum, _r);
            }

            IsValid = isValid;
        }
    }
}
