using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>The compiled profile as the box reads it, against octets written by hand.</summary>
    [TestClass]
    public class ProfileReaderTests
    {
        [TestMethod]
        public void Names_versions_and_intervals_are_read()
        {
            MachineProfile profile = Read(ProfileOctets.Whole());
            Assert.AreEqual(0x01020304u, profile.MajorVersion);
            Assert.AreEqual(0x05060708u, profile.MinorVersion);
            Assert.AreEqual("D", profile.DataSetName);
            Assert.AreEqual("G", profile.WriterGroupName);
            Assert.AreEqual(string.Empty, profile.Category);
            Assert.IsNull(profile.Description);
            Assert.AreEqual(100, profile.SamplingIntervalMs);
            Assert.AreEqual(60000, profile.KeyFrameIntervalMs);
            Assert.AreEqual(10000, profile.KeepAliveMs);
            Assert.AreEqual(1, profile.Namespaces.Length);
            Assert.AreEqual("urn:m", profile.Namespaces[0]);
        }

        [TestMethod]
        public void Sources_are_read()
        {
            SourceDescriptor[] sources = Read(ProfileOctets.Whole()).Sources;
            Assert.AreEqual(3, sources.Length);
            Assert.AreEqual((int)SourceKind.Constant, (int)sources[0].Kind);
            Assert.AreEqual(0, sources[0].IntervalMs);
            Assert.AreEqual(0, sources[0].Inputs.Length);
            Assert.AreEqual(1, sources[0].Parameters.Length);
            Assert.AreEqual(7.0, sources[0].Parameters[0]);
            Assert.AreEqual((int)SourceKind.Analog, (int)sources[1].Kind);
            Assert.AreEqual(1000, sources[1].IntervalMs);
            Assert.AreEqual(2.0, sources[1].Parameters[0]);
            Assert.AreEqual(-0.5, sources[1].Parameters[1]);
            Assert.AreEqual(1.5, sources[1].Parameters[2]);
            Assert.AreEqual((int)SourceKind.Linear, (int)sources[2].Kind);
            Assert.AreEqual(1, sources[2].Inputs.Length);
            Assert.AreEqual(1, sources[2].Inputs[0]);
            Assert.AreEqual(0.1, sources[2].Parameters[0]);
            Assert.AreEqual(1000.0, sources[2].Parameters[1]);
        }

        [TestMethod]
        public void Everything_a_field_can_have_is_read()
        {
            FieldBinding field = Read(ProfileOctets.Whole()).Fields[0];
            Assert.AreEqual("A", field.MetaData.Name);
            Assert.AreEqual((int)BuiltInType.Float, (int)field.MetaData.Type);
            Assert.AreEqual(1, field.Signal);
            Assert.AreEqual(4279632, field.MetaData.Unit.UnitId); // AMP
            Assert.AreEqual("A", field.MetaData.Unit.DisplayName);
            Assert.AreEqual("ampere", field.MetaData.Unit.Description);
            Assert.AreEqual(2.0, field.Gain);
            Assert.AreEqual(1.0, field.Offset);
            Assert.IsTrue(field.MetaData.HasRange);
            Assert.AreEqual(0.0, field.MetaData.RangeLow);
            Assert.AreEqual(10.0, field.MetaData.RangeHigh);
            Assert.IsTrue(field.HasLimits);
            Assert.AreEqual(1.0, field.LowLimit);
            Assert.AreEqual(9.0, field.HighLimit);
            Assert.AreEqual(0, field.NodeNamespace);
            Assert.AreEqual(6033u, field.NodeIdentifier);
            Assert.AreEqual(2, field.MetaData.ArrayLength);
            Assert.AreEqual(2, field.SignalCount);
            Assert.AreEqual("d", field.MetaData.Description);
            Assert.AreEqual(0.5, field.Deadband);
            Assert.AreEqual(500, field.PublishingMs);
            Assert.AreEqual(30000, field.HeartbeatMs);
        }

        [TestMethod]
        public void What_a_field_does_not_have_is_as_if_nothing_was_said()
        {
            FieldBinding field = Read(ProfileOctets.Whole()).Fields[1];
            Assert.AreEqual("B", field.MetaData.Name);
            Assert.AreEqual((int)BuiltInType.Byte, (int)field.MetaData.Type);
            Assert.AreEqual(0, field.Signal);
            Assert.AreEqual(2, field.MetaData.EnumStrings.Length);
            Assert.AreEqual("Off", field.MetaData.EnumStrings[0]);
            Assert.AreEqual("On", field.MetaData.EnumStrings[1]);
            Assert.IsNull(field.MetaData.Unit);
            Assert.IsNull(field.MetaData.Description);
            Assert.IsFalse(field.MetaData.HasRange);
            Assert.IsFalse(field.HasLimits);
            Assert.AreEqual(1.0, field.Gain);
            Assert.AreEqual(0.0, field.Offset);
            Assert.AreEqual(-1, field.NodeNamespace);
            Assert.AreEqual(0, field.MetaData.ArrayLength);
            Assert.AreEqual(0.0, field.Deadband);
            Assert.AreEqual(0, field.PublishingMs);
            Assert.AreEqual(0, field.HeartbeatMs);
        }

        [TestMethod]
        public void Events_are_read()
        {
            EventBinding[] events = Read(ProfileOctets.Whole()).Events;
            Assert.AreEqual(1, events.Length);
            Assert.AreEqual((int)EventKind.Fault, (int)events[0].Kind);
            Assert.AreEqual(1, events[0].Field);
            Assert.AreEqual(300, events[0].Severity);
            Assert.AreEqual("ok", events[0].Cause);
        }

        [TestMethod]
        public void A_text_field_has_its_longest_behind_the_description()
        {
            FieldBinding field = Read(ProfileOctets.With(ProfileOctets.Fields, "02 80 0143 0c 00 0164 20 40 00 00" + ProfileOctets.Plain)).Fields[0];
            Assert.AreEqual((int)BuiltInType.String, (int)field.MetaData.Type);
            Assert.AreEqual(32, field.MetaData.MaxStringLength);
            Assert.AreEqual("d", field.MetaData.Description);
        }

        // Every way a number can be written. Decimals are the doubles nearest to them.
        [TestMethod]
        public void Numbers_are_read()
        {
            AssertNumber(0, "40");
            AssertNumber(191, "ff");
            AssertNumber(192, "08 8003");
            AssertNumber(-1, "08 01");
            AssertNumber(0.1, "07 02");
            AssertNumber(0.3, "07 06");
            AssertNumber(-0.005, "05 09");
            AssertNumber(1e-8, "00 02");
            AssertNumber(0.00000123, "00 f601");
            AssertNumber(1e7, "0f 02");
            AssertNumber(21474836470000000.0, "0f feffffff0f");
            AssertNumber(-2147483648.0, "08 ffffffff0f");
            AssertNumber(0.5, "10 0000003f");
            AssertNumber(1e300, "11 9c7500883ce4377e");
        }

        [TestMethod]
        public void It_may_lie_anywhere_in_a_buffer()
        {
            byte[] octets = ProfileOctets.Whole();
            byte[] buffer = new byte[octets.Length + 20];
            System.Array.Copy(octets, 0, buffer, 13, octets.Length);
            ProfileReader reader = new ProfileReader();
            Assert.IsNotNull(reader.Read(buffer, 13, octets.Length));
            buffer[13 + 2] = 0;
            Assert.IsNull(reader.Read(buffer, 13, octets.Length));
            Assert.AreEqual((int)ProfileError.BadMagic, (int)reader.Error);
            Assert.AreEqual(0, reader.ErrorOffset);
        }

        [TestMethod]
        public void What_a_profile_says_survives_writing_and_reading()
        {
            byte[] octets = ProfileWriter.Write(TestProfile.Create());
            MachineProfile profile = Read(octets);
            Assert.AreEqual(10, profile.Fields.Length);
            Assert.AreEqual("SpindlePower", profile.Fields[4].MetaData.Name);
            Assert.AreEqual(0.005, profile.Fields[4].Deadband);
            Assert.AreEqual(0.015, profile.Sources[12].Parameters[1]);
            byte[] again = ProfileWriter.Write(profile);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), Hex.Of(again, 0, again.Length));
        }

        [TestMethod]
        public void Forty_eight_fields_take_less_than_two_kilobytes()
        {
            MachineProfile profile = TestProfile.Create();
            FieldBinding[] fields = new FieldBinding[48];
            for (int i = 0; i < fields.Length; i++)
            {
                FieldMetaData like = profile.Fields[4].MetaData;
                FieldMetaData data = new FieldMetaData("TemperatureZone" + i.ToString(), BuiltInType.Float)
                {
                    Unit = like.Unit,
                    HasRange = true,
                    RangeHigh = 400,
                };
                fields[i] = new FieldBinding(data, i % 8)
                {
                    Deadband = 0.05,
                    HeartbeatMs = 30000,
                    HasLimits = i % 2 == 0,
                    LowLimit = 180,
                    HighLimit = 260.5,
                    NodeNamespace = 0,
                    NodeIdentifier = 6111,
                };
            }

            profile.Fields = fields;
            for (int i = 0; i < profile.Events.Length; i++)
            {
                profile.Events[i] = new EventBinding(EventKind.Limit, i, profile.Events[i].Severity, profile.Events[i].Cause); // a Float is no state
            }

            profile.Description = null; // texts for people are left out, as the compiler does
            profile.Namespaces = new string[] { "http://opcfoundation.org/UA/PlasticsRubber/GeneralTypes/" };
            byte[] octets = ProfileWriter.Write(profile, false);
            Assert.AreEqual(48, Read(octets).Fields.Length);
            Assert.IsTrue(octets.Length <= 2048, octets.Length.ToString());
        }

        // The one that the firmware brings; a board for a mill has eight analog channels and more.
        [TestMethod]
        public void The_built_in_profile_can_be_read()
        {
            byte[] octets = new byte[BuiltInProfile.Length];
            BuiltInProfile.CopyTo(octets, 0);
            Assert.AreEqual("read", ProfileOctets.Answer(octets));
            Assert.AreEqual("CncMachineTool", BuiltInProfile.Create().DataSetName);
        }

        private static void AssertNumber(double expected, string octets)
        {
            MachineProfile profile = Read(ProfileOctets.With(ProfileOctets.Sources, "03 01000001" + octets + ProfileOctets.Analog + ProfileOctets.Linear));
            Assert.AreEqual(expected, profile.Sources[0].Parameters[0]);
        }

        private static MachineProfile Read(byte[] octets)
        {
            ProfileReader reader = new ProfileReader();
            MachineProfile profile = reader.Read(octets, 0, octets.Length);
            Assert.AreEqual("read", ProfileOctets.Answer(octets));
            return profile;
        }
    }
}
