using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>A profile's sources on a board: which are made, and when each is sampled.</summary>
    [TestClass]
    public class SourceSetTests
    {
        [TestMethod]
        public void Signals_are_numbered_in_the_order_of_the_outputs()
        {
            FakeBoard board = new FakeBoard();
            board.Values[2] = 20;
            SourceSet set = Build(new SourceDescriptor[] { Box(), Analog(2, 0), Constant(5) }, board);
            Assert.AreEqual(5, set.Signals.Values.Length);
            set.Box.LostMessages = 4000000000;
            set.Box.WaitingMessages = 7;
            set.Sample(65432);
            Assert.AreEqual(4000000000.0, set.Signals.Values[0]);
            Assert.AreEqual(65.0, set.Signals.Values[1]); // whole seconds
            Assert.AreEqual(7.0, set.Signals.Values[2]);
            Assert.AreEqual(20.0, set.Signals.Values[3]);
            Assert.AreEqual(5.0, set.Signals.Values[4]);
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(StatusCode.Good, set.Signals.Statuses[i]);
            }
        }

        [TestMethod]
        public void Before_the_first_sample_everything_waits_for_its_first_value()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(new SourceDescriptor[] { Analog(0, 0), Constant(5) }, board);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, set.Signals.Statuses[0]);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, set.Signals.Statuses[1]);
            Assert.AreEqual(0, board.Reads[0]);
        }

        [TestMethod]
        public void A_source_is_sampled_when_its_interval_is_over()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(new SourceDescriptor[] { Analog(0, 0), Analog(1, 250), Analog(2, 1000) }, board);
            for (int now = 500; now < 2500; now += 100)
            {
                set.Sample(now);
            }

            Assert.AreEqual(20, board.Reads[0]);
            Assert.AreEqual(8, board.Reads[1]); // due at 500, 750, 1000, 1250… and taken with the next sample
            Assert.AreEqual(2, board.Reads[2]); // 500 and 1500
        }

        // A box that slept does not make up for what it missed.
        [TestMethod]
        public void Intervals_that_passed_unused_are_left_out()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(new SourceDescriptor[] { Analog(1, 1000) }, board);
            set.Sample(0);
            set.Sample(5300);
            set.Sample(5900);
            Assert.AreEqual(2, board.Reads[1]);
            set.Sample(6000);
            Assert.AreEqual(3, board.Reads[1]);
        }

        // A second reading at the same instant would be stale by the contract of IAnalogInput.
        [TestMethod]
        public void Sources_on_one_channel_see_the_same_reading()
        {
            FakeBoard board = new FakeBoard();
            board.Values[3] = 4;
            SourceSet set = Build(new SourceDescriptor[] { Analog(3, 0), Analog(3, 0) }, board);
            set.Sample(0);
            set.Sample(100);
            Assert.AreEqual(2, board.Reads[3]);
            Assert.AreEqual(4.0, set.Signals.Values[0]);
            Assert.AreEqual(4.0, set.Signals.Values[1]);
        }

        [TestMethod]
        public void The_source_that_cannot_be_had_is_named()
        {
            MachineInputs none = new MachineInputs();
            MachineInputs all = new FakeBoard().Inputs;
            AssertRefused(1, new SourceDescriptor[] { Constant(1), Analog(0, 0) }, none);
            AssertRefused(0, new SourceDescriptor[] { Analog(8, 0) }, all);
            AssertRefused(1, new SourceDescriptor[] { Constant(1), Linear(1) }, all); // sees itself
            AssertRefused(1, new SourceDescriptor[] { Constant(1), Linear(-1) }, all);
            AssertRefused(0, new SourceDescriptor[] { new SourceDescriptor { Kind = (SourceKind)99 } }, all);
        }

        [TestMethod]
        public void A_text_that_is_set_again_has_not_changed()
        {
            SignalTable signals = new SignalTable(1);
            signals.MakeText(0, 4);
            byte[] text = Hex.Parse("61c3a9e282ac"); // a, é, €
            signals.SetText(0, text, 0, 3);
            Assert.AreEqual(1.0, signals.Values[0]);
            signals.SetText(0, text, 0, 3);
            Assert.AreEqual(1.0, signals.Values[0]);
            signals.SetText(0, text, 0, 6); // the third character does not fit: the same text
            Assert.AreEqual(1.0, signals.Values[0]);
            Assert.AreEqual(3, signals.TextLengths[0]);
            signals.SetText(0, text, 0, 1);
            Assert.AreEqual(2.0, signals.Values[0]);
            signals.SetText(0, text, 1, 2);
            Assert.AreEqual(3.0, signals.Values[0]);
            Assert.AreEqual("c3a9", Hex.Of(signals.Texts[0], 0, signals.TextLengths[0]));
        }

        private static void AssertRefused(int index, SourceDescriptor[] sources, MachineInputs inputs)
        {
            int refused;
            Assert.IsNull(SourceSet.Build(sources, inputs, out refused));
            Assert.AreEqual(index, refused);
        }

        private static SourceSet Build(SourceDescriptor[] sources, FakeBoard board)
        {
            int refused;
            SourceSet set = SourceSet.Build(sources, board.Inputs, out refused);
            Assert.AreEqual(-1, refused);
            return set;
        }

        private static SourceDescriptor Analog(int channel, int intervalMs)
        {
            return new SourceDescriptor { Kind = SourceKind.Analog, IntervalMs = intervalMs, Parameters = new double[] { channel, 1, 0 } };
        }

        private static SourceDescriptor Constant(double value)
        {
            return new SourceDescriptor { Kind = SourceKind.Constant, Parameters = new double[] { value } };
        }

        private static SourceDescriptor Linear(int input)
        {
            return new SourceDescriptor { Kind = SourceKind.Linear, Inputs = new int[] { input }, Parameters = new double[] { 1, 0 } };
        }

        private static SourceDescriptor Box()
        {
            return new SourceDescriptor { Kind = SourceKind.Box };
        }
    }
}
