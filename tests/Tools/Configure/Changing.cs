using Sidetap.BoxLink.Lines;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>One port on which a box is unplugged when the next one is asked for, and the next one is plugged in; the last one stays.</summary>
internal sealed class Changing : IBoxPeer, IBoxPorts
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private readonly MemoryBoxPort _port;
    private readonly Watched _error;
    private int _present = -1;
    private TimeSpan _from;
    private TimeSpan _now;

    public Changing(int count, int unique = 1)
    {
        All = [.. Enumerable.Range(0, count).Select(i => new FakeBox { UniqueId = $"0000000000{unique + i:x2}" })];
        _port = new MemoryBoxPort("/dev/fake", this);
        _error = new Watched(Next);
    }

    public IReadOnlyList<FakeBox> All { get; }

    private FakeBox? Present => _present >= 0 && _present < All.Count && _now >= _from ? All[_present] : null;

    public CommandRun Run(params string[] args) => Start(args, null);

    public CommandRun Typing(string keys, params string[] args)
    {
        Queue<char> waiting = new(keys);
        return Start(args, () => waiting.Dequeue()); // throws when it asks for more
    }

    /// <summary>Gives the first box a profile, before it is unplugged again.</summary>
    /// <returns>The compiled profile.</returns>
    public byte[] Install(string name)
    {
        byte[] octets = ProfileCompiler.Compile(ProfileFile.Load(name));
        All[0].Put(octets);
        return octets;
    }

    public IReadOnlyList<string> Find() => [_port.Name];

    public IBoxPort Of(string name) => _port;

    public bool IsThere(TimeSpan now)
    {
        _now = now;
        return Present?.IsThere(now) == true;
    }

    public void Take(ReadOnlySpan<byte> octets, TimeSpan now) => Present?.Take(octets, now);

    public int Give(Span<byte> buffer, TimeSpan now)
    {
        _now = now;
        return Present?.Give(buffer, now) ?? 0;
    }

    private CommandRun Start(string[] args, Func<char?>? keys)
    {
        StringWriter output = new();
        CliContext context = new(output, _error, isTerminal: false, input: () => TextReader.Null, nextKey: keys, ports: this);
        return new CommandRun(Cli.Run(["configure", .. args], context), output.ToString(), _error.ToString());
    }

    /// <summary>Does what the prompt says.</summary>
    private void Next()
    {
        if (_present < All.Count - 1)
        {
            _present++;
            _from = _now + s_pause;
        }
    }

    private sealed class Watched(Action asked) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith("connect the next box", StringComparison.Ordinal) == true)
            {
                asked();
            }
        }
    }
}
