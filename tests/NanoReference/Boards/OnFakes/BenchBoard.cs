using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.Networking;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Tests;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>A board for <see cref="BoxProgram"/>: time passes while the main loop sleeps, and a test says what goes wrong. Another thread's sleep lasts until the main loop hangs.</summary>
internal sealed class BenchBoard(MemoryFiles files) : Board, ISystem, IAnalogInput, INetwork, IStatusLed
{
    private const int LongestSleepMs = 20;

    private readonly FakeBoard fake = new();
    private readonly TestClock clock = new();
    private readonly ManualResetEventSlim isHung = new();
    private readonly ManualResetEventSlim isRestarted = new();
    private readonly int mainThread = Environment.CurrentManagedThreadId;
    private int sleeps;

    /// <summary>What was waited for beyond the loop's own sleeps: pauses before a restart.</summary>
    public List<int> Pauses { get; } = [];

    /// <summary>What the network was made with, and how often.</summary>
    public List<(string Ssid, string Password, IPConfiguration? Address)> Networks { get; } = [];

    /// <summary>Sleeps after which the test has seen enough.</summary>
    public int Enough { get; init; } = int.MaxValue;

    /// <summary>What happens when an analog channel is read.</summary>
    public Action OnRead { get; set; } = () => { };

    /// <summary>What the heap's look says.</summary>
    public Func<int> FreeHeap { get; init; } = () => -1;

    /// <summary>What the drive holds.</summary>
    public int DrivePages
    {
        init => OutboxPages = value;
    }

    /// <summary>Octets of the drive that it shares with its slots; 0: it says itself what <see cref="DrivePages"/> it has.</summary>
    public int DriveOctets { get; init; }

    public StartCause StartCause => StartCause.Unknown;

    public ulong UniqueId => 0x0123456789AB;

    public int FreeHeapOctets => FreeHeap();

    public int ChannelCount => ((IAnalogInput)fake).ChannelCount;

    public NetworkState State => NetworkState.Up;

    public override void Begin()
    {
        Itself = this;
        Clock = clock;
        Files = files;
        Led = this;
        Id = "bench";
        PlatformVersion = new Version(1, 12, 4, 70000);
        if (DriveOctets > 0)
        {
            ShareDrive(DriveOctets);
        }
    }

    public override void Open() => Inputs = new MachineInputs { Analog = this, Digital = fake };

    public override INetwork CreateNetwork(string ssid, string password, IPConfiguration? address)
    {
        Networks.Add((ssid, password, address));
        return this;
    }

    /// <summary>What the connection to a broker was made with; null: none was.</summary>
    public Sidetap.Mqtt.MqttSettings? Broker { get; private set; }

    /// <summary>The broker.</summary>
    public FakeBroker BrokerConnection { get; } = new();

    public override IBrokerConnection CreateBroker(Sidetap.Mqtt.MqttSettings settings, INetwork network)
    {
        Broker = settings;
        return BrokerConnection;
    }

    public override void Sleep(int ms)
    {
        if (Environment.CurrentManagedThreadId != mainThread)
        {
            Thread.CurrentThread.IsBackground = true;
            isHung.Wait();
            if (isRestarted.IsSet)
            {
                Thread.Sleep(Timeout.Infinite); // a restarted board has no threads
            }
        }
        else if (ms > LongestSleepMs)
        {
            Pauses.Add(ms);
        }
        else if (++sleeps > Enough)
        {
            throw new EnoughException();
        }

        clock.Advance(ms < 1 ? 1 : ms);
    }

    /// <summary>Does not return before somebody restarts the box.</summary>
    public void Hang()
    {
        isHung.Set();
        Assert.IsTrue(isRestarted.Wait(TimeSpan.FromSeconds(60)), "Nobody restarts the box.");
    }

    public void Restart() => isRestarted.Set();

    public uint NextRandom() => 4;

    public InputStatus Read(int channel, out float value)
    {
        OnRead();
        return ((IAnalogInput)fake).Read(channel, out value);
    }

    public void Connect()
    {
    }

    public void Reset()
    {
    }

    public void Set(bool isOn)
    {
    }

    /// <summary>Stores settings as the tool compiles them.</summary>
    /// <param name="files">Where.</param>
    /// <param name="settings">Name and value of each, as people write them.</param>
    public static void Tell(MemoryFiles files, params string[] settings)
    {
        SettingStore store = new(files, SettingTable.Create());
        store.Load();
        foreach (string setting in settings)
        {
            int at = setting.IndexOf('=', StringComparison.Ordinal);
            byte[] name = Encoding.UTF8.GetBytes(setting[..at]);
            byte[] value = Encoding.UTF8.GetBytes(setting[(at + 1)..]);
            SettingError error = SettingText.Parse(store.Values, store.Values.Table.Find(name, 0, name.Length), value, 0, value.Length);
            Assert.AreEqual(SettingError.None, error, setting);
        }

        Assert.AreEqual(SettingError.None, store.Save());
    }

    /// <summary>Ends a run in which nothing goes wrong.</summary>
    public sealed class EnoughException : Exception;
}
