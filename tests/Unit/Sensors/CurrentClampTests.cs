using System;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A current clamp: what RMS, peak and crest factor of known wave forms are, and how faults of clamp and board show.</summary>
    [TestClass]
    public class CurrentClampTests
    {
        private const double Root2 = 1.4142135623730951;

        // 4000 samples a second are 80 to a cycle of 50 Hz.
        [TestMethod]
        public void A_sine_has_its_rms_whatever_the_bias()
        {
            AssertSine(4000, 50, 0);
            AssertSine(4000, 50, 1.65);
            AssertSine(4000, 50, -100);
            AssertSine(4000, 60, 1.65); // 66.67 to a cycle
            AssertSine(1333.3f, 50, 1.65); // 26.67
            AssertSine(860, 50, 1.65); // 17.2
        }

        [TestMethod]
        public void A_bias_that_is_a_thousand_times_the_signal_is_taken_off()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 1, 10, 0, 0);
            Feed(bench, burst, 10, 50, 0.0016, 0);
            bench.AssertIs(0, 0.0016 / Root2, 0.000005, StatusCode.Good);
        }

        [TestMethod]
        public void A_distorted_wave_has_the_rms_of_its_harmonics_and_its_own_crest()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 30, 10, 1.5f, 1.8f);
            Feed(bench, burst, 10, 50, 0.5, -0.25);

            // sin x - sin 3x / 2 has its peak, 1.5, at 90 degrees.
            double rms = 30 * Math.Sqrt((0.5 * 0.5 / 2) + (0.25 * 0.25 / 2));
            bench.AssertIs(0, rms, rms * 0.0005, StatusCode.Good);
            bench.AssertIs(1, 30 * 0.75, 0.01, StatusCode.Good);
            bench.AssertIs(2, 30 * 0.75 / rms, 0.002, StatusCode.Good);
        }

        [TestMethod]
        public void Without_current_it_is_0_and_no_fault()
        {
            FakeBurst burst = new FakeBurst();
            SensorBench bench = Clamp(burst, 100, 5, 1.5f, 1.8f);
            for (int i = 0; i < 500; i++)
            {
                burst.Add(1.65f);
            }

            bench.Run(1, 100);
            bench.AssertIs(0, 0, 0.0001, StatusCode.Good);
            bench.AssertIs(1, 0, 0.0001, StatusCode.Good);
            bench.AssertIs(2, 0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_mean_outside_the_band_is_a_clamp_that_is_off()
        {
            FakeBurst burst = new FakeBurst();
            SensorBench bench = Clamp(burst, 100, 5, 1.5f, 1.8f);
            burst.Bias = 1.65;
            Feed(bench, burst, 5, 50, 0.5, 0);
            bench.AssertAll(StatusCode.Good);
            burst.Bias = 0.02;
            Feed(bench, burst, 5, 50, 0.01, 0);
            bench.AssertIs(0, 50 / Root2, 0.1, StatusCode.BadSensorFailure | StatusCode.LimitLow);
            bench.AssertAll(StatusCode.BadSensorFailure | StatusCode.LimitLow);
            burst.Bias = 3.3;
            Feed(bench, burst, 5, 50, 0, 0);
            bench.AssertAll(StatusCode.BadSensorFailure | StatusCode.LimitHigh);
            burst.Bias = 1.65;
            Feed(bench, burst, 10, 50, 0.5, 0);
            bench.AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void What_the_board_says_of_the_samples_becomes_a_status()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 5, 0, 0);
            bench.Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            burst.Status = InputStatus.NotConnected;
            bench.Run(1, 100).AssertAll(StatusCode.BadSensorFailure);
            burst.Status = InputStatus.DeviceFailure;
            bench.Run(1, 100).AssertAll(StatusCode.BadDeviceFailure);
            burst.Status = InputStatus.OutOfRange;
            bench.Run(1, 100).AssertAll(StatusCode.BadOutOfRange);
            burst.Status = InputStatus.Good;
            Feed(bench, burst, 5, 50, 0.5, 0);
            bench.AssertAll(StatusCode.Good);
        }

        // The converter's end cuts the peaks off: at least so much current flows.
        [TestMethod]
        public void Samples_at_the_converters_end_make_an_uncertain_value_for_their_window()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 6, 0, 0);
            burst.Status = InputStatus.OutOfRange;
            Feed(bench, burst, 6, 50, 1.65, 0);
            bench.AssertIs(0, 165 / Root2, 0.2, StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh);
            burst.Status = InputStatus.Good;
            Feed(bench, burst, 6, 50, 1, 0);
            bench.AssertIs(0, 100 / Root2, 0.2, StatusCode.Good);
        }

        // Which of a burst's windows was cut off is not known: each of them may be.
        [TestMethod]
        public void A_burst_of_several_windows_at_the_converters_end_makes_all_of_them_uncertain()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 1, 0, 0);
            burst.Status = InputStatus.OutOfRange;
            burst.AddSine(330, 50, 1.65, 0); // 4 windows of a cycle, and 10 samples more
            bench.Run(1, 100);
            bench.AssertIs(0, 165 / Root2, 0.2, StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh);
            bench.AssertAll(StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh);
            burst.Status = InputStatus.Good;
            burst.AddSine(330, 50, 1, 0);
            bench.Run(1, 100);
            bench.AssertIs(0, 100 / Root2, 0.2, StatusCode.Good);
        }

        // A burst of a cycle or more stands for itself: what is between two of them is not looked at.
        [TestMethod]
        public void Gaps_between_bursts_do_not_show()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 10, 0, 0);
            for (int i = 0; i < 12; i++)
            {
                burst.AddSine(175, 50, 0.5, 0); // 2.2 cycles
                burst.Skip(37);
                bench.Run(1, 300);
            }

            bench.AssertIs(0, 50 / Root2, 0.03, StatusCode.Good);
        }

        [TestMethod]
        public void Short_bursts_are_joined_and_a_gap_that_shows_starts_the_cycle_anew()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 2, 0, 0);
            for (int i = 0; i < 16; i++)
            {
                burst.AddSine(40, 50, 0.5, 0);
                bench.Run(1, 10);
            }

            bench.AssertIs(0, 50 / Root2, 0.03, StatusCode.Good);
            for (int i = 0; i < 17; i++)
            {
                burst.Skip(i % 5 == 4 ? 210 : 0);
                burst.AddSine(40, 50, 0.5, 0);
                bench.Run(1, i % 5 == 4 ? 62 : 10);
                Assert.AreEqual(StatusCode.Good, bench.Status(0));
                Assert.IsTrue(bench.Value(0) > 35.2 && bench.Value(0) < 35.5, "a gap does not bend the value");
            }
        }

        [TestMethod]
        public void Samples_that_cease_make_the_value_old_and_then_bad()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 5, 0, 0);
            Feed(bench, burst, 5, 50, 0.5, 0);
            bench.Run(21, 100).AssertAll(StatusCode.Good);
            bench.Run(2, 100).AssertIs(0, 50 / Root2, 0.1, StatusCode.UncertainLastUsableValue);
            bench.Run(86, 100).AssertAll(StatusCode.UncertainLastUsableValue);
            bench.Run(2, 100).AssertAll(StatusCode.BadNoCommunication);
            Feed(bench, burst, 5, 50, 0.5, 0);
            bench.AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void Samples_that_never_come_are_no_communication()
        {
            SensorBench bench = Clamp(new FakeBurst(), 100, 5, 0, 0);
            bench.Run(100, 100).AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Run(20, 100).AssertAll(StatusCode.BadNoCommunication);
        }

        [TestMethod]
        public void Samples_that_are_no_numbers_are_a_failed_sensor_until_they_are()
        {
            AssertFailedSample(float.NaN);
            AssertFailedSample(float.PositiveInfinity);
            AssertFailedSample(float.NegativeInfinity);
            AssertFailedSample(3e38f);
        }

        // 2,000 samples a call are more than it reads at once.
        [TestMethod]
        public void A_long_burst_is_taken_in_several_reads_as_one()
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 24, 0, 0);
            burst.AddSine(2000, 50, 0.5, 0);
            bench.Run(1, 500);
            Assert.AreEqual(0, burst.Count);
            bench.AssertIs(0, 50 / Root2, 0.03, StatusCode.Good);
        }

        private static SensorBench Clamp(FakeBurst burst, float amperesPerUnit, int cycles, float biasLow, float biasHigh)
        {
            return Clamp(burst, amperesPerUnit, 50, cycles, biasLow, biasHigh);
        }

        private static SensorBench Clamp(FakeBurst burst, float amperesPerUnit, float mainsHz, int cycles, float biasLow, float biasHigh)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new CurrentClamp(bench.Signals, SensorBench.First, burst, 0, amperesPerUnit, mainsHz, cycles, biasLow, biasHigh);
            return bench;
        }

        // At least so many cycles, in bursts of two and a half, of which two are whole, at the pace of the channel.
        private static void Feed(SensorBench bench, FakeBurst burst, int cycles, double hertz, double amplitude, double third)
        {
            int perBurst = (int)(2.5 * burst.Rate / hertz);
            int milliseconds = (int)(2500 / hertz);
            for (int fed = 0; fed < cycles; fed += 2)
            {
                burst.AddSine(perBurst, hertz, amplitude, third);
                bench.Run(1, milliseconds);
            }
        }

        private static void AssertSine(float rate, int hertz, double bias)
        {
            FakeBurst burst = new FakeBurst { Bias = bias, Rate = rate };
            SensorBench bench = Clamp(burst, 20, hertz, 10, 0, 0);
            burst.AddSine((int)(11 * rate / hertz), hertz, 1, 0);
            bench.Run(1, 220);
            bench.AssertIs(0, 20 / Root2, 0.02, StatusCode.Good); // 0.14 %
            bench.AssertIs(1, 20, 0.35, StatusCode.Good); // a sample need not be at the peak
            bench.AssertIs(2, Root2, 0.025, StatusCode.Good);
        }

        private static void AssertFailedSample(float sample)
        {
            FakeBurst burst = new FakeBurst { Bias = 1.65 };
            SensorBench bench = Clamp(burst, 100, 2, 0, 0);
            Feed(bench, burst, 2, 50, 0.5, 0);
            bench.AssertAll(StatusCode.Good);
            burst.Add(sample);
            Feed(bench, burst, 2, 50, 0.5, 0);
            bench.AssertAll(StatusCode.BadSensorFailure);
            Feed(bench, burst, 4, 50, 0.5, 0);
            bench.AssertIs(0, 50 / Root2, 0.1, StatusCode.Good);
        }
    }
}
