using System;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Model
{
    /// <summary>A box without a profile of its own starts on any board: what the board lacks is Bad.</summary>
    [TestClass]
    public class FreshBoxTests
    {
        private const int FieldCount = 10;
        private const int LostMessages = 9;

        [TestMethod]
        public void A_board_with_all_channels_has_every_field()
        {
            FakeBoard board = new FakeBoard();
            Assert.AreEqual("GGGGGGGGGG", Run(board, board.Inputs));
        }

        // State, currents and power are at channels 0 to 3; FeedRate and the positions at 4 to 7.
        [TestMethod]
        public void Channels_that_a_board_lacks_are_bad()
        {
            FakeBoard board = new FakeBoard();
            Assert.AreEqual("GGGGGBBBBG", Run(board, new MachineInputs { Analog = new FewChannels(board, 4), Digital = board }));
            Assert.AreEqual("GGGGGGGGBG", Run(board, new MachineInputs { Analog = new FewChannels(board, 7), Digital = board }));
        }

        [TestMethod]
        public void A_board_without_any_channels_tells_of_itself()
        {
            FakeBoard board = new FakeBoard();
            Assert.AreEqual("BBBBBBBBBG", Run(board, new MachineInputs()));
            Assert.AreEqual("BBBBBBBBBG", Run(board, new MachineInputs { Analog = new FewChannels(board, 0), Digital = new NoDigital() }));
        }

        [TestMethod]
        public void A_board_without_the_digital_channel_has_the_analog_ones()
        {
            FakeBoard board = new FakeBoard();
            Assert.AreEqual("GGGGGGGG", Run(board, new MachineInputs { Analog = board }).Substring(1, 8));
        }

        // Only the built-in profile has to start everywhere; one that was given to a box for the wrong board is refused.
        [TestMethod]
        public void Another_profile_is_refused_all_the_same()
        {
            SourceSet sources;
            int item;
            Assert.AreEqual(
                (int)ProfileError.NotOnThisBoard, (int)ProfileCheck.Build(TestProfile.Create(), new MachineInputs(), out sources, out item));
            byte[] octets = new byte[BuiltInProfile.Length];
            BuiltInProfile.CopyTo(octets, 0);
            Assert.IsFalse(new ProfileReader().Read(octets, 0, octets.Length).IsForAnyBoard);
        }

        /// <summary>Runs a fresh box for three seconds.</summary>
        /// <returns>For each field G or B: whether it is Good.</returns>
        private static string Run(FakeBoard board, MachineInputs inputs)
        {
            NodeBench bench = new NodeBench();
            MachineProfile profile = new ProfileStore(new MemoryFiles(), inputs, bench.Settings, 480).Load();
            bench.Profile = profile;
            bench.Inputs = inputs;
            bench.Start();
            bench.RunTo(3000);
            char[] text = new char[FieldCount];
            for (int i = 0; i < FieldCount; i++)
            {
                text[i] = StatusCode.IsBad(bench.Node.DataSet.StatusOf(i)) ? 'B' : 'G';
            }

            Assert.AreEqual("LostMessages", profile.Fields[LostMessages].MetaData.Name);
            Assert.IsTrue(bench.Gateway.Count > 0, "It publishes.");
            return new string(text);
        }

        private sealed class FewChannels : IAnalogInput
        {
            private readonly IAnalogInput _input;
            private readonly int _count;

            public FewChannels(IAnalogInput input, int count)
            {
                _input = input;
                _count = count;
            }

            public int ChannelCount
            {
                get { return _count; }
            }

            public InputStatus Read(int channel, out float value)
            {
                if (channel >= _count)
                {
                    throw new ArgumentException("The board has no channel " + channel.ToString());
                }

                return _input.Read(channel, out value);
            }
        }

        private sealed class NoDigital : IDigitalInput
        {
            public int ChannelCount
            {
                get { return 0; }
            }

            public InputStatus Read(int channel, out bool active)
            {
                throw new ArgumentException("The board has no digital channels.");
            }
        }
    }
}
