namespace Sidetap.Crypto
{
    /// <summary>A point of P-256 in Jacobian coordinates: x = X / Z^2, y = Y / Z^3, in the form of <see cref="P256Field"/>; or the point at infinity.</summary>
    public sealed class P256Point
    {
        /// <summary>Coordinates of a point.</summary>
        public readonly P256Number X = new P256Number();

        /// <summary>Coordinates of a point.</summary>
        public readonly P256Number Y = new P256Number();

        /// <summary>Coordinates of a point; not 0.</summary>
        public readonly P256Number Z = new P256Number();

        /// <summary>Whether it is the point at infinity; the coordinates then say nothing.</summary>
        public bool IsInfinity = true;

        /// <summary>Becomes another point.</summary>
        /// <param name="other">The other.</param>
        public void Set(P256Point other)
        {
            X.Set(other.X);
            Y.Set(other.Y);
            Z.Set(other.Z);
            IsInfinity = other.IsInfinity;
        }
    }
}
