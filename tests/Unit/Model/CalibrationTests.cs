using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>Corrections of signals: what they change, and what becomes of them after a restart. A new set is a new start of the box.</summary>
    [TestClass]
    public class CalibrationTests
    {
        private const int Loop = 1; // the signal of the current loop

        [TestMethod]
        public void What_is_made_of_a_corrected_signal_sees_the_corrected_value()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(board, 1);
            Calibration calibration = Start(new MemoryFiles(), set);
            board.Values[0] = 12; // mA: 50 of 0..100
            set.Sample(0);
            Assert.AreEqual(50.0, set.Signals.Values[Loop]);
            Assert.AreEqual(100.0, set.Signals.Values[2]);
            Assert.IsTrue(calibration.Set(Loop, 1.1, -3));
            set.Sample(100);
            AssertNear(52, set.Signals.Values[Loop]);
            AssertNear(104, set.Signals.Values[2]);
            Assert.AreEqual(50.0, set.RawOf(Loop));
            Assert.AreEqual(12.0, set.RawOf(0)); // has none
        }

        [TestMethod]
        public void A_correction_is_in_force_at_once_and_gone_at_once()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(board, 1);
            Calibration calibration = Start(new MemoryFiles(), set);
            board.Values[0] = 12;
            set.Sample(0);
            calibration.Set(Loop, 2, 1);
            AssertNear(101, set.Signals.Values[Loop]);
            calibration.Set(Loop, 1, 7);
            AssertNear(57, set.Signals.Values[Loop]);
            calibration.Clear(Loop);
            Assert.AreEqual(50.0, set.Signals.Values[Loop]);
            Assert.IsNull(set.CorrectionOf(Loop));
            set.Sample(100);
            Assert.AreEqual(50.0, set.Signals.Values[Loop]);
        }

        // A source that is not due, or keeps its last reading, must not be corrected twice.
        [TestMethod]
        public void A_reading_that_stays_is_corrected_once()
        {
            FakeBoard board = new FakeBoard();
            SourceDescriptor[] sources = Sources(1);
            sources[0].IntervalMs = 1000;
            SourceSet set = Build(board, sources);
            Calibration calibration = Start(new MemoryFiles(), set);
            calibration.Set(0, 2, 1);
            board.Values[0] = 5;
            for (int now = 0; now < 3000; now += 100)
            {
                set.Sample(now);
                AssertNear(11, set.Signals.Values[0]);
            }

            board.Statuses[0] = InputStatus.NotConnected;
            set.Sample(3000);
            Assert.IsTrue(StatusCode.IsBad(set.Signals.Statuses[0]));
            set.Sample(4000);
            board.Statuses[0] = InputStatus.Good;
            set.Sample(5000);
            AssertNear(11, set.Signals.Values[0]);
        }

        [TestMethod]
        public void The_status_is_that_of_the_reading()
        {
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(board, 1);
            Calibration calibration = Start(new MemoryFiles(), set);
            calibration.Set(Loop, 1.5, 20);
            board.Values[0] = 20.7f; // above the range of measurement (NAMUR NE 43)
            set.Sample(0);
            Assert.AreEqual(StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh, set.Signals.Statuses[Loop]);
            board.Values[0] = 3;
            set.Sample(100);
            Assert.AreEqual(StatusCode.BadSensorFailure | StatusCode.LimitLow, set.Signals.Statuses[Loop]);
        }

        [TestMethod]
        public void Corrections_are_in_force_after_a_restart()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            Calibration first = Start(files, Build(board, 1));
            first.Set(Loop, 1.1, -3);
            first.Set(0, 1, 0.25);
            first.Set(2, 0.5, 0);
            first.Clear(2);
            SourceSet set = Build(board, 1);
            Calibration second = Start(files, set);
            Assert.AreEqual(2, second.Count);
            Assert.AreEqual(0, second.Dropped);
            Assert.AreEqual(1.1, set.CorrectionOf(Loop).Gain);
            Assert.AreEqual(-3.0, set.CorrectionOf(Loop).Offset);
            Assert.AreEqual(0.25, set.CorrectionOf(0).Offset);
            Assert.IsNull(set.CorrectionOf(2));
        }

        [TestMethod]
        public void A_signal_that_is_made_in_another_way_does_not_inherit_a_correction()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            Start(files, Build(board, 1)).Set(Loop, 1.1, -3);
            SourceDescriptor[] sources = Sources(1);
            sources[1].Parameters[1] = 200; // another range of the transmitter
            SourceSet set = Build(board, sources);
            Calibration other = Start(files, set);
            Assert.AreEqual(0, other.Count);
            Assert.AreEqual(1, other.Dropped);

            sources = Sources(1);
            sources[0].Parameters[0] = 3; // another channel below
            Assert.AreEqual(1, Start(files, Build(board, sources)).Dropped);
        }

        [TestMethod]
        public void The_same_signal_under_another_number_keeps_its_correction()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            Start(files, Build(board, 1)).Set(Loop, 1.1, -3);
            SourceDescriptor[] old = Sources(1);
            SourceDescriptor[] sources = new SourceDescriptor[]
            {
                Source(SourceKind.Constant, new int[0], new double[] { 5 }),
                old[0],
                Source(SourceKind.CurrentLoop, new int[] { 1 }, new double[] { 0, 100 }),
            };
            SourceSet set = Build(board, sources);
            Calibration moved = Start(files, set);
            Assert.AreEqual(0, moved.Dropped);
            Assert.AreEqual(1.1, set.CorrectionOf(2).Gain);
            Assert.IsNull(set.CorrectionOf(1));
        }

        [TestMethod]
        public void What_can_not_be_stored_changes_nothing()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            SourceSet set = Build(board, 1);
            Calibration calibration = Start(files, set);
            calibration.Set(Loop, 1.1, -3);
            files.IsWornOut = true;
            Assert.IsFalse(calibration.Set(Loop, 2, 0));
            Assert.IsFalse(calibration.Clear(Loop));
            Assert.AreEqual(1.1, set.CorrectionOf(Loop).Gain);
        }

        [TestMethod]
        public void A_record_that_is_damaged_or_unsound_corrects_nothing()
        {
            MemoryFiles files = new MemoryFiles();
            FakeBoard board = new FakeBoard();
            Start(files, Build(board, 1)).Set(Loop, 1.1, -3);
            files.Damage("calibration.a", 12, 1);
            Assert.AreEqual(0, Start(files, Build(board, 1)).Count);

            byte[] one = new byte[22]; // of no source, with a gain of 0
            one[0] = 1;
            Sidetap.Settings.TwoCopyRecord record = new Sidetap.Settings.TwoCopyRecord(files, "calibration", 700);
            int length;
            record.TryLoad(out length);
            System.Array.Copy(one, 0, record.Buffer, record.Offset, one.Length);
            record.Save(one.Length);
            Calibration calibration = Start(files, Build(board, 1));
            Assert.AreEqual(0, calibration.Count);
            Assert.AreEqual(1, calibration.Dropped);
        }

        [TestMethod]
        public void Two_signals_of_one_source_have_corrections_of_their_own()
        {
            FakeBoard board = new FakeBoard();
            SourceDescriptor[] sources = new SourceDescriptor[] { Source(SourceKind.CurrentClamp, new int[0], new double[] { 0, 30, 50, 5, 0, 0 }) };
            Assert.IsTrue(CalibratedOutputs.Has(sources[0].Kind, 0));
            Assert.IsTrue(CalibratedOutputs.Has(sources[0].Kind, 1));
            Assert.IsFalse(CalibratedOutputs.Has(sources[0].Kind, 2)); // the crest factor
            SourceLinks links = new SourceLinks(sources);
            Assert.IsTrue(links.CanCorrect(1));
            Assert.IsFalse(links.CanCorrect(2));
            Assert.IsFalse(links.CanCorrect(3)); // there is none
            Assert.AreEqual(links.KeyOf(0), links.KeyOf(1));
            Assert.AreEqual(1, links.OutputOf(1));
        }

        [TestMethod]
        public void What_follows_a_signal_is_all_that_is_made_of_it()
        {
            SourceDescriptor[] sources = new SourceDescriptor[]
            {
                Source(SourceKind.Analog, new int[0], new double[] { 0, 1, 0 }),
                Source(SourceKind.Analog, new int[0], new double[] { 1, 1, 0 }),
                Source(SourceKind.Linear, new int[] { 0 }, new double[] { 2, 0 }),
                Source(SourceKind.MachineState, new int[] { 2, SignalTable.None, 1 }, new double[] { 0.02, 0.015, 0, 0, 0 }),
                Source(SourceKind.Linear, new int[] { 1 }, new double[] { 2, 0 }),
            };
            bool[] follows = new bool[5];
            new SourceLinks(sources).MarkFollowers(0, follows);
            Assert.IsTrue(follows[0] && follows[2] && follows[3]);
            Assert.IsFalse(follows[1] || follows[4]);
        }

        private static void AssertNear(double expected, double actual)
        {
            double difference = expected - actual;
            Assert.IsTrue(difference < 1e-9 && difference > -1e-9, actual.ToString());
        }

        private static SourceDescriptor Source(SourceKind kind, int[] inputs, double[] parameters)
        {
            return new SourceDescriptor { Kind = kind, Inputs = inputs, Parameters = parameters };
        }

        /// <summary>A current of a loop, the quantity of it, and twice that.</summary>
        private static SourceDescriptor[] Sources(double gain)
        {
            return new SourceDescriptor[]
            {
                Source(SourceKind.Analog, new int[0], new double[] { 0, gain, 0 }),
                Source(SourceKind.CurrentLoop, new int[] { 0 }, new double[] { 0, 100 }),
                Source(SourceKind.Linear, new int[] { 1 }, new double[] { 2, 0 }),
            };
        }

        private static SourceSet Build(FakeBoard board, double gain)
        {
            return Build(board, Sources(gain));
        }

        private static SourceSet Build(FakeBoard board, SourceDescriptor[] sources)
        {
            int refused;
            return SourceSet.Build(sources, board.Inputs, out refused);
        }

        private static Calibration Start(MemoryFiles files, SourceSet set)
        {
            Calibration calibration = new Calibration(files, set);
            calibration.Load();
            return calibration;
        }
    }
}
