using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>What sources count goes on after a restart, for the same sources. A new set is a new start of the box.</summary>
    [TestClass]
    public class SourceStatesTests
    {
        private const int TenMinutes = 600000;

        [TestMethod]
        public void Counts_go_on_after_a_restart()
        {
            MemoryFiles files = new MemoryFiles();
            Run first = new Run(files, 1);
            first.Count(5);
            first.States.Save();
            Run second = new Run(files, 1);
            Assert.AreEqual(5.0, second.Total());
            second.Count(2);
            Assert.AreEqual(7.0, second.Total());
            second.States.Save();
            Assert.AreEqual(7.0, new Run(files, 1).Total());
        }

        [TestMethod]
        public void Other_sources_begin_anew()
        {
            MemoryFiles files = new MemoryFiles();
            Run first = new Run(files, 1);
            first.Count(5);
            first.States.Save();
            Assert.AreEqual(0.0, new Run(files, 2).Total()); // other units a pulse
            Assert.AreEqual(5.0, new Run(files, 1).Total());
        }

        [TestMethod]
        public void They_are_saved_every_ten_minutes_when_something_has_changed()
        {
            MemoryFiles files = new MemoryFiles();
            Run run = new Run(files, 1);
            run.Count(5);
            run.States.Step(TenMinutes - 1);
            Assert.AreEqual(0, files.Writes);
            run.States.Step(TenMinutes);
            Assert.AreEqual(1, files.Writes);
            run.States.Step(2 * TenMinutes);
            Assert.AreEqual(1, files.Writes);
            run.Count(1);
            run.States.Step((3 * TenMinutes) - 1);
            Assert.AreEqual(1, files.Writes);
            run.States.Step(3 * TenMinutes);
            Assert.AreEqual(2, files.Writes);
            Assert.AreEqual(6.0, new Run(files, 1).Total());
        }

        [TestMethod]
        public void What_was_loaded_and_has_not_changed_is_not_saved_again()
        {
            MemoryFiles files = new MemoryFiles();
            Run run = new Run(files, 1);
            run.Count(5);
            run.States.Save();
            Run second = new Run(files, 1);
            second.Total();
            second.States.Save();
            Assert.AreEqual(1, files.Writes);
        }

        [TestMethod]
        public void A_save_that_failed_is_counted_and_tried_again()
        {
            MemoryFiles files = new MemoryFiles();
            Run run = new Run(files, 1);
            run.Count(5);
            files.IsWornOut = true;
            run.States.Step(TenMinutes);
            Assert.AreEqual(1u, run.States.Failures);
            files.IsWornOut = false;
            run.States.Step(2 * TenMinutes); // nothing has changed since, and yet it is not in flash
            Assert.AreEqual(1, files.Writes);
            Assert.AreEqual(5.0, new Run(files, 1).Total());
        }

        [TestMethod]
        public void A_power_cut_leaves_what_was_saved_before()
        {
            for (int cut = 0; cut < 24; cut++)
            {
                MemoryFiles files = new MemoryFiles();
                Run run = new Run(files, 1);
                run.Count(5);
                run.States.Save();
                run.Count(1);
                files.OctetsUntilCut = cut;
                run.States.Save();
                files.OctetsUntilCut = -1;
                double total = new Run(files, 1).Total();
                Assert.IsTrue(total == 5 || (total == 6 && cut >= 22), cut.ToString()); // 6 + 4 + 8 + 4 octets
            }
        }

        [TestMethod]
        public void Sources_that_remember_nothing_need_no_file()
        {
            MemoryFiles files = new MemoryFiles();
            int refused;
            SourceSet set = SourceSet.Build(
                new SourceDescriptor[] { new SourceDescriptor { Kind = SourceKind.Constant, Parameters = new double[1] } }, new MachineInputs(), out refused);
            SourceStates states = new SourceStates(files, set);
            states.Load();
            states.Step(TenMinutes);
            states.Save();
            Assert.AreEqual(0, files.Writes);
            Assert.AreEqual(0, set.StateOctets);
        }

        // The whole way: a box that is stopped, or that runs for ten minutes.
        [TestMethod]
        public void A_box_saves_them_when_it_stops_and_every_ten_minutes()
        {
            Counter counter = new Counter();
            NodeBench bench = Bench(new MemoryFiles(), counter);
            bench.RunTo(150);
            counter.Value = 3;
            bench.RunTo(1000);
            bench.Node.Stop(1000);
            NodeBench second = Bench(bench.Files, new Counter());
            second.RunTo(150);
            Assert.AreEqual(3.0, second.Node.DataSet.NumberOf(0));
            NodeBench third = Bench(new MemoryFiles(), counter);
            third.RunTo(150);
            counter.Value = 10;
            third.RunTo(TenMinutes + 150);
            NodeBench fourth = Bench(third.Files, new Counter());
            fourth.RunTo(150);
            Assert.AreEqual(7.0, fourth.Node.DataSet.NumberOf(0));
        }

        private static NodeBench Bench(MemoryFiles files, Counter counter)
        {
            NodeBench bench = new NodeBench(files);
            bench.Profile.Sources[13] = Pulses(1);
            bench.Profile.Fields = new FieldBinding[] { new FieldBinding(new FieldMetaData("Parts", BuiltInType.UInt32), 13) };
            bench.Inputs.Counters = counter;
            return bench.Start();
        }

        private static SourceDescriptor Pulses(double unitsPerPulse)
        {
            return new SourceDescriptor { Kind = SourceKind.PulseCounter, Parameters = new double[] { 0, unitsPerPulse, 1000 } };
        }

        /// <summary>A pulse counter from its start on.</summary>
        private sealed class Run
        {
            public readonly SourceStates States;
            private readonly SourceSet _set;
            private readonly Counter _counter = new Counter();
            private long _nowMs;

            public Run(MemoryFiles files, double unitsPerPulse)
            {
                int refused;
                _set = SourceSet.Build(new SourceDescriptor[] { Pulses(unitsPerPulse) }, new MachineInputs { Counters = _counter }, out refused);
                States = new SourceStates(files, _set);
                States.Load();
                _set.Sample(0);
            }

            public void Count(uint pulses)
            {
                _counter.Value += pulses;
                Total();
            }

            public double Total()
            {
                _nowMs += 100;
                _set.Sample(_nowMs);
                return _set.Signals.Values[0];
            }
        }

        private sealed class Counter : ICounterInput
        {
            public uint Value;

            public int ChannelCount
            {
                get { return 1; }
            }

            public int BitsOf(int channel)
            {
                return 32;
            }

            public InputStatus Read(int channel, out uint count)
            {
                count = Value;
                return InputStatus.Good;
            }
        }
    }
}
