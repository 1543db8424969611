using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A MAX31856 by its data sheet: configuration, number formats, faults, and a chip that goes and comes.</summary>
    [TestClass]
    public class Max31856Tests
    {
        [TestMethod]
        public void It_is_configured_for_the_type_the_mains_and_the_averaging()
        {
            AssertConfiguration(ThermocoupleType.K, true, 1, 0x91, 0x03);
            AssertConfiguration(ThermocoupleType.B, false, 2, 0x90, 0x10);
            AssertConfiguration(ThermocoupleType.E, false, 4, 0x90, 0x21);
            AssertConfiguration(ThermocoupleType.J, false, 8, 0x90, 0x32);
            AssertConfiguration(ThermocoupleType.N, false, 16, 0x90, 0x44);
            AssertConfiguration(ThermocoupleType.R, true, 1, 0x91, 0x05);
            AssertConfiguration(ThermocoupleType.S, true, 1, 0x91, 0x06);
            AssertConfiguration(ThermocoupleType.T, true, 1, 0x91, 0x07);
        }

        // The type may only be changed while it does not convert.
        [TestMethod]
        public void It_does_not_convert_while_it_is_configured()
        {
            FakeSpi spi = Chip();
            Bench(spi).Sample();
            Assert.AreEqual(2, spi.CommandCount);
            Assert.AreEqual(0x11, (int)spi.Commands[0]);
            Assert.AreEqual(0x91, (int)spi.Commands[1]);
        }

        // Linearised temperature: 19 bits, 2^-7 degC; cold junction: 14 bits, 2^-6 degC. The data sheet's examples.
        [TestMethod]
        public void The_numbers_of_the_data_sheet_are_read()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi).Run(10, 100);
            AssertReads(bench, spi, 0x64, 0x00, 0x00, 1600, 0x7F, 0xFC, 127.984375);
            AssertReads(bench, spi, 0x3E, 0x80, 0x00, 1000, 0x7D, 0x00, 125);
            AssertReads(bench, spi, 0x06, 0x4F, 0x00, 100.9375, 0x40, 0x00, 64);
            AssertReads(bench, spi, 0x01, 0x90, 0x00, 25, 0x19, 0x00, 25);
            AssertReads(bench, spi, 0x00, 0x01, 0x00, 0.0625, 0x00, 0x80, 0.5);
            AssertReads(bench, spi, 0x00, 0x00, 0x00, 0, 0x00, 0x04, 0.015625);
            AssertReads(bench, spi, 0xFF, 0xFF, 0x00, -0.0625, 0xFF, 0x80, -0.5);
            AssertReads(bench, spi, 0xFF, 0xF0, 0x00, -1, 0xE7, 0x00, -25);
            AssertReads(bench, spi, 0xF0, 0x60, 0x00, -250, 0xC9, 0x00, -55);
            AssertReads(bench, spi, 0x00, 0x00, 0x3F, 0.0078125, 0x00, 0x07, 0.015625); // bits that don't count
        }

        [TestMethod]
        public void Nothing_is_believed_before_the_first_conversion_is_over()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi).Sample();
            SetReading(spi);
            bench.Run(1, 219).AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Run(1, 1).AssertIs(0, 100.9375, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Every_fault_has_its_status()
        {
            uint low = StatusCode.UncertainSensorNotAccurate | StatusCode.LimitLow;
            uint high = StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh;
            AssertFault(0x01, StatusCode.BadSensorFailure, StatusCode.Good);
            AssertFault(0x02, StatusCode.BadOutOfRange, StatusCode.Good);
            AssertFault(0x03, StatusCode.BadSensorFailure, StatusCode.Good);
            AssertFault(0x40, low, StatusCode.Good); // 100 degC is nearer to the lower end
            AssertFault(0x80, StatusCode.UncertainSensorNotAccurate, high);
            AssertFault(0x3C, StatusCode.Good, StatusCode.Good); // alarm thresholds, which are not used
        }

        [TestMethod]
        public void An_absent_chip_is_no_communication_whatever_the_line_does()
        {
            AssertAbsent(0x00);
            AssertAbsent(0xFF);
        }

        [TestMethod]
        public void A_bus_that_fails_is_no_communication()
        {
            FakeSpi spi = Chip();
            SetReading(spi);
            SensorBench bench = Bench(spi).Run(10, 100);
            spi.Fails = true;
            bench.Run(1, 100).AssertAll(StatusCode.BadNoCommunication);
            spi.Fails = false;
            bench.Run(1, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void A_chip_that_was_without_power_is_configured_anew()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi).Run(10, 100);
            SetReading(spi);
            bench.Run(1, 100).AssertAll(StatusCode.Good);
            spi.PowerOn();
            bench.Run(1, 100).AssertIs(0, 100.9375, 0, StatusCode.UncertainLastUsableValue);
            Assert.AreEqual(0x91, (int)spi.Registers[0]);
            SetReading(spi);
            bench.Run(2, 100).AssertIs(0, 100.9375, 0, StatusCode.UncertainLastUsableValue);
            bench.Run(1, 100).AssertAll(StatusCode.Good);
        }

        // The data sheet's longest first conversion, its test for an open circuit, a tenth more than it says of each further conversion, and the clock's resolution at both
        // ends: before that the registers are as after power-on, 0 degC.
        [TestMethod]
        public void A_first_value_has_the_longest_time_that_it_may_take()
        {
            AssertSettles(true, 1, 185 + 15 + 20);
            AssertSettles(false, 1, 155 + 15 + 20);
            AssertSettles(true, 16, 185 + 15 + 20 + (15 * 44));
            AssertSettles(false, 4, 155 + 15 + 20 + (3 * 37));
        }

        [TestMethod]
        public void A_chip_that_keeps_no_configuration_has_failed()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi);
            spi.IsStuck = true;
            bench.Run(10, 100).AssertAll(StatusCode.BadDeviceFailure);
            spi.IsStuck = false;
            bench.Run(5, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void Whatever_is_in_the_registers_it_tells_a_number_or_a_fault()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi);
            uint random = 1;
            for (int i = 0; i < 3000; i++)
            {
                for (int k = (i & 1) == 0 ? 0 : 10; k < 16; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    spi.Registers[k] = (byte)(random >> 24);
                }

                bench.Run(1, 100);
                double value = bench.Value(0);
                Assert.IsTrue(value >= -2048 && value < 2048, "a number of the chip's format");
            }
        }

        private static FakeSpi Chip()
        {
            // Data sheet, Table 6: what the registers are after power-on.
            FakeSpi spi = new FakeSpi(new byte[] { 0x00, 0x03, 0xFF, 0x7F, 0xC0, 0x7F, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 });
            spi.NotKept[0] = 0x42;
            return spi;
        }

        private static SensorBench Bench(FakeSpi spi)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Max31856(bench.Signals, SensorBench.First, spi, 0, ThermocoupleType.K, true, 1);
            return bench;
        }

        private static void SetReading(FakeSpi spi)
        {
            spi.Registers[0x0A] = 0x19;
            spi.Registers[0x0C] = 0x06;
            spi.Registers[0x0D] = 0x4F;
        }

        private static void AssertSettles(bool is50Hz, int averaging, int settleMs)
        {
            FakeSpi spi = Chip();
            SensorBench bench = new SensorBench();
            bench.Source = new Max31856(bench.Signals, SensorBench.First, spi, 0, ThermocoupleType.K, is50Hz, averaging);
            bench.Sample();
            bench.Run(1, settleMs - 1).AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Run(1, 1).AssertAll(StatusCode.Good);
        }

        private static void AssertConfiguration(ThermocoupleType type, bool is50Hz, int averaging, int cr0, int cr1)
        {
            FakeSpi spi = Chip();
            SensorBench bench = new SensorBench();
            bench.Source = new Max31856(bench.Signals, SensorBench.First, spi, 0, type, is50Hz, averaging);
            bench.Sample();
            Assert.AreEqual(cr0, (int)spi.Registers[0]);
            Assert.AreEqual(cr1, (int)spi.Registers[1]);
        }

        private static void AssertReads(
            SensorBench bench, FakeSpi spi, int high, int middle, int low, double temperature, int junctionHigh, int junctionLow, double junction)
        {
            spi.Registers[0x0C] = (byte)high;
            spi.Registers[0x0D] = (byte)middle;
            spi.Registers[0x0E] = (byte)low;
            spi.Registers[0x0A] = (byte)junctionHigh;
            spi.Registers[0x0B] = (byte)junctionLow;
            bench.Run(1, 100);
            bench.AssertIs(0, temperature, 0, StatusCode.Good);
            bench.AssertIs(1, junction, 0, StatusCode.Good);
        }

        private static void AssertFault(int fault, uint temperature, uint junction)
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi).Run(10, 100);
            SetReading(spi);
            bench.Run(1, 100).AssertAll(StatusCode.Good);
            spi.Registers[0x0F] = (byte)fault;
            bench.Run(1, 100);
            Assert.AreEqual(temperature, bench.Status(0), "fault " + fault);
            Assert.AreEqual(junction, bench.Status(1), "fault " + fault);
            spi.Registers[0x0F] = 0;
            bench.Run(1, 100).AssertAll(StatusCode.Good);
        }

        private static void AssertAbsent(int line)
        {
            FakeSpi spi = Chip();
            spi.IsPresent = false;
            spi.Line = (byte)line;
            SensorBench bench = Bench(spi).Sample();
            bench.AssertAll(StatusCode.BadNoCommunication);
            spi.IsPresent = true;
            bench.Run(1, 100).AssertAll(StatusCode.BadNoCommunication); // it is configured, and has not converted yet
            SetReading(spi);
            bench.Run(3, 100).AssertAll(StatusCode.Good);
            spi.IsPresent = false;
            bench.Run(1, 100).AssertAll(StatusCode.BadNoCommunication);
        }
    }
}
