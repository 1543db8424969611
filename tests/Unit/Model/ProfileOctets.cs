using Sidetap.Model;

namespace Sidetap.Tests.Model
{
    /// <summary>A compiled profile written by hand, part by part, so that a test can put another part in its place.</summary>
    public static class ProfileOctets
    {
        /// <summary>Number of the part with versions, names and intervals.</summary>
        public const int Header = 0;

        /// <summary>Number of the units' part.</summary>
        public const int Units = 1;

        /// <summary>Number of the enumerations' part.</summary>
        public const int Enumerations = 2;

        /// <summary>Number of the namespaces' part.</summary>
        public const int Namespaces = 3;

        /// <summary>Number of the sources' part.</summary>
        public const int Sources = 4;

        /// <summary>Number of the fields' part.</summary>
        public const int Fields = 5;

        /// <summary>Number of the events' part.</summary>
        public const int Events = 6;

        /// <summary>A source: the constant 7.</summary>
        public const string Constant = "01 00 00 01 47";

        /// <summary>A source: analog channel 2, times -0.5, plus 1.5, once a second.</summary>
        public const string Analog = "0a e807 00 03 42 0709 100000c03f";

        /// <summary>A source: the second signal times 0.1, plus 1000.</summary>
        public const string Linear = "0c 00 01 01 02 119a9999999999b93f 0b02";

        /// <summary>A field of two Floats, with everything a field can have.</summary>
        public const string Rich = "fd 0141 0a 01 00 4241 404a 4149 00912f 02 0164 070a f403 b0ea01";

        /// <summary>A Byte that is an enumeration.</summary>
        public const string Plain = "02 0142 03 00 00 40 00 00";

        private static readonly string[] Parts =
        {
            "04030201 08070605 0144 0147 00 00 64 e0d403 904e",
            "01 03414d50 0141 06616d70657265",
            "01 02 034f6666 024f6e",
            "01 0575726e3a6d",
            "03" + Constant + Analog + Linear,
            "02" + Rich + Plain,
            "01 03 01 2c01 026f6b",
        };

        /// <summary>The whole of it, with length and check sum as computed elsewhere (zlib).</summary>
        public static byte[] Whole()
        {
            return Hex.Parse("53545001 8a00 8e303912" + Join(-1, null));
        }

        /// <summary>It with another part.</summary>
        public static byte[] With(int part, string octets)
        {
            return Sealed(Join(part, octets));
        }

        /// <summary>A profile with this content behind the first ten octets.</summary>
        public static byte[] Sealed(string content)
        {
            byte[] octets = Hex.Parse("53545001 0000 00000000" + content);
            ProfileWriter.Seal(octets);
            return octets;
        }

        /// <summary>Index of a part's first octet.</summary>
        public static int OffsetOf(int part)
        {
            int length = 10;
            for (int i = 0; i < part; i++)
            {
                length += Hex.Parse(Parts[i]).Length;
            }

            return length;
        }

        /// <summary>What a reader says: "read", or reason, offset, part and item.</summary>
        public static string Answer(byte[] octets)
        {
            ProfileReader reader = new ProfileReader();
            if (reader.Read(octets, 0, octets.Length) != null)
            {
                return reader.Error == ProfileError.None ? "read" : "read with an error";
            }

            return ((int)reader.Error).ToString() + " at " + reader.ErrorOffset.ToString() + " in " + ((int)reader.Part).ToString() + "/" + reader.Item.ToString();
        }

        /// <summary>How a refusal is told by <see cref="Answer"/>.</summary>
        public static string Refusal(ProfileError error, int offset, ProfilePart part, int item)
        {
            return ((int)error).ToString() + " at " + offset.ToString() + " in " + ((int)part).ToString() + "/" + item.ToString();
        }

        private static string Join(int part, string octets)
        {
            string all = string.Empty;
            for (int i = 0; i < Parts.Length; i++)
            {
                all += i == part ? octets : Parts[i];
            }

            return all;
        }
    }
}
