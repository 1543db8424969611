using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Devices;

/// <summary>The Modbus master asks a device that others have made.</summary>
[TestClass]
public sealed class ModbusTests
{
    private const double U16 = 0;
    private const double S16 = 1;
    private const double U32 = 2;
    private const double F32 = 4;
    private const double Bit = 5;

    [TestMethod]
    public void Registers_and_bits_of_all_four_functions()
    {
        List<double[]> points = [];
        List<double> expected = [];
        for (int i = 0; i < 16; i++)
        {
            points.Add([1, 10 + i, Bit, 0, 1]);
            expected.Add((10 + i) % 3 == 0 ? 1 : 0);
            points.Add([2, 20 + i, Bit, 0, 1]);
            expected.Add((20 + i) % 5 == 0 ? 1 : 0);
            points.Add([3, 30 + i, U16, 0, 0.5]);
            expected.Add((1030 + i) * 0.5);
            points.Add([4, 40 + i, S16, 0, 1]);
            expected.Add(-1 - (40 + i));
        }

        SignalTable signals = Ask(Pymodbus.Address, points);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.AreEqual(StatusCode.Good, signals.Statuses[i]);
            Assert.AreEqual(expected[i], signals.Values[i]);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void The_orders_of_octets(int order)
    {
        int at = 200 + (4 * order);
        SignalTable signals = Ask(Pymodbus.Address, [[3, at, F32, order, 1], [3, at + 2, U32, order, 1]]);
        Assert.AreEqual(-12.625, signals.Values[0]);
        Assert.AreEqual(305419896.0, signals.Values[1]);
        Assert.AreEqual(StatusCode.Good, signals.Statuses[0]);
    }

    [TestMethod]
    public void A_register_that_it_does_not_have()
    {
        Assert.AreEqual(StatusCode.BadConfigurationError, Ask(Pymodbus.Address, [[3, 150, U16, 0, 1]]).Statuses[0]);
        Assert.AreEqual(StatusCode.BadConfigurationError, Ask(Pymodbus.Address, [[4, 99, U32, 0, 1]]).Statuses[0]);
    }

    [TestMethod]
    public void A_device_that_is_not_there()
    {
        Assert.AreEqual(StatusCode.BadNoCommunication, Ask(Pymodbus.Address + 1, [[3, 0, U16, 0, 1]]).Statuses[0]);
    }

    /// <summary>Lets a source find out what it asks, has that answered, and lets another one ask the same.</summary>
    private static SignalTable Ask(int address, List<double[]> points)
    {
        var line = new RecordedLine();
        Run(line, address, points);
        IReadOnlyList<byte[]> answers = Pymodbus.Answer(line.Requests);
        for (int i = 0; i < answers.Count; i++)
        {
            line.Answers[Convert.ToHexString(line.Requests[i])] = answers[i];
        }

        return Run(line, address, points);
    }

    private static SignalTable Run(RecordedLine line, int address, List<double[]> points)
    {
        var signals = new SignalTable(points.Count);
        var ports = new SerialPorts([line]);
        var descriptor = new SourceDescriptor
        {
            Kind = SourceKind.Modbus,
            Parameters = [0, 9600, 2, 1, address, 100, 0, .. points.SelectMany(p => p)],
        };
        SignalSource source = IoSources.Create(descriptor, new MachineInputs(), ports, signals, 0);
        Assert.IsNotNull(source);
        for (long now = 0; now < 10_000; now += 10)
        {
            ports.Step(now);
            if (now % 100 == 0)
            {
                source.Sample(now);
            }
        }

        return signals;
    }
}
