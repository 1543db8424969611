using Sidetap.Boards.Host;
using Sidetap.BoxLink.Lines;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>The firmware's own shell at the other end of a line in memory: settings, PIN and trial on a board without a node.</summary>
internal sealed class FirmwareBox : IBoxPeer, ISerialPort, ISystem, IClock
{
    private const int MostSteps = 20000;

    private readonly MemoryFileArea _files = new();
    private readonly Queue<byte> _in = new();
    private readonly Queue<byte> _out = new();
    private TimeSpan _bootedAt;
    private TimeSpan _now;
    private bool _wantsRestart;
    private BoxStart _start = null!;
    private Shell _shell = null!;

    public FirmwareBox()
    {
        Boot();
    }

    /// <summary>How often the box has restarted.</summary>
    public int Restarts { get; private set; }

    public StartCause StartCause => StartCause.PowerOn;

    public ulong UniqueId => 0x0123456789AB;

    public int FreeHeapOctets => 65536;

    public long UptimeMs => (long)(_now - _bootedAt).TotalMilliseconds;

    public long UtcAtStart => 0;

    public bool IsThere(TimeSpan now)
    {
        Live(now);
        return true;
    }

    public void Take(ReadOnlySpan<byte> octets, TimeSpan now)
    {
        foreach (byte octet in octets)
        {
            _in.Enqueue(octet);
        }

        Live(now);
    }

    public int Give(Span<byte> buffer, TimeSpan now)
    {
        Live(now);
        int count = 0;
        while (count < buffer.Length && _out.TryDequeue(out byte octet))
        {
            buffer[count++] = octet;
        }

        return count;
    }

    public bool Open(int baud, int parity, int stopBits) => true;

    public int Read(byte[] buffer, int offset, int capacity)
    {
        int count = 0;
        while (count < capacity && _in.TryDequeue(out byte octet))
        {
            buffer[offset + count++] = octet;
        }

        return count;
    }

    public bool Write(byte[] buffer, int offset, int length)
    {
        foreach (byte octet in buffer.AsSpan(offset, length))
        {
            _out.Enqueue(octet);
        }

        return true;
    }

    public uint NextRandom() => 4;

    public void Restart() => _wantsRestart = true;

    /// <summary>Steps the shell until it waits for something, and starts the box again where it wants that, or where a trial is over.</summary>
    private void Live(TimeSpan now)
    {
        _now = now;
        for (int i = 0; i < MostSteps; i++)
        {
            bool waits = _shell.Step(UptimeMs) > UptimeMs && _in.Count == 0;
            bool isTrialOver = _start.Trial.IsUnconfirmed && UptimeMs >= _start.Trial.DueMs;
            if (_wantsRestart || isTrialOver)
            {
                _bootedAt = _now;
                Restarts++;
                _in.Clear();
                _out.Clear();
                Boot();
            }
            else if (waits)
            {
                return;
            }
        }
    }

    private void Boot()
    {
        _wantsRestart = false;
        RestartRecord restarts = new(_files);
        _start = new BoxStart(_files, UniqueId, restarts);
        ShellParts parts = new()
        {
            Line = this,
            Files = _files,
            Itself = this,
            Clock = this,
            Inputs = new MachineInputs(),
            Restarts = restarts,
            Start = _start,
            Settings = _start.Settings.Node,
            Patience = _start.Settings.Supervisor,
            BoardName = "test board",
            Version = "1.2.3",
        };
        _start.LetGo();
        _shell = new Shell(parts, ShellCommands.Create(parts));
    }
}
