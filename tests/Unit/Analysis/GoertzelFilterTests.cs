using System;
using nanoFramework.TestFramework;
using Sidetap.Analysis;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Amplitudes against sines that are known and against the Fourier sum itself, computed in double precision.</summary>
    [TestClass]
    public class GoertzelFilterTests
    {
        private const int Samples = 256;
        private const float Rate = 1000;

        [TestMethod]
        public void A_sine_of_whole_periods_has_its_amplitude_whatever_its_phase()
        {
            for (int periods = 1; periods < Samples / 2; periods += 9)
            {
                for (int phase = 0; phase < 4; phase++)
                {
                    GoertzelFilter filter = new GoertzelFilter(Rate, Rate * periods / Samples, Samples);
                    AssertNear(3, AmplitudeOf(filter, Sine(3, periods, phase * 0.7, 0)), 1e-4);
                }
            }
        }

        [TestMethod]
        public void Another_whole_number_of_periods_leaves_nothing()
        {
            GoertzelFilter filter = new GoertzelFilter(Rate, Rate * 10 / Samples, Samples);
            Assert.IsTrue(AmplitudeOf(filter, Sine(3, 11, 0.3, 0)) < 1e-4);
            Assert.IsTrue(AmplitudeOf(filter, Sine(3, 40, 0.3, 0)) < 1e-4);
        }

        [TestMethod]
        public void An_offset_shows_at_no_frequency()
        {
            for (int i = 0; i < 20; i++)
            {
                GoertzelFilter filter = new GoertzelFilter(Rate, 5 + (i * 23.7f), Samples);
                float[] window = new float[Samples];
                for (int n = 0; n < Samples; n++)
                {
                    window[n] = 12345.6f;
                }

                Assert.AreEqual(0f, AmplitudeOf(filter, window));
                AssertNear(AmplitudeOf(filter, Sine(3, 10, 0.3, 0)), AmplitudeOf(filter, Sine(3, 10, 0.3, 5000)), 2e-3);
            }
        }

        [TestMethod]
        public void Any_window_agrees_with_the_fourier_sum()
        {
            Noise noise = new Noise(1);
            float[] frequencies = new float[] { 4, 4.7f, 11, 50, 99.9f, 249, 250, 251, 333, 450, 498 };
            for (int i = 0; i < frequencies.Length; i++)
            {
                float[] window = new float[Samples];
                for (int n = 0; n < Samples; n++)
                {
                    window[n] = (float)((noise.Normal() * 2) + Math.Sin(2 * Math.PI * n * 0.05));
                }

                AssertNear(Fourier(window, Rate, frequencies[i]), AmplitudeOf(new GoertzelFilter(Rate, frequencies[i], Samples), window), 1e-4);
            }
        }

        // Where the plain recurrence loses its digits: a period as long as a long window, and one hardly longer than two samples.
        [TestMethod]
        public void The_ends_of_the_range_keep_their_digits()
        {
            float[] window = new float[1024];
            Noise noise = new Noise(2);
            for (int n = 0; n < window.Length; n++)
            {
                window[n] = (float)(100 + noise.Normal());
            }

            float[] frequencies = new float[] { 1, 1.5f, 2, 510, 511, 511.5f };
            for (int i = 0; i < frequencies.Length; i++)
            {
                AssertNear(Fourier(window, 1024, frequencies[i]), AmplitudeOf(new GoertzelFilter(1024, frequencies[i], 1024), window), 1e-4);
            }
        }

        [TestMethod]
        public void Windows_follow_one_another_and_share_nothing()
        {
            GoertzelFilter filter = new GoertzelFilter(Rate, Rate * 10 / Samples, Samples);
            Assert.AreEqual(0f, filter.Amplitude);
            AmplitudeOf(filter, Sine(100, 10, 0, 700));
            AssertNear(2, AmplitudeOf(filter, Sine(2, 10, 1, -20)), 1e-4);
        }

        [TestMethod]
        public void Reset_drops_a_begun_window_and_keeps_the_amplitude()
        {
            GoertzelFilter filter = new GoertzelFilter(Rate, Rate * 10 / Samples, Samples);
            float before = AmplitudeOf(filter, Sine(2, 10, 1, 0));
            for (int i = 0; i < 100; i++)
            {
                Assert.IsFalse(filter.Add(1000 * i));
            }

            filter.Reset();
            Assert.AreEqual(before, filter.Amplitude);
            AssertNear(3, AmplitudeOf(filter, Sine(3, 10, 1, 0)), 1e-4);
        }

        [TestMethod]
        public void A_sample_that_is_no_number_spoils_its_window_only()
        {
            GoertzelFilter filter = new GoertzelFilter(Rate, Rate * 10 / Samples, Samples);
            float[] window = Sine(2, 10, 1, 0);
            window[17] = float.NaN;
            Assert.IsTrue(float.IsNaN(AmplitudeOf(filter, window)));
            window[17] = float.PositiveInfinity;
            Assert.IsFalse(AmplitudeOf(filter, window) < float.MaxValue);
            AssertNear(2, AmplitudeOf(filter, Sine(2, 10, 1, 0)), 1e-4);
        }

        [TestMethod]
        public void Frequencies_that_a_window_cannot_show_are_refused()
        {
            Assert.IsTrue(GoertzelFilter.Fits(1000, 10, 100));
            Assert.IsFalse(GoertzelFilter.Fits(1000, 9.9f, 100));
            Assert.IsFalse(GoertzelFilter.Fits(1000, 500, 100));
            Assert.IsTrue(GoertzelFilter.Fits(1000, 499, 100));
            Assert.IsFalse(GoertzelFilter.Fits(1000, -10, 100));
            Assert.IsFalse(GoertzelFilter.Fits(0, 0, 100));
            Assert.IsFalse(GoertzelFilter.Fits(1000, 400, 2));
            Assert.IsFalse(GoertzelFilter.Fits(1000, float.NaN, 100));
            Assert.IsFalse(GoertzelFilter.Fits(float.NaN, 10, 100));
            Assert.IsFalse(GoertzelFilter.Fits(float.PositiveInfinity, 10, 100));
            Assert.ThrowsException(typeof(ArgumentException), () => new GoertzelFilter(1000, 500, 100));
        }

        private static float[] Sine(double amplitude, double periods, double phase, double offset)
        {
            float[] window = new float[Samples];
            for (int n = 0; n < Samples; n++)
            {
                window[n] = (float)(offset + (amplitude * Math.Sin((2 * Math.PI * periods * n / Samples) + phase)));
            }

            return window;
        }

        private static float AmplitudeOf(GoertzelFilter filter, float[] window)
        {
            for (int n = 0; n < window.Length; n++)
            {
                Assert.AreEqual(n == window.Length - 1, filter.Add(window[n]));
            }

            return filter.Amplitude;
        }

        private static double Fourier(float[] window, double rate, double frequency)
        {
            double mean = 0;
            for (int n = 0; n < window.Length; n++)
            {
                mean += window[n];
            }

            mean /= window.Length;
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < window.Length; n++)
            {
                double angle = 2 * Math.PI * frequency / rate * n;
                real += (window[n] - mean) * Math.Cos(angle);
                imaginary -= (window[n] - mean) * Math.Sin(angle);
            }

            return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / window.Length;
        }

        private static void AssertNear(double expected, double actual, double tolerance)
        {
            Assert.IsTrue(Math.Abs(expected - actual) <= tolerance, actual + " is not " + expected);
        }
    }
}
