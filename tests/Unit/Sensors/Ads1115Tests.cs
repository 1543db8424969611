using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>An ADS1115 by its data sheet: configuration, conversion after conversion, the ends of its range, and a chip that goes and comes.</summary>
    [TestClass]
    public class Ads1115Tests
    {
        private const int Address = 72;

        // Gain codes 0..5; rate code 4 is the data sheet's default, 128 a second.
        [TestMethod]
        public void The_configuration_is_a_single_shot_of_one_input()
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, false, 1, 4).Sample();
            Assert.AreEqual(0xC383, Configuration(i2c)); // AIN0, 4.096 V
            bench.Run(1, 100);
            Assert.AreEqual(0xD383, Configuration(i2c));
            bench.Run(1, 100);
            Assert.AreEqual(0xE383, Configuration(i2c));
            bench.Run(1, 100);
            Assert.AreEqual(0xF383, Configuration(i2c));
            bench.Run(1, 100);
            Assert.AreEqual(0xC383, Configuration(i2c));
        }

        [TestMethod]
        public void Differences_are_inputs_0_and_3()
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, true, 5, 0).Sample();
            Assert.AreEqual(0x8B03, Configuration(i2c)); // AIN0 - AIN1, 0.256 V, 8 a second
            bench.Run(1, 200);
            Assert.AreEqual(0xBB03, Configuration(i2c)); // AIN2 - AIN3
            bench.Run(1, 200);
            Assert.AreEqual(0x8B03, Configuration(i2c));
        }

        // 1/128 s and ten percent, the tolerance of its clock.
        [TestMethod]
        public void Nothing_waits_for_a_conversion()
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, false, 1, 4).Sample();
            SetResult(i2c, 16384);
            int transfers = i2c.Transfers;
            bench.Run(1, 8).AssertAll(StatusCode.BadWaitingForInitialData);
            Assert.AreEqual(transfers, i2c.Transfers);
            bench.Run(1, 2).AssertIs(0, 2.048, 1e-9, StatusCode.Good);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(1));
        }

        [TestMethod]
        public void Each_range_has_its_step()
        {
            AssertVolts(0, 16384, 3.072);
            AssertVolts(1, 16384, 2.048);
            AssertVolts(2, 16384, 1.024);
            AssertVolts(3, 16384, 0.512);
            AssertVolts(4, 16384, 0.256);
            AssertVolts(5, 16384, 0.128);
            AssertVolts(5, -1, -0.0000078125);
            AssertVolts(2, 32766, 2.04787500);
            AssertVolts(2, -32767, -2.0479375);
        }

        [TestMethod]
        public void The_ends_of_the_range_are_told_apart()
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, false, 1, 4).Sample();
            SetResult(i2c, 0x7FFF);
            bench.Run(4, 100).AssertAll(StatusCode.BadOutOfRange | StatusCode.LimitHigh);
            SetResult(i2c, 0x8000);
            bench.Run(4, 100).AssertAll(StatusCode.BadOutOfRange | StatusCode.LimitLow);
            SetResult(i2c, 0x7FFE);
            bench.Run(4, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void A_chip_that_does_not_acknowledge_is_no_communication_and_comes_back()
        {
            FakeI2c i2c = Chip();
            i2c.IsPresent = false;
            SensorBench bench = Bench(i2c, false, 1, 4).Sample();
            bench.AssertAll(StatusCode.BadNoCommunication);
            i2c.IsPresent = true;
            SetResult(i2c, 100);
            bench.Run(5, 100).AssertAll(StatusCode.Good);
            i2c.IsPresent = false;
            bench.Run(1, 100).AssertAll(StatusCode.BadNoCommunication);
            bench.Run(3, 100).AssertAll(StatusCode.BadNoCommunication);
            i2c.IsPresent = true;
            bench.Run(6, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void A_chip_that_lost_its_configuration_converts_again()
        {
            FakeI2c i2c = Chip();
            SetResult(i2c, 100);
            SensorBench bench = Bench(i2c, false, 1, 4).Run(5, 100);
            bench.AssertAll(StatusCode.Good);
            SetConfiguration(i2c, 0x8583); // power-on
            SetResult(i2c, 0);
            bench.Run(1, 100).AssertIs(0, 0.0125, 1e-9, StatusCode.UncertainLastUsableValue);
            SetResult(i2c, 100);
            bench.Run(4, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void A_chip_that_keeps_no_configuration_or_never_ends_a_conversion_has_failed()
        {
            FakeI2c i2c = Chip();
            SetConfiguration(i2c, 0xFFFF);
            i2c.IsStuck = true;
            SensorBench bench = Bench(i2c, false, 1, 4).Run(6, 100);
            bench.AssertAll(StatusCode.BadDeviceFailure);
            i2c.IsStuck = false;
            bench.Run(5, 100).AssertAll(StatusCode.Good);
            i2c.ReadMask[2] = 0x7F; // OS: a conversion is under way
            bench.Run(1, 20).AssertAll(StatusCode.Good);
            bench.Run(10, 100).AssertAll(StatusCode.BadDeviceFailure);
            i2c.ReadMask[2] = 0xFF;
            bench.Run(5, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void Whatever_is_in_the_registers_it_tells_a_number_or_a_fault()
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, false, 0, 7);
            uint random = 1;
            for (int i = 0; i < 3000; i++)
            {
                for (int k = (i & 3) == 0 ? 0 : 4; k < 8; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    i2c.Memory[k & 3] = (byte)(random >> 24);
                }

                bench.Run(1, 10);
                Assert.IsTrue(bench.Value(0) > -6.144 && bench.Value(0) < 6.144, "volts of the range");
            }
        }

        private static FakeI2c Chip()
        {
            return new FakeI2c(Address, 4, 2);
        }

        private static SensorBench Bench(FakeI2c i2c, bool isDifferential, int gainCode, int rateCode)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Ads1115(bench.Signals, SensorBench.First, i2c, Address, isDifferential, gainCode, rateCode);
            return bench;
        }

        private static int Configuration(FakeI2c i2c)
        {
            return (i2c.Memory[2] << 8) | i2c.Memory[3];
        }

        private static void SetConfiguration(FakeI2c i2c, int configuration)
        {
            i2c.Memory[2] = (byte)(configuration >> 8);
            i2c.Memory[3] = (byte)configuration;
        }

        private static void SetResult(FakeI2c i2c, int code)
        {
            i2c.Memory[0] = (byte)(code >> 8);
            i2c.Memory[1] = (byte)code;
        }

        private static void AssertVolts(int gainCode, int code, double volts)
        {
            FakeI2c i2c = Chip();
            SensorBench bench = Bench(i2c, false, gainCode, 4).Sample();
            SetResult(i2c, code);
            bench.Run(1, 100).AssertIs(0, volts, 1e-9, StatusCode.Good);
        }
    }
}
