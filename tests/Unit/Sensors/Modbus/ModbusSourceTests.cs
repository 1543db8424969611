using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A Modbus device as a source: values, faults and their StatusCodes.</summary>
    [TestClass]
    public class ModbusSourceTests
    {
        private const int Address = 17;
        private const int TimeoutMs = 100;

        [TestMethod]
        public void Registers_and_bits_of_all_four_functions_arrive()
        {
            IoBench bench = new IoBench();
            bench.Devices.Holding[5] = 0xFFFE;
            bench.Devices.Holding[6] = 0x3FC0;
            bench.Devices.Coils[9] = true;
            bench.Make(
                SourceKind.Modbus, new int[0], 0, 9600, 2, 1, Address, TimeoutMs, 2, 3, 5, 1, 0, 0.5, 3, 6, 4, 0, 1, 4, 5, 0, 0, 1, 1, 9, 5, 0, 1, 2, 9, 5, 0, 1, 2, 8, 5, 0, 1);
            bench.Sample();
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Run(1000, 100);
            bench.AssertOutput(0, -1, StatusCode.Good);
            bench.AssertOutput(1, 1.5, StatusCode.Good);
            bench.AssertOutput(2, 1, StatusCode.Good);
            bench.AssertOutput(3, 1, StatusCode.Good);
            bench.AssertOutput(4, 0, StatusCode.Good);
            bench.AssertOutput(5, 1, StatusCode.Good);
            Assert.AreEqual((9600 * 100) + 21, bench.Devices.Settings);
        }

        [TestMethod]
        public void A_new_value_is_there_with_the_next_sample()
        {
            IoBench bench = Make(0);
            bench.Run(500, 100);
            bench.Devices.Holding[5] = 77;
            bench.Run(200, 100);
            bench.AssertOutput(0, 77, StatusCode.Good);
        }

        [TestMethod]
        public void Every_exception_has_its_status()
        {
            AssertException(1, StatusCode.BadConfigurationError);
            AssertException(2, StatusCode.BadConfigurationError);
            AssertException(3, StatusCode.BadDeviceFailure);
            AssertException(4, StatusCode.BadDeviceFailure);
            AssertException(8, StatusCode.BadDeviceFailure);
            AssertException(0x0A, StatusCode.BadCommunicationError);
            AssertException(0x0B, StatusCode.BadNoCommunication);
        }

        [TestMethod]
        public void A_register_that_the_device_does_not_have_is_a_configuration_error()
        {
            IoBench bench = new IoBench().Make(SourceKind.Modbus, new int[0], 0, 9600, 2, 1, Address, TimeoutMs, 2, 3, 600, 0, 0, 1);
            bench.Run(500, 100);
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(0));
        }

        [TestMethod]
        public void A_busy_device_keeps_its_value_as_uncertain()
        {
            for (int code = 5; code <= 6; code++)
            {
                IoBench bench = Good();
                bench.Devices.Holding[5] = 99;
                bench.Devices.Exception = code;
                bench.Run(1500, 100);
                bench.AssertOutput(0, 42, StatusCode.UncertainLastUsableValue);
                bench.Devices.Exception = 0;
                bench.Run(1500, 100);
                bench.AssertOutput(0, 99, StatusCode.Good);
            }
        }

        [TestMethod]
        public void A_device_that_is_busy_once_is_asked_again_before_anybody_notices()
        {
            IoBench bench = Good();
            bench.Devices.Holding[5] = 99;
            bench.Devices.Exception = 6;
            bench.Devices.Exceptions = 1;
            bench.Run(1000, 1000);
            bench.Run(1000, 1000);
            bench.AssertOutput(0, 99, StatusCode.Good);
        }

        [TestMethod]
        public void A_device_that_is_always_busy_has_failed()
        {
            IoBench bench = Good();
            bench.Devices.Exception = 6;
            bench.Run(60000, 100);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
        }

        [TestMethod]
        public void A_device_that_never_answers_has_no_communication()
        {
            IoBench bench = Make(2);
            bench.Devices.IsAbsent[Address] = true;
            bench.Run(2000, 100);
            Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(0));
        }

        [TestMethod]
        public void A_device_that_falls_silent_is_a_timeout_then_no_communication_and_comes_back()
        {
            IoBench bench = Good();
            int before = bench.Devices.RequestsOf[Address];
            bench.Devices.IsAbsent[Address] = true;
            bench.Run(100, 100);
            bool wasTimeout = false;
            for (int i = 0; i < 40; i++)
            {
                bench.Run(100, 100);
                wasTimeout |= bench.Status(0) == StatusCode.BadTimeout;
            }

            Assert.IsTrue(wasTimeout);
            Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(0));
            Assert.IsTrue(bench.Devices.RequestsOf[Address] > before + 9, "three rounds of three");
            bench.Devices.IsAbsent[Address] = false;
            bench.Devices.Holding[5] = 43;
            bench.Run(600, 100);
            bench.AssertOutput(0, 43, StatusCode.Good);
        }

        [TestMethod]
        public void Fewer_lost_answers_than_retries_are_not_noticed()
        {
            IoBench bench = Good();
            bench.Devices.Unanswered = 2;
            for (int i = 0; i < 15; i++)
            {
                bench.Run(1000, 1000);
                bench.AssertOutput(0, 42, StatusCode.Good);
            }
        }

        [TestMethod]
        public void Answers_that_are_wrong_are_communication_errors_and_change_no_value()
        {
            IoBench bench = Good();
            bench.Devices.CrcFault = 0x10;
            AssertWrong(bench, "CRC");
            bench.Devices.CrcFault = 0;
            bench.Devices.AddressFault = 1;
            AssertWrong(bench, "address");
            bench.Devices.AddressFault = 0;
            bench.Devices.FunctionFault = 1;
            AssertWrong(bench, "function");
            bench.Devices.FunctionFault = 0;
            bench.Devices.LengthFault = 2;
            AssertWrong(bench, "too long");
            bench.Devices.LengthFault = -1;
            AssertWrong(bench, "too short");
            bench.Devices.LengthFault = 0;
            for (int length = 1; length < 7; length++)
            {
                bench.Devices.CutTo = length;
                AssertWrong(bench, "cut");
            }

            bench.Devices.CutTo = -1;
            bench.Run(1000, 100);
            bench.AssertOutput(0, 1234, StatusCode.Good);
        }

        [TestMethod]
        public void An_echo_and_noise_before_the_answer_are_passed_over()
        {
            IoBench bench = Make(0);
            bench.Devices.Holding[5] = 42;
            bench.Devices.Echoes = true;
            bench.Run(500, 100);
            bench.AssertOutput(0, 42, StatusCode.Good);
            bench.Devices.Holding[5] = 43;
            bench.Devices.Noise = Hex.Parse("11030011 ff 1103");
            bench.Run(500, 100);
            bench.AssertOutput(0, 43, StatusCode.Good);
        }

        [TestMethod]
        public void The_echo_of_a_request_that_nobody_answers_is_no_answer()
        {
            // Coils 0x0300 on: 17 to 24 of them have three octets of data, as many as the high octet of the first one's number says.
            IoBench bench = new IoBench();
            bench.Devices.Echoes = true;
            bench.Devices.IsAbsent[Address] = true;
            double[] parameters = new double[7 + (5 * 17)];
            new double[] { 0, 9600, 2, 1, Address, TimeoutMs, 0 }.CopyTo(parameters, 0);
            for (int i = 0; i < 17; i++)
            {
                new double[] { 1, 0x0300 + i, 5, 0, 1 }.CopyTo(parameters, 7 + (5 * i));
            }

            bench.Make(SourceKind.Modbus, new int[0], parameters);
            bench.Run(2000, 100);
            for (int i = 0; i < 17; i++)
            {
                Assert.AreEqual(StatusCode.BadNoCommunication, bench.Status(i));
            }
        }

        [TestMethod]
        public void An_answer_that_comes_octet_by_octet_is_taken()
        {
            IoBench bench = Make(0);
            bench.Devices.Holding[5] = 42;
            bench.Devices.OctetsPerRead = 1;
            bench.Run(1000, 500);
            bench.AssertOutput(0, 42, StatusCode.Good);
        }

        [TestMethod]
        public void A_late_answer_is_not_taken_for_that_of_the_next_request()
        {
            // Two requests for one register each of the same device: their answers look alike.
            IoBench bench = new IoBench();
            bench.Devices.Holding[5] = 555;
            bench.Devices.Holding[50] = 5050;
            bench.Make(SourceKind.Modbus, new int[0], 0, 9600, 2, 1, Address, TimeoutMs, 0, 3, 5, 0, 0, 1, 3, 50, 0, 0, 1);
            for (int delay = 90; delay <= 200; delay += 10)
            {
                bench.Devices.DelayMs = delay;
                for (int i = 0; i < 20; i++)
                {
                    bench.Run(100, 100);
                    Assert.IsTrue(StatusCode.IsBad(bench.Status(0)) || bench.Value(0) == 555);
                    Assert.IsTrue(StatusCode.IsBad(bench.Status(1)) || bench.Value(1) == 5050);
                }
            }

            bench.Devices.DelayMs = 10;
            bench.Run(1000, 100);
            bench.AssertOutput(0, 555, StatusCode.Good);
            bench.AssertOutput(1, 5050, StatusCode.Good);
        }

        [TestMethod]
        public void A_float_that_is_no_number_is_a_sensor_failure()
        {
            IoBench bench = new IoBench();
            bench.Devices.Holding[5] = 0x7FC0;
            bench.Make(SourceKind.Modbus, new int[0], 0, 9600, 2, 1, Address, TimeoutMs, 2, 3, 5, 4, 0, 1);
            bench.Run(500, 100);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
        }

        [TestMethod]
        public void A_port_that_fails_shows_at_once_and_is_opened_again()
        {
            IoBench bench = Good();
            bench.Devices.FailsToRead = true;
            bench.Run(100, 100);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
            bench.Devices.FailsToRead = false;
            bench.Run(6000, 100);
            bench.AssertOutput(0, 42, StatusCode.Good);
            bench.Devices.FailsToWrite = true;
            bench.Run(300, 100);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
            bench.Devices.FailsToWrite = false;
            bench.Run(6000, 100);
            bench.AssertOutput(0, 42, StatusCode.Good);
        }

        [TestMethod]
        public void Settings_that_the_board_refuses_are_a_configuration_error()
        {
            IoBench bench = Make(0);
            bench.Devices.RefusesOpen = true;
            bench.Run(200, 100);
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(0));
            bench.Devices.RefusesOpen = false;
            bench.Run(6000, 100);
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Parameters_out_of_range_are_refused()
        {
            double[] right = { 0, 9600, 2, 1, Address, TimeoutMs, 2, 3, 5, 0, 0, 1 };
            double[] low = { 0, 1200, 0, 1, 1, 1, 0, 1, 0, 0, 0, -1e12 };
            double[] high = { 1, 921600, 2, 2, 247, 10000, 10, 4, 65535, 5, 3, 1e12 };
            for (int i = 0; i < right.Length; i++)
            {
                Assert.IsFalse(IsAccepted(right, i, low[i] - (i == 11 ? 1e12 : 1)), "too low");
                Assert.IsFalse(IsAccepted(right, i, high[i] + (i == 11 ? 1e12 : 1)), "too high");
                Assert.IsFalse(IsAccepted(right, i, double.NaN), "no number");
                Assert.IsTrue(i == 11 || !IsAccepted(right, i, right[i] + 0.5), "not whole");
            }

            Assert.IsTrue(IsAccepted(right, 0, 0));
            Assert.IsFalse(IsAccepted(right, 9, 5), "a register is no bit");
            Assert.IsFalse(IsAccepted(right, 7, 1), "a coil is a bit");
            Assert.IsTrue(IsAccepted(right, 8, 65535));
            double[] last = { 0, 9600, 2, 1, Address, TimeoutMs, 2, 3, 65535, 2, 0, 1 };
            Assert.IsNull(new IoBench().Try(SourceKind.Modbus, new int[0], 10, last), "behind the last register");
            Assert.IsNull(new IoBench().Try(SourceKind.Modbus, new int[0], 10, new double[] { 0, 9600, 2, 1, Address, TimeoutMs, 2 }), "no points");
        }

        private static bool IsAccepted(double[] right, int index, double value)
        {
            double[] parameters = new double[right.Length];
            right.CopyTo(parameters, 0);
            parameters[index] = value;
            return new IoBench().Try(SourceKind.Modbus, new int[0], 10, parameters) != null;
        }

        private static void AssertException(int code, uint expected)
        {
            IoBench bench = Good();
            bench.Devices.Exception = code;
            bench.Run(500, 100);
            Assert.AreEqual(expected, bench.Status(0));
            bench.Devices.Exception = 0;
            bench.Devices.Holding[5] = 7;
            bench.Run(500, 100);
            bench.AssertOutput(0, 7, StatusCode.Good);
        }

        private static void AssertWrong(IoBench bench, string what)
        {
            bench.Devices.Holding[5] = 1234;
            bench.Run(1500, 100);
            Assert.AreEqual(StatusCode.BadCommunicationError, bench.Status(0), what);
            Assert.AreEqual(42.0, bench.Value(0), what);
        }

        private static IoBench Make(int retries)
        {
            return new IoBench().Make(SourceKind.Modbus, new int[0], 0, 9600, 2, 1, Address, TimeoutMs, retries, 3, 5, 0, 0, 1);
        }

        private static IoBench Good()
        {
            IoBench bench = Make(2);
            bench.Devices.Holding[5] = 42;
            bench.Run(500, 100);
            bench.AssertOutput(0, 42, StatusCode.Good);
            return bench;
        }
    }
}
