using System;
using nanoFramework.TestFramework;
using Sidetap.Analysis;

namespace Sidetap.Tests.Analysis
{
    /// <summary>The features of a window against their definitions, computed in double precision and in two passes.</summary>
    [TestClass]
    public class WindowFeaturesTests
    {
        private const int Samples = 1024;

        [TestMethod]
        public void Nothing_added_is_no_window()
        {
            WindowFeatures features = new WindowFeatures();
            Assert.IsFalse(features.Finish());
            AddAll(features, new float[] { 3, 5 });
            Assert.IsTrue(features.Finish());
            features.Reset();
            Assert.AreEqual(0, features.Count);
            Assert.IsFalse(features.Finish());
            Assert.AreEqual(4f, features.Mean);
        }

        [TestMethod]
        public void A_window_that_can_be_checked_by_hand()
        {
            WindowFeatures features = new WindowFeatures();
            AddAll(features, new float[] { 2, 4, 4, 4, 5, 5, 7, 9 });
            Assert.IsTrue(features.Finish());
            Assert.AreEqual(5f, features.Mean);
            Assert.AreEqual(2f, features.StandardDeviation);
            Assert.AreEqual((float)Math.Sqrt(29), features.Rms);
            Assert.AreEqual(9f, features.Peak);
            AssertNear(9 / Math.Sqrt(29), features.CrestFactor, 1e-6, "crest factor");
            AssertNear(2.78125, features.Kurtosis, 1e-6, "kurtosis"); // fourth powers of -3 -1 -1 -1 0 0 2 4: 356 / 8 / 16
        }

        [TestMethod]
        public void The_peak_is_the_largest_magnitude_of_either_sign()
        {
            WindowFeatures features = new WindowFeatures();
            AddAll(features, new float[] { 3, -8, 5 });
            features.Finish();
            Assert.AreEqual(8f, features.Peak);
            features.Reset();
            AddAll(features, new float[] { -3, -2, -5 });
            features.Finish();
            Assert.AreEqual(5f, features.Peak);
        }

        // Kurtosis would be 0/0: a window without variation has none.
        [TestMethod]
        public void A_constant_window_has_no_deviation_and_kurtosis_0_at_any_offset()
        {
            float[] offsets = new float[] { 1, -0.1f, 12345.678f, 1e7f, 1e-6f, -3e10f };
            for (int i = 0; i < offsets.Length; i++)
            {
                WindowFeatures features = new WindowFeatures();
                for (int n = 0; n < 100; n++)
                {
                    features.Add(offsets[i]);
                }

                features.Finish();
                Assert.AreEqual(offsets[i], features.Mean);
                Assert.AreEqual(0f, features.StandardDeviation);
                Assert.AreEqual(0f, features.Kurtosis);
                AssertNear(Math.Abs((double)offsets[i]), features.Rms, 1e-6, "RMS");
                AssertNear(1, features.CrestFactor, 1e-6, "crest factor");
            }
        }

        // Its fourth power is beyond what a float can hold: no kurtosis rather than a wrong one.
        [TestMethod]
        public void A_variation_that_is_too_small_has_no_kurtosis()
        {
            float[] window = new float[Samples];
            Fill(window, new Noise(8), 4, 0, 1e-11);
            WindowFeatures features = new WindowFeatures();
            AddAll(features, window);
            features.Finish();
            Assert.AreEqual(0f, features.Kurtosis);
            Assert.IsTrue(features.StandardDeviation > 1e-11f && features.StandardDeviation < 1e-10f, "deviation");
        }

        [TestMethod]
        public void A_window_of_zeros_has_crest_factor_0()
        {
            WindowFeatures features = new WindowFeatures();
            AddAll(features, new float[] { 0, 0, 0 });
            Assert.IsTrue(features.Finish());
            Assert.AreEqual(0f, features.Rms);
            Assert.AreEqual(0f, features.CrestFactor);
            Assert.AreEqual(0f, features.Kurtosis);
        }

        [TestMethod]
        public void A_single_sample_is_a_constant_window()
        {
            WindowFeatures features = new WindowFeatures();
            features.Add(-2.5f);
            Assert.IsTrue(features.Finish());
            Assert.AreEqual(-2.5f, features.Mean);
            Assert.AreEqual(2.5f, features.Rms);
            Assert.AreEqual(2.5f, features.Peak);
            Assert.AreEqual(0f, features.Kurtosis);
        }

        [TestMethod]
        public void Known_distributions_have_their_kurtosis()
        {
            AssertNear(3, KurtosisOf(0), 0.5, "normal");
            AssertNear(1.8, KurtosisOf(1), 0.05, "uniform");
            AssertNear(1.5, KurtosisOf(2), 0.001, "sine");
            AssertNear(1, KurtosisOf(3), 0.001, "two levels");
        }

        [TestMethod]
        public void All_distributions_agree_with_the_definitions()
        {
            for (int distribution = 0; distribution < 8; distribution++)
            {
                AssertAgreement(distribution, 0, 1, 2e-4);
            }
        }

        // With powers summed about zero, a float would have lost the fourth moment at an offset of some hundred deviations.
        [TestMethod]
        public void A_large_offset_costs_nothing()
        {
            for (int distribution = 0; distribution < 8; distribution++)
            {
                AssertAgreement(distribution, 10000, 1, 2e-4);
                AssertAgreement(distribution, -300000, 1, 2e-4);
            }
        }

        [TestMethod]
        public void Small_and_large_units_cost_nothing()
        {
            for (int distribution = 0; distribution < 8; distribution++)
            {
                AssertAgreement(distribution, 0, 1e-6, 2e-4);
                AssertAgreement(distribution, 0, 1e6, 2e-4);
            }
        }

        // The worst case for summing about the first sample: it is the one that lies farthest out.
        [TestMethod]
        public void An_outlier_at_the_first_sample_costs_little()
        {
            float[] window = new float[Samples];
            Noise noise = new Noise(5);
            for (int outlier = 4; outlier <= 4096; outlier *= 4)
            {
                Fill(window, noise, 0, 0, 1);
                window[0] = outlier;
                AssertAgreement(window, 2e-3, "outlier " + outlier);
            }
        }

        [TestMethod]
        public void Many_at_a_time_are_the_same_as_one_by_one()
        {
            float[] window = new float[Samples];
            Fill(window, new Noise(3), 4, 100, 1);
            WindowFeatures one = new WindowFeatures();
            AddAll(one, window);
            one.Finish();
            WindowFeatures many = new WindowFeatures();
            many.AddAll(window, 0, 0);
            many.AddAll(window, 0, 1);
            many.AddAll(window, 1, 400);
            many.Add(window[401]);
            many.AddAll(window, 402, Samples - 402);
            Assert.AreEqual(Samples, many.Count);
            many.Finish();
            Assert.AreEqual(one.Mean, many.Mean);
            Assert.AreEqual(one.Rms, many.Rms);
            Assert.AreEqual(one.StandardDeviation, many.StandardDeviation);
            Assert.AreEqual(one.Peak, many.Peak);
            Assert.AreEqual(one.CrestFactor, many.CrestFactor);
            Assert.AreEqual(one.Kurtosis, many.Kurtosis);
        }

        [TestMethod]
        public void A_sample_that_is_no_number_makes_features_that_are_none_for_that_window_only()
        {
            float[] hostile = new float[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity };
            for (int i = 0; i < hostile.Length; i++)
            {
                for (int at = 0; at < 3; at++)
                {
                    WindowFeatures features = new WindowFeatures();
                    float[] window = new float[] { 1, 2, 4 };
                    window[at] = hostile[i];
                    AddAll(features, window);
                    Assert.IsTrue(features.Finish());
                    Assert.IsFalse(IsFinite(features.Mean) && IsFinite(features.Rms), "mean and RMS");
                    Assert.IsFalse(IsFinite(features.Peak), "peak");
                    Assert.IsFalse(IsFinite(features.Kurtosis), "kurtosis");
                    features.Reset();
                    AddAll(features, new float[] { 3, 5 });
                    features.Finish();
                    Assert.AreEqual(4f, features.Mean);
                    Assert.AreEqual(5f, features.Peak);
                    Assert.AreEqual(1f, features.Kurtosis);
                }
            }
        }

        // Mathematically never less than 1, whatever rounding does.
        [TestMethod]
        public void Crest_factor_and_kurtosis_keep_their_bounds()
        {
            Noise noise = new Noise(11);
            float[] window = new float[4];
            WindowFeatures features = new WindowFeatures();
            for (int i = 0; i < 2000; i++)
            {
                double offset = noise.Normal() * 1000;
                for (int n = 0; n < window.Length; n++)
                {
                    window[n] = (float)(offset + (noise.Below(2) * 0.001));
                }

                features.Reset();
                AddAll(features, window);
                features.Finish();
                Assert.IsTrue(features.CrestFactor >= 1, "crest factor");
                Assert.IsTrue(features.Kurtosis == 0 || features.Kurtosis >= 1, "kurtosis");
                Assert.IsTrue(features.StandardDeviation >= 0, "deviation");
            }
        }

        private static bool IsFinite(float value)
        {
            return !float.IsNaN(value) && !float.IsInfinity(value);
        }

        private static float KurtosisOf(int distribution)
        {
            float[] window = new float[Samples];
            Fill(window, new Noise(7), distribution, 0, 1);
            WindowFeatures features = new WindowFeatures();
            AddAll(features, window);
            features.Finish();
            return features.Kurtosis;
        }

        private static void AssertAgreement(int distribution, double offset, double scale, double tolerance)
        {
            float[] window = new float[Samples];
            Fill(window, new Noise((uint)distribution + 20), distribution, offset, scale);
            AssertAgreement(window, tolerance, "distribution " + distribution);
        }

        private static void AssertAgreement(float[] window, double tolerance, string text)
        {
            double mean = 0;
            double squares = 0;
            double peak = 0;
            for (int i = 0; i < window.Length; i++)
            {
                mean += window[i];
                squares += (double)window[i] * window[i];
                peak = Math.Max(peak, Math.Abs((double)window[i]));
            }

            mean /= window.Length;
            double rms = Math.Sqrt(squares / window.Length);
            double variance = 0;
            double fourth = 0;
            for (int i = 0; i < window.Length; i++)
            {
                double square = (window[i] - mean) * (window[i] - mean);
                variance += square;
                fourth += square * square;
            }

            variance /= window.Length;
            fourth /= window.Length;
            WindowFeatures features = new WindowFeatures();
            AddAll(features, window);
            features.Finish();
            double resolution = 1.2e-7 * Math.Abs(mean);
            Assert.IsTrue(Math.Abs(mean - features.Mean) <= (tolerance * Math.Sqrt(variance) / 10) + resolution, text + ", mean");
            AssertNear(Math.Sqrt(variance), features.StandardDeviation, tolerance, text + ", deviation");
            AssertNear(rms, features.Rms, tolerance, text + ", RMS");
            Assert.AreEqual((float)peak, features.Peak, text + ", peak");
            AssertNear(peak / rms, features.CrestFactor, tolerance, text + ", crest factor");
            AssertNear(fourth / variance / variance, features.Kurtosis, tolerance * 2, text + ", kurtosis");
        }

        private static void AddAll(WindowFeatures features, float[] window)
        {
            for (int i = 0; i < window.Length; i++)
            {
                features.Add(window[i]);
            }
        }

        private static void AssertNear(double expected, double actual, double relative, string text)
        {
            Assert.IsTrue(Math.Abs(expected - actual) <= relative * Math.Abs(expected), text + ": " + actual + " is not " + expected);
        }

        private static void Fill(float[] window, Noise noise, int distribution, double offset, double scale)
        {
            for (int i = 0; i < window.Length; i++)
            {
                window[i] = (float)(offset + (scale * Draw(noise, distribution, i)));
            }
        }

        private static double Draw(Noise noise, int distribution, int i)
        {
            switch (distribution)
            {
                case 0:
                    return noise.Normal();

                case 1:
                    return noise.Uniform();

                case 2:
                    return 3 * Math.Sin(2 * Math.PI * i * 5 / Samples);

                case 3:
                    return i % 4 < 2 ? -1 : 1;

                case 4: // a bearing: knocks over noise
                    return noise.Normal() + (i % 100 == 50 ? 30 : 0);

                case 5: // exponential
                    return -Math.Log(1 - noise.Uniform());

                case 6: // a ramp
                    return i / 100.0;

                default: // heavy tails
                    return noise.Normal() / (0.05 + noise.Uniform());
            }
        }
    }
}
