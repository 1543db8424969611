namespace Sidetap.Crypto
{
    /// <summary>
    /// The group of P-256's points, y^2 = x^3 - 3 x + b (SP 800-186, 3.2.1.3; SEC 1, 2.2.1), in Jacobian coordinates, which need no division (D. Hankerson, A. Menezes, S. Vanstone,
    /// Guide to Elliptic Curve Cryptography, 3.2.2). For public points: what a method does depends on them. It has four numbers of its own to compute in, and takes no heap
    /// after it was made.
    /// </summary>
    public sealed class P256Curve
    {
        private readonly P256Number _a = new P256Number();
        private readonly P256Number _b = new P256Number();
        private readonly P256Number _c = new P256Number();
        private readonly P256Number _d = new P256Number();

        /// <summary>Reads a point and checks it: SEC 1, 3.2.2.1, where the order of every point but the one at infinity is n, so that nothing is left to check.</summary>
        /// <param name="octets">Hold x and y, 32 octets each, most significant first.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="point">The point; undefined when it is refused.</param>
        /// <returns>Whether both are less than p and it is a point of the curve.</returns>
        public bool TryRead(byte[] octets, int offset, P256Point point)
        {
            if (!IsLess(octets, offset, P256Constants.Prime) || !IsLess(octets, offset + P256Number.Octets, P256Constants.Prime))
            {
                return false;
            }

            point.X.Read(octets, offset);
            point.Y.Read(octets, offset + P256Number.Octets);
            point.Z.Load(P256Constants.Numbers, P256Constants.One);
            point.IsInfinity = false;
            _a.Load(P256Constants.Numbers, P256Constants.ToField);
            P256Field.Multiply(point.X, point.X, _a);
            P256Field.Multiply(point.Y, point.Y, _a);

            // x^3 - 3 x + b - y^2
            P256Field.Square(_a, point.X);
            P256Field.Multiply(_a, _a, point.X);
            P256Field.Combine(_a, 1, _a, -3, point.X);
            P256Field.Square(_b, point.Y);
            P256Field.Combine(_a, 1, _a, -1, _b);
            _b.Load(P256Constants.Numbers, P256Constants.B);
            P256Field.Combine(_a, 1, _a, 1, _b);
            return P256Field.IsZero(_a);
        }

        /// <summary>Doubles a point.</summary>
        /// <param name="point">Becomes twice itself.</param>
        public void Double(P256Point point)
        {
            if (point.IsInfinity)
            {
                return;
            }

            // No point has y = 0: its order would be 2. d = 3 (X - Z^2) (X + Z^2), as a = -3.
            P256Number x = point.X;
            P256Number y = point.Y;
            P256Number z = point.Z;
            P256Field.Square(_a, z);
            P256Field.Square(_b, y);
            P256Field.Multiply(_c, x, _b);
            P256Field.Combine(_d, 2, y, 0, y);
            P256Field.Multiply(z, _d, z);
            P256Field.Combine(_d, 3, x, -3, _a);
            P256Field.Combine(_a, 1, x, 1, _a);
            P256Field.Multiply(_d, _d, _a);

            // X' = d^2 - 8 X Y^2, Y' = d (4 X Y^2 - X') - 8 Y^4, Z' = 2 Y Z
            P256Field.Square(_a, _d);
            P256Field.Combine(x, 1, _a, -8, _c);
            P256Field.Combine(_c, 4, _c, -1, x);
            P256Field.Multiply(_c, _d, _c);
            P256Field.Square(_b, _b);
            P256Field.Combine(y, 1, _c, -8, _b);
        }

        /// <summary>Adds a point to another, whichever they are: also the same, its opposite, or the one at infinity.</summary>
        /// <param name="sum">What is added to.</param>
        /// <param name="point">What is added; it is left as it was.</param>
        /// <param name="isAffine">Whether the Z of what is added is known to be 1, which spares a third of the work.</param>
        public void Add(P256Point sum, P256Point point, bool isAffine)
        {
            if (point.IsInfinity)
            {
                return;
            }

            if (sum.IsInfinity)
            {
                sum.Set(point);
                return;
            }

            // Both over the same denominators: b and c are the other's X and Y times the sum's Z^2 and Z^3, and the sum's own become the same with the other's.
            P256Number x = sum.X;
            P256Number y = sum.Y;
            P256Number z = sum.Z;
            P256Field.Square(_a, z);
            P256Field.Multiply(_b, point.X, _a);
            P256Field.Multiply(_a, _a, z);
            P256Field.Multiply(_c, point.Y, _a);
            if (!isAffine)
            {
                P256Field.Square(_a, point.Z);
                P256Field.Multiply(x, x, _a);
                P256Field.Multiply(_a, _a, point.Z);
                P256Field.Multiply(y, y, _a);
                P256Field.Multiply(z, z, point.Z);
            }

            P256Field.Combine(_b, 1, _b, -1, x);
            P256Field.Combine(_c, 1, _c, -1, y);
            if (P256Field.IsZero(_b))
            {
                // The same x: the same point, or its opposite.
                sum.IsInfinity = !P256Field.IsZero(_c);
                Double(sum);
                return;
            }

            // With the differences b and c: X' = c^2 - b^3 - 2 X b^2, Y' = c (X b^2 - X') - Y b^3, Z' = Z b
            P256Field.Multiply(z, z, _b);
            P256Field.Square(_a, _b);
            P256Field.Multiply(_b, _b, _a);
            P256Field.Multiply(_a, x, _a);
            P256Field.Square(x, _c);
            P256Field.Combine(x, 1, x, -1, _b);
            P256Field.Combine(x, 1, x, -2, _a);
            P256Field.Combine(_a, 1, _a, -1, x);
            P256Field.Multiply(_a, _c, _a);
            P256Field.Multiply(_b, y, _b);
            P256Field.Combine(y, 1, _a, -1, _b);
        }

        /// <summary>Whether a point's x is a number.</summary>
        /// <param name="point">The point, not the one at infinity.</param>
        /// <param name="number">The number, in the field's form.</param>
        /// <returns>True when number * Z^2 = X.</returns>
        public bool IsX(P256Point point, P256Number number)
        {
            P256Field.Square(_a, point.Z);
            P256Field.Multiply(_a, number, _a);
            P256Field.Combine(_a, 1, _a, -1, point.X);
            return P256Field.IsZero(_a);
        }

        /// <summary>Whether a number is less than another.</summary>
        /// <param name="octets">Hold the number, most significant first.</param>
        /// <param name="offset">Index of the first of 32.</param>
        /// <param name="bound">The other number, 32 octets.</param>
        /// <returns>Whether it is.</returns>
        public static bool IsLess(byte[] octets, int offset, byte[] bound)
        {
            for (int i = 0; i < P256Number.Octets; i++)
            {
                if (octets[offset + i] != bound[i])
                {
                    return octets[offset + i] < bound[i];
                }
            }

            return false;
        }
    }
}
