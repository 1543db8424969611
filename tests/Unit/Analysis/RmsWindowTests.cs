using System;
using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Tests.Analysis
{
    /// <summary>The root mean square over a window of samples, and its status.</summary>
    [TestClass]
    public class RmsWindowTests
    {
        [TestMethod]
        public void Before_the_first_window_is_complete_there_is_no_value()
        {
            RmsWindow window = new RmsWindow(2);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, window.Status);
            Assert.IsFalse(window.Add(3, StatusCode.Good));
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, window.Status);
        }

        [TestMethod]
        public void The_value_is_the_root_of_the_mean_of_the_squares()
        {
            RmsWindow window = new RmsWindow(4);
            AddAll(window, new float[] { 1, -7, 5, -5 });
            Assert.AreEqual(5f, window.Value);
            Assert.AreEqual(StatusCode.Good, window.Status);
        }

        [TestMethod]
        public void A_sine_has_its_amplitude_by_the_root_of_two()
        {
            RmsWindow window = new RmsWindow(100);
            for (int i = 0; i < 100; i++)
            {
                window.Add((float)(10 * Math.Sin(2 * Math.PI * i / 100)), StatusCode.Good);
            }

            Assert.IsTrue(window.Value > 7.0710f && window.Value < 7.0711f);
        }

        [TestMethod]
        public void Windows_follow_one_another_and_share_nothing()
        {
            RmsWindow window = new RmsWindow(2);
            AddAll(window, new float[] { 100, 100 });
            Assert.IsFalse(window.Add(3, StatusCode.Good));
            Assert.AreEqual(100f, window.Value);
            Assert.IsTrue(window.Add(-3, StatusCode.Good));
            Assert.AreEqual(3f, window.Value);
        }

        [TestMethod]
        public void A_window_of_one_sample_is_its_magnitude()
        {
            RmsWindow window = new RmsWindow(1);
            Assert.IsTrue(window.Add(-2.5f, StatusCode.Good));
            Assert.AreEqual(2.5f, window.Value);
        }

        // OPC 10000-8, 6.3: Uncertain_SubNormal, made of fewer good sources than required.
        [TestMethod]
        public void A_window_with_a_bad_sample_is_made_of_the_others_and_subnormal()
        {
            RmsWindow window = new RmsWindow(3);
            window.Add(4, StatusCode.Good);
            window.Add(1000, StatusCode.BadNotConnected);
            Assert.IsTrue(window.Add(4, StatusCode.Good));
            Assert.AreEqual(4f, window.Value);
            Assert.AreEqual(0x40950000u, window.Status);
            AddAll(window, new float[] { 1, 1, 1 });
            Assert.AreEqual(StatusCode.Good, window.Status);
        }

        [TestMethod]
        public void A_window_without_a_usable_sample_is_as_bad_as_the_last_one()
        {
            RmsWindow window = new RmsWindow(2);
            window.Add(0, StatusCode.BadNotConnected);
            Assert.IsTrue(window.Add(0, StatusCode.BadDeviceFailure));
            Assert.AreEqual(StatusCode.BadDeviceFailure, window.Status);
        }

        [TestMethod]
        public void An_uncertain_sample_counts_and_makes_the_window_uncertain()
        {
            RmsWindow window = new RmsWindow(2);
            window.Add(1, StatusCode.UncertainLastUsableValue);
            window.Add(7, StatusCode.Good);
            Assert.AreEqual(5f, window.Value);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, window.Status);
        }

        [TestMethod]
        public void Bad_and_uncertain_samples_together_make_it_subnormal()
        {
            RmsWindow window = new RmsWindow(3);
            window.Add(1, StatusCode.UncertainLastUsableValue);
            window.Add(0, StatusCode.BadNotConnected);
            window.Add(1, StatusCode.UncertainLastUsableValue);
            Assert.AreEqual(1f, window.Value);
            Assert.AreEqual(StatusCode.UncertainSubNormal, window.Status);
        }

        [TestMethod]
        public void A_window_of_no_samples_is_refused()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new RmsWindow(0));
        }

        private static void AddAll(RmsWindow window, float[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(i == values.Length - 1, window.Add(values[i], StatusCode.Good));
            }
        }
    }
}
