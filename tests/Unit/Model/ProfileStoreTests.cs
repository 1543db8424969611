using System;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>The box keeps the profile it has until it has a better one. A new store is a new start of the box.</summary>
    [TestClass]
    public class ProfileStoreTests
    {
        private const int MaxMessage = 500;

        [TestMethod]
        public void Without_a_profile_in_flash_the_built_in_one_is_taken()
        {
            ProfileStore store = Store(new MemoryFiles());
            Assert.AreEqual("CncMachineTool", store.Load().DataSetName);
            Assert.IsTrue(store.IsBuiltIn);
            Assert.AreEqual((int)ProfileError.None, (int)store.Error);
        }

        [TestMethod]
        public void An_installed_profile_is_taken_from_the_next_start_on()
        {
            MemoryFiles files = new MemoryFiles();
            Install(files, "First");
            Assert.AreEqual("First", Loaded(files));
            Install(files, "Second");
            Assert.AreEqual("Second", Loaded(files));
            Install(files, "Third");
            Assert.AreEqual("Third", Loaded(files));
        }

        [TestMethod]
        public void A_refused_profile_leaves_the_one_there_was_and_writes_nothing()
        {
            MemoryFiles files = new MemoryFiles();
            Install(files, "First");
            int writes = files.Writes;
            byte[] octets = Octets("Second");
            octets[20] ^= 1;
            ProfileStore store = Store(files);
            Assert.IsFalse(store.Install(octets, 0, octets.Length));
            Assert.AreEqual((int)ProfileError.BadCheckSum, (int)store.Error);
            Assert.AreEqual(6, store.ErrorOffset);
            Assert.AreEqual("the profile: its check sum is wrong; send it again", store.Refusal());
            Assert.AreEqual(writes, files.Writes);
            Assert.AreEqual("First", Loaded(files));
        }

        [TestMethod]
        public void A_source_that_the_board_does_not_have_is_named()
        {
            MachineProfile profile = TestProfile.Create();
            profile.Sources[5].Parameters[0] = 8; // the board has eight channels, 0 to 7
            AssertRefused(profile, new NodeSettings(), MaxMessage, ProfileError.NoChannel, ProfilePart.Source, 5);
            profile.Sources[5].Parameters[0] = 0.5;
            AssertRefused(profile, new NodeSettings(), MaxMessage, ProfileError.BadParameter, ProfilePart.Source, 5);
            profile.Sources[5] = new SourceDescriptor { Kind = SourceKind.PulseCounter, Parameters = new double[] { 0, 1, 1000 } };
            AssertRefused(profile, new NodeSettings(), MaxMessage, ProfileError.NotOnThisBoard, ProfilePart.Source, 5);
        }

        [TestMethod]
        public void A_text_field_needs_a_text_and_a_number_a_number()
        {
            MachineProfile profile = TestProfile.Create();
            profile.Fields[3] = new FieldBinding(new FieldMetaData("Text", BuiltInType.String, 0, 8), 3);
            AssertRefused(profile, new NodeSettings(), MaxMessage, ProfileError.BadType, ProfilePart.Field, 3);
        }

        [TestMethod]
        public void A_profile_whose_messages_no_frame_can_carry_is_refused()
        {
            MachineProfile profile = TestProfile.Create(); // ten fields of four octets, each Uncertain: 64 + 10 (4 + 7)
            AssertRefused(profile, new NodeSettings(), 173, ProfileError.TooLongForFrame, ProfilePart.Field, -1);
            byte[] octets = ProfileWriter.Write(profile);
            Assert.IsTrue(Store(new MemoryFiles(), new NodeSettings(), 174).Install(octets, 0, octets.Length));
            NodeSettings settings = new NodeSettings { TopicPrefix = "a/very/long/prefix/of/more/than/a/hundred/octets/which/is/not/the/profiles/fault/but/does/not/fit/the/frame/with/all/its/levels/at/all/0123456789" };
            AssertRefused(profile, settings, 174, ProfileError.TooLongForFrame, ProfilePart.Field, -1);
        }

        [TestMethod]
        public void The_fixed_layout_takes_no_arrays()
        {
            MachineProfile profile = TestProfile.Create();
            profile.Fields[2] = new FieldBinding(new FieldMetaData("Array", BuiltInType.Float, 2, 0), 0);
            NodeSettings settings = new NodeSettings { Layout = HeaderLayout.PeriodicFixed };
            AssertRefused(profile, settings, MaxMessage, ProfileError.NotInFixedLayout, ProfilePart.Field, 2);
            byte[] octets = ProfileWriter.Write(profile);
            Assert.IsTrue(Store(new MemoryFiles()).Install(octets, 0, octets.Length));
        }

        [TestMethod]
        public void A_failed_write_leaves_the_one_there_was()
        {
            MemoryFiles files = new MemoryFiles();
            Install(files, "First");
            files.IsWornOut = true;
            ProfileStore store = Store(files);
            byte[] octets = Octets("Second");
            Assert.IsFalse(store.Install(octets, 0, octets.Length));
            Assert.AreEqual((int)ProfileError.NotStored, (int)store.Error);
            Assert.AreEqual("First", Loaded(files));
        }

        [TestMethod]
        public void A_power_cut_at_any_octet_leaves_one_or_the_other()
        {
            byte[] octets = Octets("Third");
            for (int cut = 0; cut <= octets.Length + 10; cut += 13)
            {
                MemoryFiles files = new MemoryFiles();
                Install(files, "First");
                Install(files, "Second");
                files.OctetsUntilCut = cut;
                bool isStored = Store(files).Install(octets, 0, octets.Length);
                files.OctetsUntilCut = -1;
                string loaded = Loaded(files);
                Assert.IsTrue(loaded == "Second" || (loaded == "Third" && cut >= octets.Length), cut.ToString() + " " + loaded);
                Assert.IsTrue(!isStored || loaded == "Third");
                Install(files, "Fourth");
                Assert.AreEqual("Fourth", Loaded(files));
            }
        }

        [TestMethod]
        public void When_the_newest_copy_is_damaged_the_other_one_is_taken()
        {
            MemoryFiles files = new MemoryFiles();
            Install(files, "First");
            Install(files, "Second");
            files.Damage("profile.b", 50, 4);
            Assert.AreEqual("First", Loaded(files));
            files.Damage("profile.a", 50, 4);
            Assert.AreEqual("CncMachineTool", Loaded(files));
        }

        // Whole, and yet of no use: the board has been changed since. The older copy is in force then, so it is the newest one that is overwritten.
        [TestMethod]
        public void When_the_newest_copy_does_not_fit_the_board_the_other_one_is_taken_and_kept()
        {
            MemoryFiles files = new MemoryFiles();
            InstallOnBigBoard(files, "First", 7);
            InstallOnBigBoard(files, "Second", 11);
            ProfileStore store = Store(files);
            Assert.AreEqual("First", store.Load().DataSetName);
            Assert.IsFalse(store.IsBuiltIn);
            Assert.AreEqual((int)ProfileError.NoChannel, (int)store.Error);
            Assert.AreEqual(5, store.Item);
            Assert.AreEqual("source 5 of the profile: it reads analog channel 11, and this board has 0 to 7", store.Refusal());
            byte[] octets = Octets("Third");
            files.OctetsUntilCut = 30;
            Store(files).Install(octets, 0, octets.Length);
            files.OctetsUntilCut = -1;
            Assert.AreEqual("First", Loaded(files));
            Install(files, "Third");
            Assert.AreEqual("Third", Loaded(files));
        }

        // A length in the file area's header that is longer than any profile, or nothing at all.
        [TestMethod]
        public void Files_that_hold_something_else_are_passed_over()
        {
            MemoryFiles files = new MemoryFiles();
            files.Write("profile.a", new byte[5000], 0, 5000);
            files.Write("profile.b", new byte[0], 0, 0);
            Assert.AreEqual("CncMachineTool", Loaded(files));
            Install(files, "First");
            Assert.AreEqual("First", Loaded(files));
        }

        private static void AssertRefused(
            MachineProfile profile, NodeSettings settings, int maxMessage, ProfileError error, ProfilePart part, int item)
        {
            MemoryFiles files = new MemoryFiles();
            byte[] octets = ProfileWriter.Write(profile);
            ProfileStore store = Store(files, settings, maxMessage);
            Assert.IsFalse(store.Install(octets, 0, octets.Length));
            Assert.AreEqual((int)error, (int)store.Error);
            Assert.AreEqual((int)part, (int)store.Part);
            Assert.AreEqual(item, store.Item);
            Assert.AreEqual(0, files.Writes);
        }

        private static ProfileStore Store(MemoryFiles files)
        {
            return Store(files, new NodeSettings(), MaxMessage);
        }

        private static ProfileStore Store(MemoryFiles files, NodeSettings settings, int maxMessage)
        {
            return new ProfileStore(files, new FakeBoard().Inputs, settings, maxMessage);
        }

        private static string Loaded(MemoryFiles files)
        {
            return Store(files).Load().DataSetName;
        }

        private static void Install(MemoryFiles files, string name)
        {
            byte[] octets = Octets(name);
            Assert.IsTrue(Store(files).Install(octets, 0, octets.Length), name);
        }

        private static void InstallOnBigBoard(MemoryFiles files, string name, int channel)
        {
            MachineProfile profile = Named(name);
            profile.Sources[5].Parameters[0] = channel;
            byte[] octets = ProfileWriter.Write(profile, false);
            MachineInputs inputs = new MachineInputs { Analog = new BigBoard(), Digital = new FakeBoard() };
            Assert.IsTrue(new ProfileStore(files, inputs, new NodeSettings(), MaxMessage).Install(octets, 0, octets.Length));
        }

        private static byte[] Octets(string name)
        {
            return ProfileWriter.Write(Named(name), false);
        }

        private static MachineProfile Named(string name)
        {
            MachineProfile profile = TestProfile.Create();
            profile.DataSetName = name;
            return profile;
        }

        /// <summary>A board of twelve analog channels.</summary>
        private sealed class BigBoard : IAnalogInput
        {
            public int ChannelCount
            {
                get { return 12; }
            }

            public InputStatus Read(int channel, out float value)
            {
                value = 0;
                return InputStatus.Good;
            }
        }
    }
}
