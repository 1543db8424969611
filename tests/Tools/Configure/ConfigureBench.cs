using Sidetap.BoxLink.Lines;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure</c> with fake boxes on ports in memory.</summary>
internal sealed class ConfigureBench : IBoxPorts
{
    private readonly List<MemoryBoxPort> _ports = [];

    public ConfigureBench(params FakeBox[] boxes)
    {
        Boxes = boxes;
        _ports.AddRange(boxes.Select((box, i) => new MemoryBoxPort($"/dev/fake{i}", box)));
    }

    public IReadOnlyList<FakeBox> Boxes { get; }

    public FakeBox Box => Boxes[0];

    public MemoryBoxPort Port => _ports[0];

    public IReadOnlyList<string> Find() => [.. _ports.Select(port => port.Name)];

    public IBoxPort Of(string name) => _ports.Find(port => port.Name == name) ?? new BoxPorts().Of(name);

    public CommandRun Run(params string[] args) => Reading("", args);

    /// <summary>A command with something on its standard input.</summary>
    public CommandRun Reading(string input, params string[] args) => Start(args, () => new StringReader(input), null);

    /// <summary>A command with somebody at the keyboard.</summary>
    public CommandRun Typing(string keys, params string[] args)
    {
        Queue<char> waiting = new(keys);
        return Start(args, () => TextReader.Null, () => waiting.Dequeue()); // throws when it asks for more
    }

    /// <summary>A command that is looked at while it runs.</summary>
    public CommandRun Start(string[] args, Func<TextReader> input, Func<char?>? keys, CancellationToken stop = default)
    {
        StringWriter output = new();
        StringWriter error = new();
        CliContext context = new(TextWriter.Synchronized(output), TextWriter.Synchronized(error), isTerminal: false, stop, input, keys, ports: this);
        return new CommandRun(Cli.Run(["configure", .. args], context), output.ToString(), error.ToString());
    }
}
