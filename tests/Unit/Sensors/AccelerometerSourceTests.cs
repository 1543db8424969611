using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Vibration from an ADXL345 and an ADXL355, on SPI and on I²C, against models of the chips made after their data sheets.</summary>
    [TestClass]
    public class AccelerometerSourceTests
    {
        private const double Gravity = 9.80665;
        private const int XRms = 0;
        private const int XPeak = 1;
        private const int XCrest = 2;
        private const int XKurtosis = 3;
        private const int YRms = 4;
        private const int ZRms = 8;
        private const int Band1 = 12;

        [TestMethod]
        public void The_settings_are_those_of_the_data_sheets()
        {
            AccelerometerBench bench = new AccelerometerBench(0, 16, 1600);
            bench.Run(4);
            Assert.AreEqual(0x0E, (int)bench.Chip.Registers[0x2C], "BW_RATE: 1600 Hz");
            Assert.AreEqual(0x0B, (int)bench.Chip.Registers[0x31], "DATA_FORMAT: full resolution, 16 g");
            Assert.AreEqual(0x80, bench.Chip.Registers[0x38] & 0xC0, "FIFO_CTL: stream");
            Assert.AreEqual(0x08, (int)bench.Chip.Registers[0x2D], "POWER_CTL: measure");

            bench = new AccelerometerBench(2, 4, 1000);
            bench.Run(4);
            Assert.AreEqual(0x02, (int)bench.Chip.Registers[0x28], "FILTER: 1000 Hz, no high pass");
            Assert.AreEqual(0x02, bench.Chip.Registers[0x2C] & 3, "RANGE: 4 g");
            Assert.AreEqual(0x00, (int)bench.Chip.Registers[0x2D], "POWER_CTL: measure");
        }

        [TestMethod]
        public void A_sine_has_its_features_on_every_chip_bus_and_range()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                for (int range = 2; range <= (chip < 2 ? 16 : 8); range *= 2)
                {
                    AssertSine(new AccelerometerBench(chip, range, chip < 2 ? 800 : 1000));
                }
            }
        }

        [TestMethod]
        public void Before_the_first_window_it_waits_for_initial_data()
        {
            AccelerometerBench bench = new AccelerometerBench(0, 16, 800);
            bench.Run(5);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(XRms));
            bench.Run(30);
            Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(Band1 + 2), "a band that is none");
        }

        [TestMethod]
        public void An_absent_chip_has_no_communication()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                AccelerometerBench bench = new AccelerometerBench(chip, 8, chip < 2 ? 800 : 1000);
                bench.Chip.IsAbsent = true;
                bench.Chip.Floating = (byte)(chip == 0 ? 0xFF : 0);
                bench.Run(3);
                Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(XRms));
                bench.Chip.IsAbsent = false;
                bench.Run(150);
                Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            }
        }

        [TestMethod]
        public void Another_chip_or_one_that_takes_no_settings_has_failed()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                AccelerometerBench bench = new AccelerometerBench(chip, 8, chip < 2 ? 800 : 1000);
                bench.Chip.Registers[0] = 0x33;
                bench.Run(3);
                Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(XRms));

                bench = new AccelerometerBench(chip, 8, chip < 2 ? 800 : 1000);
                bench.Chip.IgnoresWrites = true;
                bench.Run(3);
                Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(XRms));
            }
        }

        [TestMethod]
        public void A_chip_that_is_unplugged_anywhere_in_a_burst_never_makes_a_good_value()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                for (int transfers = 0; transfers < 40; transfers++)
                {
                    AccelerometerBench bench = Running(chip);
                    double rms = bench.Value(XRms);
                    bench.Chip.UnplugAfter = transfers;
                    for (int i = 0; i < 60; i++)
                    {
                        bench.Run(1);
                        bool isGood = bench.Status(XRms) == StatusCode.Good;
                        IoBench.AssertNear(rms, isGood ? bench.Value(XRms) : rms, 0.05);
                    }

                    Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(XRms));
                }
            }
        }

        [TestMethod]
        public void A_chip_that_lost_its_supply_is_set_up_again()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                AccelerometerBench bench = Running(chip);
                bench.Chip.Reset();
                bench.Run(1);
                Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(XRms));
                bench.Run(150);
                Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            }
        }

        [TestMethod]
        public void A_bus_that_fails_has_no_communication()
        {
            AccelerometerBench bench = Running(1);
            bench.Chip.BusFails = true;
            bench.Run(1);
            Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(XRms));
        }

        [TestMethod]
        public void An_overrun_breaks_the_window_off_and_is_counted()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                AccelerometerBench bench = Running(chip);
                bench.Push(40);
                bench.Run(1);
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(XRms));
                Assert.AreEqual(1, ((AccelerometerSource)bench.Source).Broken);
                bench.Run(30);
                Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            }
        }

        [TestMethod]
        public void Sampling_too_slowly_for_the_rate_is_a_configuration_error()
        {
            AccelerometerBench bench = Running(0);
            for (int i = 0; i < 20; i++)
            {
                bench.Push(40);
                bench.Run(1);
            }

            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(XRms));
            bench.Run(40);
            Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
        }

        [TestMethod]
        public void A_sensor_at_the_end_of_its_range_is_uncertain_with_limit_bits()
        {
            for (int chip = 0; chip < 4; chip++)
            {
                AccelerometerBench bench = Running(chip);
                bench.Amplitude = 12 * Gravity;
                bench.Run(40);
                Assert.AreEqual(StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh, bench.Status(XRms));
                Assert.AreEqual(StatusCode.Good, bench.Status(YRms));
                bench.Amplitude = Gravity;
                bench.Run(40);
                Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            }
        }

        [TestMethod]
        public void A_flat_line_is_a_sensor_failure_of_its_axis()
        {
            AccelerometerBench bench = Running(0);
            bench.IsXStuck = true;
            bench.Run(40);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(XRms));
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(XKurtosis));
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(Band1), "its bands");
            Assert.AreEqual(StatusCode.Good, bench.Status(YRms));
            Assert.AreEqual(StatusCode.Good, bench.Status(ZRms));
        }

        [TestMethod]
        public void A_chip_that_delivers_nothing_has_failed()
        {
            AccelerometerBench bench = Running(2);
            bench.IsStill = true;
            bench.Run(60);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(XRms));
            bench.IsStill = false;
            bench.Run(150);
            Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
        }

        [TestMethod]
        public void Entries_that_are_out_of_step_find_their_axes_again()
        {
            AccelerometerBench bench = Running(2);
            for (int lost = 1; lost <= 2; lost++)
            {
                bench.Push(5);
                for (int i = 0; i < lost; i++)
                {
                    ((FakeAdxl355)bench.Chip).LoseEntry();
                }

                bench.Run(1);
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(XRms));
                bench.Run(40);
                Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
                IoBench.AssertNear(Gravity / Math.Sqrt(2), bench.Value(XRms), 0.05);
            }
        }

        [TestMethod]
        public void What_the_chips_cannot_do_is_refused()
        {
            Assert.IsTrue(AccelerometerBench.IsAccepted(0, 16, 1600, 256, 100, 0));
            Assert.IsTrue(AccelerometerBench.IsAccepted(2, 8, 3.90625, 32, 0, 0));
            Assert.IsTrue(AccelerometerBench.IsAccepted(0, 2, 12.5, 32, 0, 0));
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 3200, 256, 100, 0), "a rate whose FIFO is full within a tick");
            Assert.IsFalse(AccelerometerBench.IsAccepted(2, 8, 4000, 256, 100, 0), "a rate whose FIFO is full within a tick");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1000, 256, 100, 0), "a rate of the other chip");
            Assert.IsFalse(AccelerometerBench.IsAccepted(2, 16, 1000, 256, 100, 0), "a range of the other chip");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 3, 1600, 256, 100, 0), "range");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1600, 31, 100, 0), "window");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1600, 1025, 100, 0), "window");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1600, 256, 800, 0), "a band at half the rate");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1600, 256, 6, 0), "a band below one period a window");
            Assert.IsFalse(AccelerometerBench.IsAccepted(4, 16, 1600, 256, 100, 0), "chip");
            Assert.IsTrue(AccelerometerBench.IsAccepted(0, 16, 1600, 256, 100, 20), "20 ms are 32 samples");
            Assert.IsFalse(AccelerometerBench.IsAccepted(0, 16, 1600, 256, 100, 30), "30 ms are more than the FIFO holds");
        }

        private static AccelerometerBench Running(int chip)
        {
            AccelerometerBench bench = new AccelerometerBench(chip, 8, chip < 2 ? 800 : 1000);
            bench.Run(40);
            Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            return bench;
        }

        private static void AssertSine(AccelerometerBench bench)
        {
            bench.Run(60);
            Assert.AreEqual(StatusCode.Good, bench.Status(XRms));
            IoBench.AssertNear(Gravity / Math.Sqrt(2), bench.Value(XRms), 0.02);
            IoBench.AssertNear(Gravity * Math.Sin(0.4 * Math.PI), bench.Value(XPeak), 0.05); // ten samples a period miss the top
            IoBench.AssertNear(Math.Sqrt(2) * Math.Sin(0.4 * Math.PI), bench.Value(XCrest), 0.01);
            IoBench.AssertNear(1.5, bench.Value(XKurtosis), 0.01);
            IoBench.AssertNear(0.05 * Gravity, bench.Value(YRms), 0.02);
            IoBench.AssertNear(0.1 * Gravity / Math.Sqrt(2), bench.Value(ZRms), 0.02);
            IoBench.AssertNear(Gravity, bench.Value(Band1), 0.04);
            IoBench.AssertNear(0, bench.Value(Band1 + 1), 0.05);
        }
    }
}
