using System.Device.Adc;
using System.Device.Gpio;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;
using Sidetap.Tests;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>The managed heap of a box that was told nothing, with the built-in profile, once it runs.</summary>
[TestClass]
public class HeapBudgetTests
{
    private const int Budget = 48 * 1024; // docs/boards.md, as the next
    private const int StartBudget = 64 * 1024;

    // A bus with three devices (NanoI2cBus), which a desktop can't make.
    private const int I2cBus = 12 + (5 * 12) + 20 + (12 * 12) + 36 + (3 * 48);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ABoxThatWasToldNothingKeepsToItsHeap(bool wasUsed)
    {
        MemoryFiles files = new();
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
        FakeConsole line = new();
        ShellParts parts = new()
        {
            Line = line, Files = files, Itself = board, Clock = board.Clock, Inputs = board.Inputs, Restarts = note.Record, Start = start, Notes = new Sidetap.Supervisor.Notes(),
            Names = new NanoNameResolver(), BoardName = board.Name, Version = "1.2.3.4",
        };
        ShellOnDemand shell = BoxConsole.Create(parts, box)!;
        if (wasUsed)
        {
            Use(shell, line, board.Clock.UptimeMs);
        }

        heap.Add("console", new NanoSerialPort("COM3", false));
        heap.Add("console", shell);
        TestContext.WriteLine(heap.Text);
        foreach (string entry in heap.Classes.Take(12))
        {
            TestContext.WriteLine(entry);
        }

        Assert.IsTrue(heap.Total < Budget, heap.Text);
        Assert.IsTrue(heap.Parts["console"] < 2560, heap.Text); // while nobody is at the line
        Assert.IsTrue(heap.Parts["node"] > box.Node.Memory.Total, "An object takes more than its contents.");
    }

    // The steps of Box, with what each holds; what a step has let go of is free when room is needed. A profile that was sent to the box is read into a buffer, so the built-in
    // one is stored: it is then both in a buffer and made.
    [TestMethod]
    public void AStartKeepsToItsHeapUntilTheFirstMessage()
    {
        BenchBoard board = new(new MemoryFiles()) { DrivePages = 56 };
        board.Begin();
        RestartNote note = new(board.Files, board.Clock);
        Watchdog watchdog = new(board, note);
        MachineInputs inputs = Inputs(board.Clock);
        board.Open();
        ShellParts console = new() { Notes = new Sidetap.Supervisor.Notes(), Names = new NanoNameResolver() };
        object[] always = [note, watchdog, inputs, console, new NanoSerialPort("COM3", false)];

        SettingStore store = new(board.Files, SettingTable.Create());
        store.Load();
        BoxSettings settings = new(store.Values, board.Itself.UniqueId, board.Files);
        int settingsRead = Live("settings are read", always, store, settings);

        NanoUdpLink link = new(board, settings.DiscoveryGroup, settings.Node.Client.MaxFrameLength);
        int longest = Node.MaxMessageLength(settings.Node.Client, link);
        ProfileStore profiles = new(board.Files, board.Inputs, settings.Node, longest);
        byte[] octets = new byte[BuiltInProfile.Length];
        BuiltInProfile.CopyTo(octets, 0);
        Assert.IsTrue(profiles.Install(octets, 0, octets.Length), profiles.Refusal());
        MachineProfile profile = profiles.Load();
        Assert.IsFalse(profiles.IsBuiltIn);
        Assert.AreEqual(ProfileError.None, ProfileCheck.Build(profile, board.Inputs, out SourceSet sources, out _));
        int profileRead = Live("the profile is held against the board", always, settings, link, profiles, profile, sources);

        Node node = new(settings.Node, profile, board.Itself, link, board.Inputs, board.Files);
        int nodeMade = Live("the node is made", always, settings, link, profile, node);
        Supervisor.Supervisor supervisor = new(settings.Supervisor, node, settings.Node, board, board.Clock, note.Record, new SupervisedParts { Network = board });
        int boxMade = Live("the supervisor is made", always, settings, profile, node, supervisor);
        int peak = Math.Max(Math.Max(settingsRead, profileRead), Math.Max(nodeMade, boxMade));
        Assert.IsTrue(peak > Budget * 3 / 4, "Something has been left out.");
        Assert.IsTrue(peak < StartBudget, peak.ToString(CultureInfo.InvariantCulture));
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

    /// <summary>Somebody looks round, sets something, and goes.</summary>
    private static void Use(ShellOnDemand shell, FakeConsole line, long nowMs)
    {
        line.Type("help\rstatus\rdescribe\rset box.id mill\rsensors\rcalibrate\rprofile\rlog\r");
        bool wasAwake = false;
        for (int i = 0; i < 20000 && (shell.IsThere || !wasAwake); i++)
        {
            nowMs = Math.Max(nowMs, Math.Min(shell.Step(nowMs), nowMs + 1000));
            wasAwake |= shell.IsThere;
        }

        Assert.IsTrue(wasAwake && !shell.IsThere);
        Assert.IsTrue(line.Seen().Contains("wifi.ssid", StringComparison.Ordinal));
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

    private int Live(string when, object[] always, params object[] parts)
    {
        DeviceHeap heap = new();
        foreach (object part in parts)
        {
            heap.Add(part.GetType().Name, part);
        }

        heap.Add("board", always);
        heap.Parts["board"] += I2cBus;
        TestContext.WriteLine($"{when}: {heap.Text}");
        return heap.Total;
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
