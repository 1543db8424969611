using Sidetap.PubSub;

namespace Sidetap.Update
{
    /// <summary>The header of an MCUboot image, <c>image_header</c> (MCUboot, Bootloader, "Image Format"); least significant octet first.</summary>
    /// <remarks>magic (4), load address (4), octets of the header (2), of the protected TLVs (2), of the payload (4), flags (4), version: major (1), minor (1), revision (2),
    /// build (4); 4 octets of nothing. The header may be longer: it is padded, to where a processor wants its vectors.</remarks>
    public static class ImageHeader
    {
        /// <summary>Octets that say something.</summary>
        public const int Length = 32;

        /// <summary>Octets of a version.</summary>
        public const int VersionLength = 8;

        /// <summary>Index of the version.</summary>
        public const int VersionAt = 20;

        /// <summary>IMAGE_MAGIC.</summary>
        public const uint Magic = 0x96F3B83D;

        // A header with more padding than any processor asks for.
        private const int MostOctets = 0x1000;

        // Encrypted with either length of key, not to be booted, or to be copied to RAM: nothing a box can start.
        private const uint UnusableFlags = 0x04 | 0x08 | 0x10 | 0x20;

        /// <summary>Whether a header belongs to an image of a length that can be started.</summary>
        /// <param name="header">Holds it.</param>
        /// <param name="offset">Index of its first octet; <see cref="Length"/> octets are there.</param>
        /// <param name="totalLength">Octets of the image with header and TLVs.</param>
        /// <returns>None, BadMagic, BadHeader; Truncated when header, payload and protected TLVs alone are longer.</returns>
        public static UpdateError Check(byte[] header, int offset, int totalLength)
        {
            if (UaBinary.Get32(header, offset) != Magic)
            {
                return UpdateError.BadMagic;
            }

            int octets = OctetsOf(header, offset);
            uint payload = UaBinary.Get32(header, offset + 12);
            if (octets < Length || octets > MostOctets || payload == 0 || (UaBinary.Get32(header, offset + 16) & UnusableFlags) != 0)
            {
                return UpdateError.BadHeader;
            }

            long least = (long)octets + payload + ProtectedOf(header, offset);
            return least < totalLength ? UpdateError.None : UpdateError.Truncated;
        }

        /// <summary>Octets of the header with its padding.</summary>
        /// <param name="header">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <returns>Octets.</returns>
        public static int OctetsOf(byte[] header, int offset)
        {
            return UaBinary.Get16(header, offset + 8);
        }

        /// <summary>Octets of the protected TLVs, with their own head; 0: there are none.</summary>
        /// <param name="header">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <returns>Octets.</returns>
        public static int ProtectedOf(byte[] header, int offset)
        {
            return UaBinary.Get16(header, offset + 10);
        }

        /// <summary>Octets of the payload, of a header that was checked.</summary>
        /// <param name="header">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <returns>Octets.</returns>
        public static int PayloadOf(byte[] header, int offset)
        {
            return (int)UaBinary.Get32(header, offset + 12);
        }

        /// <summary>Compares two versions: major, minor, revision, then build.</summary>
        /// <param name="a">Holds the one.</param>
        /// <param name="aOffset">Index of its first octet.</param>
        /// <param name="b">Holds the other.</param>
        /// <param name="bOffset">Index of its first octet.</param>
        /// <returns>Less than 0 when the first is the older one, 0 when they are the same, more when it is the newer one.</returns>
        public static int CompareVersions(byte[] a, int aOffset, byte[] b, int bOffset)
        {
            int order = a[aOffset] - b[bOffset];
            order = order != 0 ? order : a[aOffset + 1] - b[bOffset + 1];
            order = order != 0 ? order : UaBinary.Get16(a, aOffset + 2) - UaBinary.Get16(b, bOffset + 2);
            if (order != 0)
            {
                return order;
            }

            uint build = UaBinary.Get32(a, aOffset + 4);
            uint other = UaBinary.Get32(b, bOffset + 4);
            return build < other ? -1 : build == other ? 0 : 1;
        }

        /// <summary>Writes a version as eight octets.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index at which the first is put.</param>
        /// <param name="major">0..255.</param>
        /// <param name="minor">0..255.</param>
        /// <param name="revision">0..65,535.</param>
        /// <param name="build">A count.</param>
        public static void PutVersion(byte[] buffer, int offset, int major, int minor, int revision, uint build)
        {
            buffer[offset] = (byte)major;
            buffer[offset + 1] = (byte)minor;
            UaBinary.Put16(buffer, offset + 2, revision);
            UaBinary.Put32(buffer, offset + 4, build);
        }

        /// <summary>Whether two headers are those of the same image.</summary>
        /// <param name="a">Holds the one.</param>
        /// <param name="aOffset">Index of its first octet.</param>
        /// <param name="b">Holds the other.</param>
        /// <param name="bOffset">Index of its first octet.</param>
        /// <returns>True when all <see cref="Length"/> octets are the same.</returns>
        public static bool IsSame(byte[] a, int aOffset, byte[] b, int bOffset)
        {
            for (int i = 0; i < Length; i++)
            {
                if (a[aOffset + i] != b[bOffset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
