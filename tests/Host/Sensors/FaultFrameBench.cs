#nullable enable
using System.Text;
using Sidetap.Decoding;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;
using Sidetap.Events;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>
/// A whole box whose profile is a few sources and a field for each of their signals. What a test does to the hal is seen where a subscriber sees it: in the
/// payload of a PUBLISH, read by the tools' decoder.
/// </summary>
/// <remarks>
/// A test of a source makes its doubles and the bench, lets it run until the field is Good, injects a fault, and calls <see cref="AssertBecomes"/>:
/// <code>
/// var bench = new FaultFrameBench(new MachineInputs { Spi = spi }, FaultFrameBench.Source(SourceKind.Max31856, [], 0, 0, 50, 1));
/// bench.AssertBecomes(0, StatusCode.Good, 1000);
/// spi.Registers[0x0F] = 1;
/// bench.AssertBecomes(0, StatusCode.BadSensorFailure, 1000);
/// </code>
/// </remarks>
internal sealed class FaultFrameBench
{
    private const int StepMs = 10;
    private const int MaxText = 32;

    private static readonly int WriterId = new PublisherSettings().DataSetWriterId;

    private readonly ScriptedLink _link = new();
    private readonly AnsweringGateway _gateway;
    private readonly DataSetView _view = new();
    private readonly MachineEventReader _log;
    private readonly Node _node;
    private readonly int _samplingMs;
    private readonly int _drainMs;

    /// <summary>Makes a box and starts it.</summary>
    /// <param name="inputs">Its board.</param>
    /// <param name="sources">Its sources; their signals are numbered in this order, and so are its fields.</param>
    public FaultFrameBench(MachineInputs inputs, params SourceDescriptor[] sources)
        : this(inputs, 100, sources)
    {
    }

    /// <summary>Makes a box and starts it.</summary>
    /// <param name="inputs">Its board.</param>
    /// <param name="samplingMs">Milliseconds from sample to sample.</param>
    /// <param name="sources">Its sources.</param>
    public FaultFrameBench(MachineInputs inputs, int samplingMs, params SourceDescriptor[] sources)
        : this(inputs, samplingMs, sources, FieldsOf(sources, inputs), [])
    {
    }

    /// <summary>Makes a box and starts it.</summary>
    /// <param name="inputs">Its board.</param>
    /// <param name="samplingMs">Milliseconds from sample to sample.</param>
    /// <param name="sources">Its sources.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="events">Its events.</param>
    public FaultFrameBench(MachineInputs inputs, int samplingMs, SourceDescriptor[] sources, FieldBinding[] fields, EventBinding[] events)
    {
        _log = new MachineEventReader(_view);
        _gateway = new AnsweringGateway(_link);
        var settings = new NodeSettings { TimeWaitMs = 0 };
        _samplingMs = samplingMs;
        _drainMs = settings.DrainIntervalMs;
        settings.Client.ClientId = Encoding.UTF8.GetBytes("box");
        settings.Gateway.CopyFrom(_link.Gateway);
        var profile = new MachineProfile
        {
            DataSetName = "Faults",
            WriterGroupName = "Tests",
            Category = "Test",
            SamplingIntervalMs = samplingMs,
            Sources = sources,
            Fields = fields,
            Events = events,
        };
        var board = new FakeBoard();
        _node = new Node(settings, profile, board, _link, inputs, new MemoryFiles());
        _node.Start(0);
    }

    /// <summary>The time, milliseconds of uptime.</summary>
    public long NowMs { get; private set; }

    /// <summary>What the log has told, in the order it came.</summary>
    public List<MachineEvent> Events { get; } = [];

    /// <summary>Done before each step of 10 ms, with the time: a machine that moves while the box looks at it.</summary>
    public Action<long>? Machine { get; set; }

    // The box's other data set is that of its events.
    /// <summary>The data set of the samples; null until a frame has come.</summary>
    public DataSetState? Samples => _view.DataSets.SingleOrDefault(state => state.DataSetWriterId == WriterId);

    /// <summary>
    /// How long it takes at the most until a change that the next sample sees is in a frame, milliseconds. The outbox goes out oldest first, a message every
    /// <see cref="NodeSettings.DrainIntervalMs"/>: before the sample's data message go those that wait now, and then the sample's own events, of which there are
    /// <see cref="EventLog.MaxAtOnce"/> at the most.
    /// </summary>
    public long FrameDelayMs => _samplingMs + ((_node.QueuedMessages + EventLog.MaxAtOnce + 1) * _drainMs);

    /// <summary>Describes a source.</summary>
    public static SourceDescriptor Source(SourceKind kind, int[] inputs, params double[] parameters) =>
        new() { Kind = kind, Inputs = inputs, Parameters = parameters };

    /// <summary>Lets the box live on.</summary>
    /// <param name="forMs">Milliseconds.</param>
    public void Run(long forMs)
    {
        for (var end = NowMs + forMs; NowMs < end;)
        {
            NowMs += StepMs;
            Machine?.Invoke(NowMs);
            _node.Step(NowMs);
            while (_gateway.Serve())
            {
                _node.Step(NowMs);
            }

            Take();
        }
    }

    /// <summary>A field as the last frame that brought it had it.</summary>
    /// <param name="signal">The number of the signal.</param>
    public FieldValue Field(int signal)
    {
        FieldValue? field = null;
        Assert.IsTrue(Samples?.Fields.TryGetValue(signal, out field), $"no frame has brought field {signal}");
        return field!;
    }

    /// <summary>The StatusCode that a frame had for a field.</summary>
    public uint Status(int signal) => Field(signal).Status;

    /// <summary>The number that a frame had for a field; it must not be Bad.</summary>
    public double Number(int signal)
    {
        var field = Field(signal);
        Assert.IsFalse(StatusCodeNames.IsBad(field.Status), $"field {signal} is {StatusCodeNames.Of(field.Status)}");
        return Convert.ToDouble(field.Value);
    }

    /// <summary>Lets the box live on until a frame has the field with this status.</summary>
    /// <param name="signal">The number of the signal.</param>
    /// <param name="status">The whole StatusCode, limit bits included.</param>
    /// <param name="withinMs">How long that may take.</param>
    /// <param name="message">What to say when it does not.</param>
    public void AssertBecomes(int signal, uint status, long withinMs, string message = "")
    {
        for (var end = NowMs + withinMs; NowMs < end && (Samples is not { Fields.Count: > 0 } || Status(signal) != status);)
        {
            Run(StepMs);
        }

        Assert.AreEqual(StatusCodeNames.Of(status), StatusCodeNames.Of(Status(signal)), $"field {signal} {message}");

        // OPC 10000-14, 7.2.4.5.4: a Bad field comes as its status, any other with its value.
        Assert.AreEqual(StatusCodeNames.IsBad(status), Field(signal).Type == BuiltInTypeId.StatusCode, $"field {signal} is a {Field(signal).Type}");
    }

    /// <summary>Lets the box live on and sees that the field's status stays.</summary>
    public void AssertStays(int signal, uint status, long forMs)
    {
        for (var end = NowMs + forMs; NowMs < end;)
        {
            Run(StepMs);
            Assert.AreEqual(StatusCodeNames.Of(status), StatusCodeNames.Of(Status(signal)), $"field {signal} at {NowMs} ms");
        }
    }

    // A field for each signal: a text's is a String, the others' are Doubles.
    private static FieldBinding[] FieldsOf(SourceDescriptor[] sources, MachineInputs inputs)
    {
        var set = SourceSet.Build(sources, inputs, out var refused);
        Assert.IsNotNull(set, $"source {refused} is refused");
        var fields = new FieldBinding[set.Signals.Values.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var isText = set.Signals.Texts[i] != null;
            var field = isText ? new FieldMetaData("S" + i, BuiltInType.String, 0, MaxText) : new FieldMetaData("S" + i, BuiltInType.Double);
            fields[i] = new FieldBinding(field, i);
        }

        return fields;
    }

    private void Take()
    {
        for (var i = 0; i < _gateway.Count; i++)
        {
            Assert.IsTrue(_view.TryTake(_gateway.Payloads[i], new DecodeOptions(), out _, out var updates, out var reason), reason);
            Events.AddRange(_log.Take(updates));
        }

        _gateway.Count = 0;
    }
}
