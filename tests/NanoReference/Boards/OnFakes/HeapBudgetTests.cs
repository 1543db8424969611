using System.Device.Adc;
using System.Device.Gpio;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Terminal;
using Sidetap.Tests;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>The managed heap of a box that was told nothing, with the built-in profile, once it runs.</summary>
[TestClass]
public class HeapBudgetTests
{
    // A bus with three devices (NanoI2cBus), which a desktop can't make.
    private const int I2cBus = 12 + (5 * 12) + 20 + (12 * 12) + 36 + (3 * 48);

    public TestContext TestContext { get; set; } = null!;

    // 48 KB are the aim (issue 5); with the default queue of three pages a box is 1 KB above it.
    [TestMethod]
    [DataRow(NodeSettings.DefaultQueueCapacity, 50 * 1024)]
    [DataRow(8192, 48 * 1024)]
    public void ABoxWithTheBuiltInProfileKeepsToItsHeap(int queueOctets, int budget)
    {
        MemoryFiles files = new();
        BenchBoard.Tell(files, "outbox.queueOctets=" + queueOctets.ToString(CultureInfo.InvariantCulture));
        BenchBoard board = new(files) { DrivePages = 56 };
        board.Begin();
        RestartNote note = new(board.Files, board.Clock);
        board.Open();
        BoxStart start = new(files, board.UniqueId, note.Record);
        Box box = new(board, note.Record, start);
        start.LetGo();
        Run(board, box);

        DeviceHeap heap = new();
        heap.Add("node", box.Node);
        heap.Add("supervisor", box.Supervisor);
        heap.Add("supervisor", note);
        heap.Add("supervisor", new Watchdog(board, note));
        heap.Add("network", box);
        heap.Add("inputs", Inputs(board.Clock));
        heap.Parts["inputs"] += I2cBus;
        int withoutConsole = heap.Total;
        ShellParts parts = new() { Line = new NanoSerialPort("COM3", false), Files = files, Itself = board, Clock = board.Clock, Restarts = note.Record, Start = start, Notes = new Sidetap.Supervisor.Notes() };
        heap.Add("console", BoxConsole.Create(parts, box));
        TestContext.WriteLine(heap.Text);
        foreach (string line in heap.Classes.Take(12))
        {
            TestContext.WriteLine(line);
        }

        Assert.IsTrue(withoutConsole < budget, heap.Text);
        Assert.IsTrue(heap.Parts["console"] < 6 * 1024, heap.Text); // while nobody is at the line
        Assert.IsTrue(heap.Parts["node"] > box.Node.Memory.Total, "An object takes more than its contents.");
    }

    // Tables of primitives lie in flash (the platform's notes: no heap). Should a CLR copy them when it starts, this is what that takes.
    [TestMethod]
    public void TablesAreSmall()
    {
        DeviceHeap heap = new();
        heap.AddStatics("tables");
        TestContext.WriteLine(heap.Text);
        Assert.IsTrue(heap.Total < 8 * 1024, heap.Text);
    }

    [TestMethod]
    public void PricesAreThoseMeasuredOnADevice()
    {
        Assert.AreEqual(84, Price(new byte[64]));
        Assert.AreEqual(12 + (12 * 2), Price(new LinkAddress()) - Price(new LinkAddress().Octets));
        Assert.AreEqual(12, Price("a literal"));
        Assert.AreEqual(12 + 24, Price(new string('v', 3)));
        Assert.AreEqual(144, Price(new string[10])); // 20 and ten references, in units of 12
    }

    private static void Run(BenchBoard board, Box box)
    {
        box.Supervisor.Start(board.Clock.UptimeMs);
        for (int i = 0; i < 200; i++)
        {
            box.Supervisor.Step(board.Clock.UptimeMs);
            board.Sleep(20);
        }
    }

    /// <summary>What ESP32's board opens towards a machine.</summary>
    private static MachineInputs Inputs(IClock clock)
    {
        AdcController adc = new();
        Ads1115Input ads = new(new NoBus(), clock, [72, 73, 74]);
        return new MachineInputs
        {
            Analog = new JoinedAnalogInput(ads, new NanoAnalogInput(adc, [4, 5, 6, 7], 3.4f, 0.1f)),
            Digital = new NanoDigitalInput(new GpioController(), [1, 2, 3, 4, 5, 6, 7, 8, 9], true),
            Burst = new NanoBurstInput(adc, clock, [0], 3.4f, 0.1f),
            Serial = [new NanoSerialPort("COM2", true)],
        };
    }

    private static int Price(object item)
    {
        DeviceHeap heap = new();
        heap.Add("it", item);
        return heap.Total;
    }

    private sealed class NoBus : II2cBus
    {
        public bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength) => false;
    }
}
