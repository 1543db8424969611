using nanoFramework.TestFramework;
using Sidetap.Model;

namespace Sidetap.Tests.Model
{
    /// <summary>Every reason for which a profile is refused, with its place.</summary>
    [TestClass]
    public class ProfileErrorTests
    {
        [TestMethod]
        public void What_is_no_profile_is_refused_at_its_beginning()
        {
            AssertEnvelope(ProfileError.TooShort, 0, "5354");
            AssertEnvelope(ProfileError.TooShort, 0, string.Empty);
            AssertEnvelope(ProfileError.TooShort, 3, "535450010a00000000");
            AssertEnvelope(ProfileError.BadMagic, 0, "535451010a0000000000");
            AssertEnvelope(ProfileError.UnsupportedVersion, 3, "535450020a0000000000");
            AssertEnvelope(ProfileError.UnsupportedVersion, 3, "535450000a0000000000");
            AssertEnvelope(ProfileError.BadLength, 4, "535450010b0000000000");
            AssertEnvelope(ProfileError.BadLength, 4, "53545001090000000000");
            AssertEnvelope(ProfileError.BadCheckSum, 6, "535450010a0001000000");
            Assert.AreEqual(ProfileOctets.Refusal(ProfileError.TooLong, 0, ProfilePart.Header, -1), ProfileOctets.Answer(new byte[4097]));
        }

        [TestMethod]
        public void A_text_that_is_none_is_refused()
        {
            AssertHeader(ProfileError.BadText, 8, "04030201 08070605 00 0147 00 00 64 e0d403 904e");            // no data set name
            AssertHeader(ProfileError.BadText, 8, "04030201 08070605 012f 0147 00 00 64 e0d403 904e");          // "/"
            AssertHeader(ProfileError.BadText, 10, "04030201 08070605 0144 0123 00 00 64 e0d403 904e");         // "#" as WriterGroup
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 0100 00 64 e0d403 904e");       // NUL
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 017f 00 64 e0d403 904e");       // DEL
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 02c080 00 64 e0d403 904e");     // overlong
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 03eda080 00 64 e0d403 904e");   // a surrogate
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 04f4908080 00 64 e0d403 904e"); // beyond U+10FFFF
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 0180 00 64 e0d403 904e");       // no lead octet
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 01c3 00 64 e0d403 904e");       // cut off
            AssertHeader(ProfileError.BadText, 12, "04030201 08070605 0144 0147 8002 00 64 e0d403 904e");       // claims 256 octets
            Assert.AreEqual("read", ProfileOctets.Answer(ProfileOctets.With(
                ProfileOctets.Header, "04030201 08070605 0144 0147 09c3a9e282acf09f9880 00 64 e0d403 904e"))); // two, three and four octets
            AssertPart(ProfileError.BadText, ProfileOctets.Units, 1, ProfilePart.Unit, 0, "01 00 0141 00");     // no code
            AssertPart(ProfileError.BadText, ProfileOctets.Units, 1, ProfilePart.Unit, 0, "01 02c3a9 0141 00"); // no code of UNECE
            AssertPart(ProfileError.BadText, ProfileOctets.Namespaces, 1, ProfilePart.Namespace, 0, "01 00");
            AssertField(ProfileError.BadText, 2, "02 00 03 00 00 40 00 00");                                    // a field without a name
        }

        [TestMethod]
        public void A_number_that_is_none_is_refused()
        {
            AssertSource(ProfileError.BadNumber, 5, "01 00 00 01 12");
            AssertSource(ProfileError.BadNumber, 5, "01 00 00 01 3f");
            AssertSource(ProfileError.BadNumber, 5, "01 00 00 01 10 0000c07f");         // not a number
            AssertSource(ProfileError.BadNumber, 5, "01 00 00 01 10 000080ff");         // minus infinity
            AssertSource(ProfileError.BadNumber, 5, "01 00 00 01 11 000000000000f07f"); // infinity
            AssertSource(ProfileError.BadNumber, 6, "01 00 00 01 08 ffffffff10");       // 33 bits
            AssertSource(ProfileError.BadNumber, 6, "01 00 00 01 08 808080808001");     // six octets
            AssertSource(ProfileError.BadNumber, 2, "01 ffffffffff 00 01 47");
        }

        [TestMethod]
        public void A_number_outside_its_range_is_refused()
        {
            AssertHeader(ProfileError.OutOfRange, 14, "04030201 08070605 0144 0147 00 00 09 e0d403 904e");     // 9 ms
            AssertHeader(ProfileError.OutOfRange, 14, "04030201 08070605 0144 0147 00 00 81dddb01 e0d403 904e"); // 3,600,001 ms
            AssertHeader(ProfileError.OutOfRange, 15, "04030201 08070605 0144 0147 00 00 64 63 904e");         // key frames faster than samples
            AssertHeader(ProfileError.OutOfRange, 18, "04030201 08070605 0144 0147 00 00 64 e0d403 63");       // keep-alives too
            AssertSource(ProfileError.OutOfRange, 2, "01 81b89929 00 01 47");                                  // 86,400,001 ms
            AssertField(ProfileError.OutOfRange, 6, "04 0142 0a 00 40 41 40 00 00");                           // gain 0
            AssertField(ProfileError.OutOfRange, 6, "08 0142 0a 00 42 41 40 00 00");                           // range upside down
            AssertField(ProfileError.OutOfRange, 6, "10 0142 0a 00 41 41 40 00 00");                           // limits with nothing between
            AssertField(ProfileError.OutOfRange, 6, "40 0142 0a 00 00 40 00 00");                              // array of nothing
            AssertField(ProfileError.OutOfRange, 6, "00 0142 0c 00 00 40 00 00");                              // text of nothing
            AssertField(ProfileError.OutOfRange, 6, "00 0142 0a 00 0801 00 00");                               // deadband -1
            AssertField(ProfileError.OutOfRange, 7, "00 0142 0a 00 40 81b89929 00");
            AssertField(ProfileError.OutOfRange, 8, "00 0142 0a 00 40 00 81b89929");
            AssertPart(ProfileError.OutOfRange, ProfileOctets.Events, 3, ProfilePart.Event, 0, "01 00 00 0000 00");
            AssertPart(ProfileError.OutOfRange, ProfileOctets.Events, 3, ProfilePart.Event, 0, "01 00 00 e903 00");
        }

        [TestMethod]
        public void Too_many_and_too_few_are_refused()
        {
            AssertPart(ProfileError.TooMany, ProfileOctets.Fields, 0, ProfilePart.Header, -1, "00");
            AssertPart(ProfileError.TooMany, ProfileOctets.Fields, 0, ProfilePart.Header, -1, "41");
            AssertPart(ProfileError.TooMany, ProfileOctets.Events, 0, ProfilePart.Header, -1, "21");
            AssertPart(ProfileError.TooMany, ProfileOctets.Units, 0, ProfilePart.Header, -1, "41");
            AssertPart(ProfileError.TooMany, ProfileOctets.Enumerations, 1, ProfilePart.Enumeration, 0, "01 00");
            AssertPart(ProfileError.TooMany, ProfileOctets.Sources, 0, ProfilePart.Header, -1, "ff");
        }

        // 85 sources of kind Box have 255 signals; 254 is the most.
        [TestMethod]
        public void Too_many_signals_are_refused()
        {
            string sources = "55";
            for (int i = 0; i < 85; i++)
            {
                sources += "02 00 00 00";
            }

            AssertPart(ProfileError.TooMany, ProfileOctets.Sources, 1 + (84 * 4), ProfilePart.Source, 84, sources);
        }

        // A count is believed only as far as there are octets: nothing is made of 60 fields in no octets.
        [TestMethod]
        public void A_count_that_its_octets_cannot_hold_is_refused_at_once()
        {
            AssertPart(ProfileError.TooShort, ProfileOctets.Sources, 0, ProfilePart.Header, -1, "fe");
            AssertPart(ProfileError.TooShort, ProfileOctets.Fields, 0, ProfilePart.Header, -1, "40");
            AssertSource(ProfileError.TooShort, 4, "01 00 00 ff 47");
        }

        [TestMethod]
        public void Kinds_that_there_are_not_are_refused()
        {
            AssertSource(ProfileError.UnknownKind, 1, "00 00 00 00");
            AssertSource(ProfileError.UnknownKind, 1, "04 00 00 00");
            AssertSource(ProfileError.UnknownKind, 1, "16 00 00 00");
            AssertSource(ProfileError.UnknownKind, 1, "ff 00 00 00");
            AssertPart(ProfileError.UnknownKind, ProfileOctets.Events, 1, ProfilePart.Event, 0, "01 05 00 0100 00");
        }

        // What measures has another value with every sample, and an array has no one value: an event of a state about them would come always, or never.
        [TestMethod]
        public void A_state_that_is_no_whole_number_and_no_text_is_refused()
        {
            for (int kind = 0; kind <= (int)EventKind.Tool; kind++)
            {
                AssertPart(ProfileError.NoState, ProfileOctets.Events, 2, ProfilePart.Event, 0, "01 0" + kind + " 00 0100 00"); // an array of Floats
                Assert.AreEqual("read", ProfileOctets.Answer(ProfileOctets.With(ProfileOctets.Events, "01 0" + kind + " 01 0100 00")), "a Byte");
            }

            AssertPart(ProfileError.NoState, ProfileOctets.Events, 7, ProfilePart.Event, 1, "02 00 01 0100 00 00 00 0100 00");
            Assert.AreEqual("read", ProfileOctets.Answer(ProfileOctets.With(ProfileOctets.Events, "01 03 00 0100 00")), "a fault of an array");
        }

        [TestMethod]
        public void A_source_sees_earlier_signals_only()
        {
            AssertSource(ProfileError.BadInput, 4, "0c 00 01 00 02 41 40");           // itself
            AssertPart(ProfileError.BadInput, ProfileOctets.Sources, 9, ProfilePart.Source, 1, "02" + ProfileOctets.Constant + "0c 00 01 01 02 41 40");
            AssertPart(ProfileError.BadInput, ProfileOctets.Sources, 9, ProfilePart.Source, 1, "02" + ProfileOctets.Constant + "0c 00 01 fe 02 41 40");
        }

        [TestMethod]
        public void A_source_with_the_wrong_number_of_parameters_is_refused()
        {
            AssertSource(ProfileError.BadParameter, 1, "01 00 00 00");
            AssertSource(ProfileError.BadParameter, 1, "01 00 00 02 41 41");
            AssertSource(ProfileError.BadParameter, 1, "02 00 00 01 41");
            AssertSource(ProfileError.BadParameter, 1, "0a 00 00 01 41");
        }

        [TestMethod]
        public void A_type_that_does_not_fit_is_refused()
        {
            AssertField(ProfileError.BadType, 4, "00 0142 00 00 40 00 00");      // no type
            AssertField(ProfileError.BadType, 4, "00 0142 0d 00 40 00 00");      // DateTime
            AssertField(ProfileError.BadType, 4, "00 0142 13 00 40 00 00");      // StatusCode
            AssertField(ProfileError.BadType, 4, "02 0142 0a 00 00 40 00 00");   // a Float as enumeration
            AssertField(ProfileError.BadType, 4, "01 0142 0c 00 00 08 40 00 00"); // a String with a unit
            AssertField(ProfileError.BadType, 4, "04 0142 0c 00 41 40 08 40 00 00");
            AssertField(ProfileError.BadType, 4, "40 0142 0c 00 02 08 40 00 00"); // an array of Strings
        }

        [TestMethod]
        public void References_to_nothing_are_refused()
        {
            AssertField(ProfileError.BadReference, 5, "00 0142 0a 03 40 00 00");       // there are three signals
            AssertField(ProfileError.BadReference, 5, "00 0142 0a ff 40 00 00");
            AssertField(ProfileError.BadReference, 5, "40 0142 0a 01 03 40 00 00");    // the array ends behind the last one
            AssertField(ProfileError.BadReference, 6, "01 0142 0a 00 01 40 00 00");    // unit
            AssertField(ProfileError.BadReference, 6, "02 0142 03 00 01 40 00 00");    // enumeration
            AssertField(ProfileError.BadReference, 6, "20 0142 03 00 01 05 40 00 00"); // namespace
            AssertPart(ProfileError.BadReference, ProfileOctets.Events, 2, ProfilePart.Event, 0, "01 00 02 0100 00");
        }

        [TestMethod]
        public void Two_fields_of_one_name_are_refused()
        {
            string two = "02" + ProfileOctets.Plain + ProfileOctets.Plain;
            AssertPart(ProfileError.DuplicateName, ProfileOctets.Fields, 10, ProfilePart.Field, 1, two);
        }

        [TestMethod]
        public void Something_behind_the_end_is_refused()
        {
            byte[] whole = ProfileOctets.Whole();
            string content = Hex.Of(whole, 10, whole.Length - 10) + "00";
            string expected = ProfileOctets.Refusal(ProfileError.TrailingOctets, whole.Length, ProfilePart.Header, -1);
            Assert.AreEqual(expected, ProfileOctets.Answer(ProfileOctets.Sealed(content)));
        }

        // What a person reads of each reason says something of its own.
        [TestMethod]
        public void Every_reason_has_its_words()
        {
            for (int i = 0; i <= (int)ProfileError.ChipInUse; i++)
            {
                string text = ProfileErrors.TextOf((ProfileError)i, ProfilePart.Source, 3);
                Assert.AreEqual(0, text.IndexOf("source 3 of the profile: "));
                for (int j = 0; j < i; j++)
                {
                    Assert.AreNotEqual(text, ProfileErrors.TextOf((ProfileError)j, ProfilePart.Source, 3));
                }
            }

            Assert.AreEqual(0, ProfileErrors.TextOf(ProfileError.BadMagic, ProfilePart.Header, -1).IndexOf("the profile: "));
        }

        private static void AssertEnvelope(ProfileError error, int offset, string octets)
        {
            Assert.AreEqual(ProfileOctets.Refusal(error, offset, ProfilePart.Header, -1), ProfileOctets.Answer(Hex.Parse(octets)));
        }

        private static void AssertHeader(ProfileError error, int at, string octets)
        {
            AssertPart(error, ProfileOctets.Header, at, ProfilePart.Header, -1, octets);
        }

        /// <summary>One source only: the fields that refer to the others come later.</summary>
        private static void AssertSource(ProfileError error, int at, string source)
        {
            AssertPart(error, ProfileOctets.Sources, at, ProfilePart.Source, 0, "01" + source);
        }

        private static void AssertField(ProfileError error, int at, string field)
        {
            // The place is counted from the part's first octet, which counts the fields.
            AssertPart(error, ProfileOctets.Fields, at, ProfilePart.Field, 0, "02" + field + "00 0158 0a 00 40 00 00");
        }

        private static void AssertPart(ProfileError error, int part, int at, ProfilePart where, int item, string octets)
        {
            string expected = ProfileOctets.Refusal(error, ProfileOctets.OffsetOf(part) + at, where, item);
            Assert.AreEqual(expected, ProfileOctets.Answer(ProfileOctets.With(part, octets)), octets);
        }
    }
}
