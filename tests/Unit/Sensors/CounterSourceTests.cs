using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Pulse counters and encoders, and their wraps.</summary>
    [TestClass]
    public class CounterSourceTests
    {
        [TestMethod]
        public void Pulses_are_totalled_from_the_first_reading_on()
        {
            IoBench bench = Pulses(16, 500);
            bench.Sample();
            bench.AssertOutput(0, 0, StatusCode.Good);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(1));
            bench.Counters.Move(2, 7);
            bench.SampleAfter(100);
            IoBench.AssertNear(0.7, bench.Value(0), 1e-9);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void A_wrap_loses_no_pulse_in_any_width()
        {
            int[] widths = { 8, 12, 16, 24, 31, 32 };
            for (int w = 0; w < widths.Length; w++)
            {
                int bits = widths[w];
                IoBench bench = Pulses(bits, 0);
                bench.Counters.Move(2, (1L << bits) - 3);
                bench.Sample();
                int[] steps = { 2, 1, 0, 5, (int)((1L << (bits - 1)) - 1), 1, (int)((1L << (bits - 1)) - 1) };
                long total = 0;
                for (int i = 0; i < steps.Length; i++)
                {
                    bench.Counters.Move(2, steps[i]);
                    total += steps[i];
                    bench.SampleAfter(100);
                    IoBench.AssertNear(total * 0.1, bench.Value(0), 1e-6);
                    Assert.AreEqual(StatusCode.Good, bench.Status(0));
                }
            }
        }

        [TestMethod]
        public void A_counter_that_its_board_reset_goes_on_and_says_that_some_are_missing()
        {
            IoBench bench = Pulses(32, 5000);
            bench.Sample();
            bench.Counters.Move(2, 100);
            bench.SampleAfter(100);
            bench.Counters.Counts[2] = 3;
            bench.SampleAfter(100);
            IoBench.AssertNear(10.3, bench.Value(0), 1e-9);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(1));
            Assert.AreEqual(1, ((PulseCounterSource)bench.Source).Resets);
            bench.Counters.Move(2, 10);
            bench.SampleAfter(1100);
            IoBench.AssertNear(11.3, bench.Value(0), 1e-9);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void The_rate_is_that_of_the_window()
        {
            IoBench bench = Pulses(16, 0);
            for (int i = 0; i < 30; i++)
            {
                bench.Counters.Move(2, 5);
                bench.SampleAfter(100);
            }

            IoBench.AssertNear(5, bench.Value(1), 1e-9);
            for (int i = 0; i < 10; i++)
            {
                bench.SampleAfter(100);
            }

            bench.AssertOutput(1, 0, StatusCode.Good);
        }

        [TestMethod]
        public void The_rate_is_right_whatever_the_interval()
        {
            int[] intervals = { 1, 10, 66, 67, 100, 999, 1000, 5000 };
            for (int k = 0; k < intervals.Length; k++)
            {
                IoBench bench = Pulses(32, 0);
                for (int i = 0; i < 3000 / intervals[k] + 3; i++)
                {
                    bench.SampleAfter(intervals[k]);
                    bench.Counters.Move(2, intervals[k]);
                }

                IoBench.AssertNear(100, bench.Value(1), 1e-6);
            }
        }

        [TestMethod]
        public void A_rate_that_changed_is_seen_after_one_window_and_a_step()
        {
            IoBench bench = Pulses(32, 0);
            for (int i = 0; i < 200; i++)
            {
                bench.Counters.Move(2, 1);
                bench.SampleAfter(10);
            }

            for (int i = 0; i < 108; i++)
            {
                bench.Counters.Move(2, 3);
                bench.SampleAfter(10);
            }

            IoBench.AssertNear(30, bench.Value(1), 1e-6);
        }

        [TestMethod]
        public void The_total_goes_on_after_a_restart()
        {
            IoBench bench = Pulses(16, 0);
            bench.Sample();
            bench.Counters.Move(2, 123);
            bench.SampleAfter(100);
            IoBench next = Pulses(16, 40000);
            IoBench.Restart(bench.Source, next.Source);
            next.Sample();
            IoBench.AssertNear(12.3, next.Value(0), 1e-9);
            next.Counters.Move(2, 1);
            next.SampleAfter(100);
            IoBench.AssertNear(12.4, next.Value(0), 1e-9);
        }

        [TestMethod]
        public void A_state_that_makes_no_sense_is_ignored()
        {
            IoBench bench = Pulses(16, 0);
            byte[] state = { 255, 255, 255, 255, 255, 255, 255, 255 };
            bench.Source.LoadState(state, 0);
            state[7] = 0x7F;
            bench.Source.LoadState(state, 0);
            bench.Sample();
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Every_fault_of_a_counter_has_its_status_and_pulses_meanwhile_are_not_lost()
        {
            AssertFaults(Pulses(16, 0), 0.1);
            AssertFaults(Encoder(16, 0), 0.5);
        }

        [TestMethod]
        public void An_encoder_wraps_both_ways()
        {
            IoBench bench = Encoder(16, 2);
            bench.Sample();
            int[] steps = { -5, 3, 4, -32767, -1, 32767, 65, -130 };
            long position = 0;
            for (int i = 0; i < steps.Length; i++)
            {
                bench.Counters.Move(2, steps[i]);
                position += steps[i];
                bench.SampleAfter(100);
                bench.AssertOutput(0, position * 0.5, StatusCode.Good);
            }
        }

        [TestMethod]
        public void The_velocity_has_a_sign()
        {
            IoBench bench = Encoder(24, 0);
            for (int i = 0; i < 30; i++)
            {
                bench.Counters.Move(2, -40);
                bench.SampleAfter(100);
            }

            IoBench.AssertNear(-200, bench.Value(1), 1e-9);
        }

        [TestMethod]
        public void What_the_board_does_not_have_is_refused()
        {
            IoBench bench = new IoBench();
            Assert.IsNull(bench.Try(SourceKind.PulseCounter, new int[0], 10, new double[] { 4, 1, 1000 }), "channel");
            Assert.IsNull(bench.Try(SourceKind.Quadrature, new int[0], 10, new double[] { 0, 1, 0 }), "window");
            Assert.IsNull(bench.Try(SourceKind.Quadrature, new int[0], 10, new double[] { 0, double.NaN, 1000 }), "units");
            bench.Inputs.Counters = null;
            Assert.IsNull(bench.Try(SourceKind.Quadrature, new int[0], 10, new double[] { 0, 1, 1000 }), "no counters");
        }

        private static void AssertFaults(IoBench bench, double units)
        {
            bench.Sample();
            bench.SampleAfter(100);
            Assert.AreEqual(StatusCode.Good, bench.Status(1));
            AssertFault(bench, InputStatus.NotConnected, StatusCode.BadSensorFailure);
            AssertFault(bench, InputStatus.DeviceFailure, StatusCode.BadDeviceFailure);
            AssertFault(bench, InputStatus.OutOfRange, StatusCode.BadOutOfRange);
            AssertFault(bench, InputStatus.Stale, StatusCode.UncertainLastUsableValue);
            bench.Counters.Statuses[2] = InputStatus.Good;
            bench.SampleAfter(100);
            IoBench.AssertNear(40 * units, bench.Value(0), 1e-9);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(1));
        }

        private static void AssertFault(IoBench bench, InputStatus fault, uint expected)
        {
            bench.Counters.Statuses[2] = fault;
            bench.Counters.Move(2, 10);
            bench.SampleAfter(100);
            Assert.AreEqual(expected, bench.Status(0));
            Assert.AreEqual(expected, bench.Status(1));
        }

        private static IoBench Pulses(int bits, uint count)
        {
            IoBench bench = new IoBench();
            bench.Counters.Bits = bits;
            bench.Counters.Counts[2] = count;
            return bench.Make(SourceKind.PulseCounter, new int[0], 2, 0.1, 1000);
        }

        private static IoBench Encoder(int bits, uint count)
        {
            IoBench bench = new IoBench();
            bench.Counters.Bits = bits;
            bench.Counters.Counts[2] = count;
            return bench.Make(SourceKind.Quadrature, new int[0], 2, 0.5, 1000);
        }
    }
}
