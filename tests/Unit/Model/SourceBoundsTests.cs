using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>What a profile can't ask of a box: more memory than it has left, and one wave form twice.</summary>
    [TestClass]
    public class SourceBoundsTests
    {
        private const int ClampOctets = 2048;
        private const int Fitting = SourceSet.MaxBufferOctets / ClampOctets;

        [TestMethod]
        public void Buffers_up_to_the_limit_are_built()
        {
            int item;
            SourceSet sources;
            Assert.AreEqual((int)ProfileError.None, (int)Build(Clamps(Fitting), out sources, out item));
            Assert.AreEqual(-1, item);
            Assert.IsNotNull(sources);
        }

        // 84 clamps are a profile of less than a thousand octets.
        [TestMethod]
        public void Sources_that_take_more_memory_are_refused_by_name()
        {
            int item;
            SourceSet sources;
            Assert.AreEqual((int)ProfileError.TooMuchMemory, (int)Build(Clamps(Fitting + 1), out sources, out item));
            Assert.AreEqual(Fitting, item);
            Assert.IsNull(sources);
            Assert.AreEqual((int)ProfileError.TooMuchMemory, (int)Build(Clamps(84), out sources, out item));
            Assert.AreEqual(Fitting, item);
            Assert.AreEqual((int)ProfilePart.Source, (int)ProfileCheck.PartOf(ProfileError.TooMuchMemory));
        }

        // A wave form's samples are read once: the second clamp would get what the first one left.
        [TestMethod]
        public void Two_clamps_on_one_channel_are_refused_by_name()
        {
            SourceDescriptor[] clamps = Clamps(3);
            clamps[2].Parameters[0] = 0;
            int item;
            SourceSet sources;
            Assert.AreEqual((int)ProfileError.ChannelInUse, (int)Build(clamps, out sources, out item));
            Assert.AreEqual(2, item);
            Assert.IsNull(sources);
            Assert.AreEqual((int)ProfilePart.Source, (int)ProfileCheck.PartOf(ProfileError.ChannelInUse));
        }

        // A chip has one set of settings: the source that came first would read by those of the second.
        [TestMethod]
        public void Two_sources_on_one_chip_have_to_agree()
        {
            AssertChip(ProfileError.None, Converter(SourceKind.Max31856, 0, 1, 50, 1), Converter(SourceKind.Max31856, 1, 2, 50, 1));
            AssertChip(ProfileError.None, Converter(SourceKind.Max31856, 1, 1, 50, 1), Converter(SourceKind.Max31856, 1, 1, 50, 1));
            AssertChip(ProfileError.ChipInUse, Converter(SourceKind.Max31856, 1, 1, 50, 1), Converter(SourceKind.Max31856, 1, 2, 50, 1));
            AssertChip(ProfileError.ChipInUse, Converter(SourceKind.Max31856, 1, 1, 50, 1), Converter(SourceKind.Max31865, 1, 100, 400, 3, 50));
            AssertChip(ProfileError.ChipInUse, Converter(SourceKind.Max31865, 1, 100, 400, 3, 50), Accelerometer(2, 1));
            AssertChip(ProfileError.ChipInUse, Accelerometer(0, 1), Accelerometer(0, 1)); // each sample is read once
            AssertChip(ProfileError.None, Accelerometer(0, 1), Accelerometer(1, 29));
            AssertChip(ProfileError.ChipInUse, Accelerometer(3, 29), Accelerometer(1, 29));
            AssertChip(ProfileError.None, Accelerometer(3, 29), Accelerometer(3, 83));
        }

        private static void AssertChip(ProfileError error, SourceDescriptor one, SourceDescriptor other)
        {
            int item;
            SourceSet sources;
            MachineProfile profile = new MachineProfile { Sources = new SourceDescriptor[] { one, other } };
            Assert.AreEqual((int)error, (int)ProfileCheck.Build(profile, new MachineInputs { Spi = new Chips(), I2c = new FakeI2c(29, 64, 1) }, out sources, out item));
            Assert.AreEqual(error == ProfileError.None ? -1 : 1, item);
        }

        private static SourceDescriptor Converter(SourceKind kind, params double[] parameters)
        {
            return new SourceDescriptor { Kind = kind, Parameters = parameters };
        }

        private static SourceDescriptor Accelerometer(int chip, int device)
        {
            double rate = chip < 2 ? 1600 : 2000;
            return new SourceDescriptor { Kind = SourceKind.Accelerometer, Parameters = new double[] { chip, device, 2, rate, 32, 0, 0, 0, 0, 0 } };
        }

        // Why: what one has read, the other one misses.
        [TestMethod]
        public void Of_two_clamps_on_one_channel_the_second_measures_nothing()
        {
            Bursts bursts = new Bursts();
            SignalTable signals = new SignalTable(6);
            CurrentClamp one = new CurrentClamp(signals, 0, bursts, 0, 30, 50, 1, 0, 0);
            CurrentClamp other = new CurrentClamp(signals, 3, bursts, 0, 30, 50, 1, 0, 0);
            one.Sample(0);
            other.Sample(0);
            Assert.IsFalse(StatusCode.IsBad(signals.Statuses[0]));
            Assert.IsTrue(StatusCode.IsBad(signals.Statuses[3]));
        }

        private static ProfileError Build(SourceDescriptor[] sources, out SourceSet set, out int item)
        {
            MachineProfile profile = new MachineProfile { Sources = sources };
            return ProfileCheck.Build(profile, new MachineInputs { Burst = new Bursts() }, out set, out item);
        }

        private static SourceDescriptor[] Clamps(int count)
        {
            SourceDescriptor[] clamps = new SourceDescriptor[count];
            for (int i = 0; i < count; i++)
            {
                clamps[i] = new SourceDescriptor { Kind = SourceKind.CurrentClamp, Parameters = new double[] { i, 30, 50, 10, 0, 0 } };
            }

            return clamps;
        }

        /// <summary>Four chips that nobody talks to: a profile is held against a board without a transfer.</summary>
        private sealed class Chips : ISpiBus
        {
            public int DeviceCount
            {
                get { return 4; }
            }

            public bool Transfer(int device, byte[] write, byte[] read, int length)
            {
                return false;
            }
        }

        /// <summary>As many wave forms as a board could have; a burst of each waits.</summary>
        private sealed class Bursts : IBurstInput
        {
            private readonly bool[] _isRead = new bool[64];

            public int ChannelCount
            {
                get { return 100; }
            }

            public float RateOf(int channel)
            {
                return 4800;
            }

            public InputStatus Read(int channel, float[] buffer, out int count)
            {
                count = _isRead[channel] ? 0 : 192; // two cycles
                _isRead[channel] = true;
                for (int i = 0; i < count; i++)
                {
                    buffer[i] = i % 96 < 48 ? 1 : -1;
                }

                return count > 0 ? InputStatus.Good : InputStatus.Stale;
            }
        }
    }
}
