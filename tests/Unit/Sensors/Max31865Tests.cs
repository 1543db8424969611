using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A MAX31865 by its data sheet: the sequence of a measurement, the ratio, faults, and a chip that goes and comes.</summary>
    [TestClass]
    public class Max31865Tests
    {
        private const uint Low = StatusCode.BadSensorFailure | StatusCode.LimitLow;
        private const uint High = StatusCode.BadSensorFailure | StatusCode.LimitHigh;

        [TestMethod]
        public void A_measurement_checks_the_leads_then_converts_then_reads()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi, 2, true);
            bench.Sample();
            AssertCommand(spi, 0, 0x83); // bias, clear faults, 50 Hz
            bench.Run(1, 21); // less than 2 ms, and what the clock may be wrong
            Assert.AreEqual(1, spi.CommandCount);
            bench.Run(1, 1);
            AssertCommand(spi, 1, 0x85); // check the leads
            bench.Run(1, 20);
            Assert.AreEqual(2, spi.CommandCount);
            bench.Run(1, 1);
            AssertCommand(spi, 2, 0xA1); // one shot
            SetRatio(spi, 8192);
            bench.Run(1, 85).AssertAll(StatusCode.BadWaitingForInitialData); // 66 ms at the most, though the bit should be gone before
            bench.Run(1, 1);
            bench.AssertIs(0, 0, 0.001, StatusCode.Good);
            bench.AssertIs(1, 100, 0.001, StatusCode.Good);
            AssertCommand(spi, 3, 0x85);
        }

        [TestMethod]
        public void Wires_and_mains_are_in_the_configuration()
        {
            AssertConfiguration(2, true, 0x83);
            AssertConfiguration(3, true, 0x93);
            AssertConfiguration(4, false, 0x82);
            AssertConfiguration(3, false, 0x92);
        }

        // A reference of 400 ohms, as in the data sheet's Table 9: ratio = R / 400 * 32768.
        [TestMethod]
        public void The_ratio_becomes_ohms_and_degrees()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi, 4, true).Run(1, 100);
            AssertReads(bench, spi, 1518, -200, 18.53);
            AssertReads(bench, spi, 4936, -100, 60.26);
            AssertReads(bench, spi, 8192, 0, 100);
            AssertReads(bench, spi, 11347, 100, 138.51);
            AssertReads(bench, spi, 23018, 500, 280.98);
            AssertReads(bench, spi, 31988, 850, 390.48);
        }

        [TestMethod]
        public void Every_fault_has_its_status()
        {
            AssertFault(0x80, High);
            AssertFault(0x20, High);
            AssertFault(0x40, Low);
            AssertFault(0x10, StatusCode.BadSensorFailure);
            AssertFault(0x08, StatusCode.BadSensorFailure);
            AssertFault(0x04, StatusCode.BadOutOfRange);
            AssertFault(0xA4, High);
        }

        [TestMethod]
        public void A_ratio_outside_the_thermometers_range_needs_no_fault_bit()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi, 2, true).Run(10, 100);
            SetRatio(spi, 32767);
            bench.Run(3, 100).AssertAll(High);
            SetRatio(spi, 0);
            bench.Run(3, 100).AssertAll(Low);
            SetRatio(spi, 32100);
            bench.Run(3, 100);
            Assert.AreEqual(StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh, bench.Status(0));
        }

        // 0.15 and 4.0 of 100 ohms against 400: 1228 and 32768, which is full scale.
        [TestMethod]
        public void The_chips_own_thresholds_are_the_ends_of_the_range()
        {
            FakeSpi spi = Chip();
            Bench(spi, 2, true).Sample();
            Assert.AreEqual(32604 * 2, (spi.Registers[3] << 8) | spi.Registers[4]); // 398 of 400 ohm, in 15 bits
            Assert.AreEqual(1228 * 2, (spi.Registers[5] << 8) | spi.Registers[6]);
        }

        [TestMethod]
        public void An_absent_chip_is_no_communication_whatever_the_line_does()
        {
            AssertAbsent(0x00);
            AssertAbsent(0xFF);
        }

        [TestMethod]
        public void A_bus_that_fails_is_no_communication_at_every_step()
        {
            for (int step = 0; step < 5; step++)
            {
                FakeSpi spi = Chip();
                SetRatio(spi, 8192);
                SensorBench bench = Bench(spi, 2, true).Run(step, 100);
                spi.Fails = true;
                bench.Run(1, 100).AssertAll(StatusCode.BadNoCommunication);
                spi.Fails = false;
                bench.Run(4, 100).AssertAll(StatusCode.Good);
            }
        }

        [TestMethod]
        public void A_chip_that_was_without_power_is_configured_anew()
        {
            FakeSpi spi = Chip();
            SetRatio(spi, 8192);
            SensorBench bench = Bench(spi, 3, true).Run(4, 100);
            bench.AssertAll(StatusCode.Good);
            spi.PowerOn();
            bench.Run(2, 100).AssertIs(1, 100, 0.001, StatusCode.UncertainLastUsableValue);
            SetRatio(spi, 8200);
            bench.Run(3, 100).AssertIs(1, 100.0976, 0.001, StatusCode.Good);
        }

        [TestMethod]
        public void A_chip_that_keeps_no_configuration_or_never_finishes_has_failed()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi, 2, true);
            spi.IsStuck = true;
            spi.Registers[1] = 0x40;
            bench.Run(40, 100).AssertAll(StatusCode.BadDeviceFailure);

            spi = Chip();
            SetRatio(spi, 8192);
            bench = Bench(spi, 2, true).Run(4, 100);
            spi.NotKept[0] = 0x06; // one shot stays
            bench.Run(6, 100).AssertAll(StatusCode.BadDeviceFailure);
            spi.NotKept[0] = 0x26;
            bench.Run(6, 100).AssertAll(StatusCode.Good);
        }

        [TestMethod]
        public void Whatever_is_in_the_registers_it_tells_a_number_or_a_fault()
        {
            FakeSpi spi = Chip();
            SensorBench bench = Bench(spi, 2, true);
            uint random = 1;
            for (int i = 0; i < 3000; i++)
            {
                for (int k = 0; k < 8; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    if ((i & 1) == 0 || k == 1 || k == 2 || k == 7)
                    {
                        spi.Registers[k] = (byte)(random >> 24);
                    }
                }

                bench.Run(1, 100);
                Assert.IsTrue(bench.Value(0) >= -210 && bench.Value(0) <= 885, "a temperature that can be");
            }
        }

        private static FakeSpi Chip()
        {
            FakeSpi spi = new FakeSpi(new byte[] { 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00, 0x00 });
            spi.NotKept[0] = 0x26; // one shot, check of the leads, clear
            return spi;
        }

        private static SensorBench Bench(FakeSpi spi, int wires, bool is50Hz)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Max31865(bench.Signals, SensorBench.First, spi, 0, 100, 400, wires == 3, is50Hz);
            return bench;
        }

        private static void SetRatio(FakeSpi spi, int ratio)
        {
            spi.Registers[1] = (byte)(ratio >> 7);
            spi.Registers[2] = (byte)(ratio << 1);
        }

        private static void AssertCommand(FakeSpi spi, int index, int expected)
        {
            Assert.AreEqual(index + 1, spi.CommandCount);
            Assert.AreEqual(expected, (int)spi.Commands[index]);
        }

        private static void AssertConfiguration(int wires, bool is50Hz, int expected)
        {
            FakeSpi spi = Chip();
            Bench(spi, wires, is50Hz).Sample();
            AssertCommand(spi, 0, expected);
        }

        private static void AssertReads(SensorBench bench, FakeSpi spi, int ratio, double temperature, double ohms)
        {
            SetRatio(spi, ratio);
            bench.Run(4, 100);
            bench.AssertIs(0, temperature, 0.04, StatusCode.Good); // a step of the ratio is 0.03 degC
            bench.AssertIs(1, ohms, 0.007, StatusCode.Good);
        }

        private static void AssertFault(int fault, uint status)
        {
            FakeSpi spi = Chip();
            SetRatio(spi, 8192);
            SensorBench bench = Bench(spi, 2, true).Run(4, 100);
            bench.AssertAll(StatusCode.Good);
            spi.Registers[7] = (byte)fault;
            int before = spi.CommandCount;
            bench.Run(2, 100).AssertAll(status);
            bool isCleared = false;
            for (int i = before; i < spi.CommandCount; i++)
            {
                isCleared |= spi.Commands[i] == 0x83;
            }

            Assert.IsTrue(isCleared, "the latched fault is cleared");
            spi.Registers[7] = 0;
            bench.Run(2, 100).AssertAll(StatusCode.Good);
        }

        private static void AssertAbsent(int line)
        {
            FakeSpi spi = Chip();
            SetRatio(spi, 8192);
            spi.IsPresent = false;
            spi.Line = (byte)line;
            SensorBench bench = Bench(spi, 2, true).Run(4, 100);
            bench.AssertAll(StatusCode.BadNoCommunication);
            spi.IsPresent = true;
            bench.Run(4, 100).AssertAll(StatusCode.Good);
            spi.IsPresent = false;
            bench.Run(2, 100).AssertAll(StatusCode.BadNoCommunication);
        }
    }
}
