using System.Globalization;
using System.Text;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;
using Sidetap.Update;

namespace Sidetap.Simulation.Core;

/// <summary>What a line of a trace is about.</summary>
internal enum TraceKind : byte
{
    /// <summary>The box sent a frame.</summary>
    Sent,

    /// <summary>The box tried to send a frame and the link did not take it.</summary>
    NotSent,

    /// <summary>The box took a datagram from its link.</summary>
    Received,

    /// <summary>A datagram reached a gateway.</summary>
    AtGateway,

    /// <summary>A fault was injected.</summary>
    Fault,

    /// <summary>A box starts: its number, the messages it found in its file area.</summary>
    Boot,

    /// <summary>A sample was taken: the counter, the uptime.</summary>
    Sample,

    /// <summary>A phase of the plan begins.</summary>
    Phase,

    /// <summary>The file area was written.</summary>
    Storage,

    /// <summary>What the ledger notes: made, acknowledged, lost, waiting.</summary>
    Account,

    /// <summary>The image that a start uses: its minor version and build number.</summary>
    Image,

    /// <summary>How far the box is with an update: its state, and what it last refused or gave up an update for.</summary>
    Update,
}

/// <summary>
/// All events in their order: a hash over everything, which is equal when and only when two runs are, and the last few as text. With an output
/// every event is printed.
/// </summary>
internal sealed class Trace
{
    private const int Kept = 40;
    private const int KeptOctets = 40;

    private readonly Entry[] _entries = new Entry[Kept];
    private readonly TextWriter? _output;
    private long _count;

    /// <summary>Makes an empty trace.</summary>
    /// <param name="output">Where every event is printed, or null.</param>
    public Trace(TextWriter? output)
    {
        _output = output;
        for (var i = 0; i < Kept; i++)
        {
            _entries[i].Octets = new byte[KeptOctets];
        }
    }

    /// <summary>The hash over everything so far.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    /// <summary>Adds an event.</summary>
    public void Add(long nowMs, TraceKind kind, long a, long b)
    {
        Add(nowMs, kind, a, b, default);
    }

    /// <summary>Adds an event about some octets.</summary>
    public void Add(long nowMs, TraceKind kind, long a, long b, ReadOnlySpan<byte> octets)
    {
        var hash = (Hash ^ (ulong)nowMs) * 0x100000001B3;
        hash = (hash ^ (ulong)kind ^ ((ulong)a << 8)) * 0x100000001B3;
        hash = (ulong.RotateLeft(hash, 29) ^ (ulong)b) * 0x100000001B3;
        var rest = octets;
        while (rest.Length >= 8)
        {
            hash = ulong.RotateLeft(hash ^ BitConverter.ToUInt64(rest), 27) * 0x100000001B3;
            rest = rest[8..];
        }

        foreach (var octet in rest)
        {
            hash = (hash ^ octet) * 0x100000001B3;
        }

        Hash = hash;
        ref var entry = ref _entries[_count++ % Kept];
        entry.NowMs = nowMs;
        entry.Kind = kind;
        entry.A = a;
        entry.B = b;
        entry.Length = octets.Length;
        octets[..Math.Min(octets.Length, KeptOctets)].CopyTo(entry.Octets);
        _output?.WriteLine(TextOf(in entry));
    }

    /// <summary>The last events, oldest first, one a line.</summary>
    public string[] Last()
    {
        var first = Math.Max(0, _count - Kept);
        var lines = new string[_count - first];
        for (var i = first; i < _count; i++)
        {
            lines[i - first] = TextOf(in _entries[i % Kept]);
        }

        return lines;
    }

    private static string TextOf(in Entry entry)
    {
        var text = new StringBuilder();
        var time = TimeSpan.FromMilliseconds(entry.NowMs);
        text.Append(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}  ");
        switch (entry.Kind)
        {
            case TraceKind.Sent:
                text.Append("box -> ").Append(Place.NameOf((int)entry.A)).Append(": ");
                break;
            case TraceKind.NotSent:
                text.Append("box -x ").Append(Place.NameOf((int)entry.A)).Append(": ");
                break;
            case TraceKind.Received:
                text.Append("box <- ").Append(Place.NameOf((int)entry.A)).Append(": ");
                break;
            case TraceKind.AtGateway:
                text.Append("     at ").Append(Place.NameOf((int)entry.A)).Append(": ");
                break;
            case TraceKind.Fault:
                return text.Append("fault: ").Append(FaultKinds.NameOf((FaultKind)entry.A)).Append(entry.B == 0 ? "" : $" ({entry.B})").ToString();
            case TraceKind.Boot:
                return text.Append($"box: start {entry.A}, {entry.B} messages found").ToString();
            case TraceKind.Sample:
                return text.Append($"box: sample {entry.A} at uptime {entry.B} ms").ToString();
            case TraceKind.Phase:
                return text.Append(entry.A == 0 ? "phase: calm" : $"phase: storm {entry.A:x}").ToString();
            case TraceKind.Image:
                return text.Append(CultureInfo.InvariantCulture, $"box: starts 1.{entry.A}.0+{entry.B}").ToString();
            case TraceKind.Update:
                return text.Append(CultureInfo.InvariantCulture, $"update: {(UpdateState)entry.A}, {(UpdateError)entry.B}").ToString();
            case TraceKind.Storage:
                var name = Encoding.ASCII.GetString(entry.Octets, 0, Math.Min(entry.Length, KeptOctets));
                return text.Append($"files: {(entry.A == 0 ? "write" : entry.A == 1 ? "append" : "delete")} {name}, {entry.B} octets").ToString();
            case TraceKind.Account:
                return text.Append($"ledger: message {entry.A} {(AccountKind)entry.B}").ToString();
        }

        return text.Append(FrameText.Describe(entry.Octets.AsSpan(0, Math.Min(entry.Length, KeptOctets)), entry.Length)).ToString();
    }

    private struct Entry
    {
        public long NowMs;
        public TraceKind Kind;
        public long A;
        public long B;
        public int Length;
        public byte[] Octets;
    }
}

/// <summary>What the ledger notes of a message.</summary>
internal enum AccountKind
{
    /// <summary>The box made it.</summary>
    Made,

    /// <summary>The gateway took it.</summary>
    Arrived,

    /// <summary>The box was told so.</summary>
    Acknowledged,

    /// <summary>The gateway refused it for good.</summary>
    Refused,
}
