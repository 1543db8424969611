using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A line that several devices share, its pauses, and everything that may come over it.</summary>
    [TestClass]
    public class ModbusMasterTests
    {
        [TestMethod]
        public void Sources_on_one_port_share_its_master_and_take_turns()
        {
            FakeModbusDevices devices = new FakeModbusDevices();
            SerialPorts ports = new SerialPorts(new ISerialPort[] { devices });
            SignalTable table = new SignalTable(8);
            SignalSource[] sources = new SignalSource[4];
            for (int i = 0; i < sources.Length; i++)
            {
                devices.OffsetOf[i + 1] = (i + 1) * 100;
                sources[i] = Source(ports, table, i, i + 1, 9600);
                Assert.IsNotNull(sources[i]);
            }

            Run(devices, ports, sources, 3000, 200);
            Assert.AreEqual(1, devices.Opened);
            for (int i = 0; i < sources.Length; i++)
            {
                Assert.AreEqual(StatusCode.Good, table.Statuses[i]);
                Assert.AreEqual((i + 1) * 100.0, table.Values[i]);
                int difference = devices.RequestsOf[i + 1] - devices.RequestsOf[1];
                Assert.IsTrue(difference >= -1 && difference <= 1, "turns");
            }
        }

        [TestMethod]
        public void A_device_that_is_gone_does_not_keep_the_others_from_their_turns()
        {
            FakeModbusDevices devices = new FakeModbusDevices();
            SerialPorts ports = new SerialPorts(new ISerialPort[] { devices });
            SignalTable table = new SignalTable(8);
            SignalSource[] sources = { Source(ports, table, 0, 1, 9600), Source(ports, table, 1, 2, 9600) };
            devices.IsAbsent[1] = true;
            Run(devices, ports, sources, 5000, 100);
            Assert.AreEqual(StatusCode.BadNoCommunication, table.Statuses[0]);
            Assert.AreEqual(StatusCode.Good, table.Statuses[1]);
            int before = devices.RequestsOf[2];
            Run(devices, ports, sources, 10000, 100);
            Assert.IsTrue(devices.RequestsOf[2] - before > 25, devices.RequestsOf[2].ToString());
            devices.IsAbsent[1] = false;
            Run(devices, ports, sources, 1000, 100);
            Assert.AreEqual(StatusCode.Good, table.Statuses[0]);
        }

        // An exception is an answer: nothing can come any more that would be taken for another's.
        [TestMethod]
        public void A_device_that_answers_with_an_exception_does_not_keep_the_others_from_their_turns()
        {
            FakeModbusDevices devices = new FakeModbusDevices();
            SerialPorts ports = new SerialPorts(new ISerialPort[] { devices });
            SignalTable table = new SignalTable(8);
            SignalSource[] sources = { Source(ports, table, 0, 1, 9600, 600, 2000), Source(ports, table, 1, 2, 9600) };
            Run(devices, ports, sources, 2000, 100);
            Assert.AreEqual(StatusCode.BadConfigurationError, table.Statuses[0], "it has no register 600");
            Assert.AreEqual(StatusCode.Good, table.Statuses[1]);
            int before = devices.RequestsOf[2];
            Run(devices, ports, sources, 10000, 100);
            Assert.IsTrue(devices.RequestsOf[2] - before > 60, devices.RequestsOf[2].ToString());
            Assert.AreEqual(StatusCode.Good, table.Statuses[1]);
        }

        [TestMethod]
        public void Other_settings_or_another_user_on_a_port_are_refused()
        {
            IoBench bench = new IoBench();
            SignalTable table = bench.Table;
            Assert.IsNotNull(Source(bench.Ports, table, 0, 1, 9600));
            Assert.IsNull(Source(bench.Ports, table, 1, 2, 19200), "baud");
            Assert.IsNull(bench.Try(SourceKind.Modbus, new int[0], 10, new double[] { 0, 9600, 2, 1, 2, 100, 2, 3, 0, 0, 0, 1 }), "parity");
            Assert.IsNull(bench.Try(SourceKind.Modbus, new int[0], 10, new double[] { 0, 9600, 0, 2, 2, 100, 2, 3, 0, 0, 0, 1 }), "stop bits");
            Assert.IsNull(bench.Try(SourceKind.TagReader, new int[0], 10, new double[] { 0, 9600, 16, 0 }), "a reader on a Modbus line");
            Assert.IsNotNull(bench.Try(SourceKind.TagReader, new int[0], 10, new double[] { 1, 9600, 16, 0 }));
            Assert.IsNull(bench.Try(SourceKind.TagReader, new int[0], 12, new double[] { 1, 9600, 16, 0 }), "two readers");
            Assert.IsNull(bench.Try(SourceKind.Modbus, new int[0], 14, new double[] { 1, 9600, 0, 1, 2, 100, 2, 3, 0, 0, 0, 1 }), "Modbus on a reader's line");
        }

        // MODBUS over Serial Line V1.02, 2.5.1.1. The clock ticks in steps of 10 ms here, so a difference of 20 may be 10.
        [TestMethod]
        public void A_silence_is_kept_before_every_request()
        {
            FakeModbusDevices devices = new FakeModbusDevices();
            ModbusMaster master = new ModbusMaster(devices, 1200, 2, 1);
            ModbusRequest request = new ModbusRequest(new ModbusDevice(1, 500, 0), 3, 0, 1);
            master.Add(new ModbusRequest[] { request });
            long lastOctetMs = 0;
            int sent = 0;
            for (long now = 10; now < 20000; now += 10)
            {
                request.IsWanted = true;
                devices.NowMs = now;
                int before = devices.Sent;
                master.Step(now);
                if (devices.Sent > before)
                {
                    sent++;
                    Assert.IsTrue(now - lastOctetMs >= 33 + 10, "silence");
                    lastOctetMs = now + devices.DelayMs;
                    devices.DelayMs = 30 + (10 * (sent % 7));
                }
            }

            Assert.IsTrue(sent > 50);
        }

        [TestMethod]
        public void What_comes_unasked_is_dropped_and_the_line_must_be_silent_first()
        {
            IoBench bench = new IoBench().Make(SourceKind.Modbus, new int[0], 0, 9600, 0, 1, 1, 100, 0, 3, 5, 0, 0, 1);
            byte[] answer = FakeModbusDevices.Frame(Hex.Parse("01 03 02 0309"));
            bench.Devices.Holding[5] = 5;
            for (int i = 0; i < 100; i++)
            {
                bench.Devices.Put(answer);
                bench.Run(10, 10);
                Assert.AreEqual(0, bench.Devices.Sent);
            }

            bench.Run(500, 10);
            bench.AssertOutput(0, 5, StatusCode.Good);
        }

        [TestMethod]
        public void A_line_that_is_never_silent_is_a_communication_error()
        {
            IoBench bench = new IoBench().Make(SourceKind.Modbus, new int[0], 0, 9600, 0, 1, 1, 100, 0, 3, 5, 0, 0, 1);
            for (int i = 0; i < 400; i++)
            {
                bench.Devices.Put(Hex.Parse("55"));
                bench.Run(10, 10);
            }

            Assert.AreEqual(StatusCode.BadCommunicationError, bench.Status(0));
        }

        [TestMethod]
        public void A_value_that_waits_too_long_for_its_turn_is_uncertain()
        {
            FakeModbusDevices devices = new FakeModbusDevices();
            SerialPorts ports = new SerialPorts(new ISerialPort[] { devices });
            SignalTable table = new SignalTable(16);
            SignalSource[] sources = new SignalSource[9];
            for (int i = 0; i < sources.Length; i++)
            {
                sources[i] = Source(ports, table, i, i + 1, 9600);
            }

            Run(devices, ports, sources, 3000, 200);
            Assert.AreEqual(StatusCode.Good, table.Statuses[0]);
            for (int i = 1; i < sources.Length; i++)
            {
                devices.IsAbsent[i + 1] = true;
            }

            bool wasUncertain = false;
            for (int i = 0; i < 80; i++)
            {
                Run(devices, ports, sources, 100, 100);
                wasUncertain |= table.Statuses[0] == StatusCode.UncertainLastUsableValue;
            }

            Assert.IsTrue(wasUncertain);
        }

        [TestMethod]
        public void Octets_at_random_never_make_a_value()
        {
            uint random = 7;
            IoBench bench = new IoBench().Make(SourceKind.Modbus, new int[0], 0, 115200, 0, 1, 1, 50, 1, 3, 5, 0, 0, 1);
            bench.Devices.IsAbsent[1] = true;
            byte[] start = Hex.Parse("01 03 02");
            for (int i = 0; i < 4000; i++)
            {
                random = (random * 1664525) + 1013904223;
                byte[] noise = new byte[random >> 25];
                for (int k = 0; k < noise.Length; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    noise[k] = (byte)(random >> 24);
                }

                if (noise.Length > 5 && (random & 256) != 0)
                {
                    start.CopyTo(noise, 0);
                }

                bench.Devices.Put(noise);
                bench.Run(i % 3 == 0 ? 100 : 10, 10);
                Assert.IsTrue(StatusCode.IsBad(bench.Status(0)));
            }

            Assert.IsTrue(bench.Devices.Sent > 100);
        }

        private static SignalSource Source(SerialPorts ports, SignalTable table, int first, int address, int baud)
        {
            return Source(ports, table, first, address, baud, 0, 100);
        }

        private static SignalSource Source(SerialPorts ports, SignalTable table, int first, int address, int baud, int register, int timeoutMs)
        {
            SourceDescriptor descriptor = new SourceDescriptor();
            descriptor.Kind = SourceKind.Modbus;
            descriptor.Parameters = new double[] { 0, baud, 0, 1, address, timeoutMs, 2, 3, register, 0, 0, 1 };
            return IoSources.Create(descriptor, new MachineInputs(), ports, table, first);
        }

        private static void Run(FakeModbusDevices devices, SerialPorts ports, SignalSource[] sources, int ms, int intervalMs)
        {
            long end = devices.NowMs + ms;
            while (devices.NowMs < end)
            {
                devices.NowMs += 10;
                ports.Step(devices.NowMs);
                for (int i = 0; i < sources.Length && devices.NowMs % intervalMs == 0; i++)
                {
                    sources[i].Sample(devices.NowMs);
                }
            }
        }
    }
}
