#nullable enable
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Model;

/// <summary>A profile that has a bit of everything: arrays, texts, limits, integers of every size, analysis, and sources that remember.</summary>
internal static class RichProfile
{
    private const int Tag = 9;
    private const int Rms = 13;
    private const int State = 14;

    /// <summary>Makes the profile.</summary>
    public static MachineProfile Create() => new()
    {
        DataSetName = "Rich",
        WriterGroupName = "Machine",
        Category = "everything",
        Namespaces = ["http://opcfoundation.org/UA/Machinery/"],
        MajorVersion = 1,
        MinorVersion = 2,
        Sources = [.. Enumerable.Range(0, 8).Select(i => Source(SourceKind.Analog, [], [i, 1, 0])), .. Others()],
        Fields =
        [
            new(new FieldMetaData("State", BuiltInType.Byte) { EnumStrings = ["NotAvailable", "OutOfService", "NotExecuting", "Executing"] }, State),
            new(new FieldMetaData("Zones", BuiltInType.Float, 8, 0), 0) { Deadband = 0.5, HasLimits = true, LowLimit = 1, HighLimit = 25, PublishingMs = 300 },
            new(new FieldMetaData("Counts", BuiltInType.UInt16, 3, 0), 1) { Gain = 10 },
            new(new FieldMetaData("Exact", BuiltInType.Double, 2, 0), 4),
            new(new FieldMetaData("Tag", BuiltInType.String, 0, 16), Tag),
            new(new FieldMetaData("Tags", BuiltInType.UInt32), Tag + 1),
            new(new FieldMetaData("Pulses", BuiltInType.Int64), Tag + 2) { HeartbeatMs = 700 },
            new(new FieldMetaData("Rms", BuiltInType.Float) { HasRange = true, RangeHigh = 10 }, Rms) { HasLimits = true, HighLimit = 3, NodeNamespace = 0, NodeIdentifier = 6033 },
            new(new FieldMetaData("PowerOn", BuiltInType.Double), State + 1),
            new(new FieldMetaData("Small", BuiltInType.SByte), 3) { Gain = -20 }, // sometimes out of range
            new(new FieldMetaData("Lost", BuiltInType.UInt32), State + 4),
        ],
        Events = [new(EventKind.State, 0, 300, null), new(EventKind.Limit, 7, 500, "vibration"), new(EventKind.Tool, 4, 200, "tag")],
    };

    /// <summary>A board that can have it.</summary>
    public static MachineInputs Inputs(FakeBoard board) => new()
    {
        Analog = board,
        Digital = board,
        Counters = new Pulses(),
        Serial = [new TagLine()],
    };

    private static SourceDescriptor[] Others() =>
    [
        Source(SourceKind.Digital, [], [0, 0, 0]),
        Source(SourceKind.TagReader, [], [0, 9600, 16, 500]),
        Source(SourceKind.PulseCounter, [], [0, 1, 1000]),
        Source(SourceKind.Rms, [0], [4]),
        Source(SourceKind.MachineState, [1, SignalTable.None, 8], [5, 4, 0, 0, 0]),
        Source(SourceKind.OperationCounters, [State, SignalTable.None], []),
        Source(SourceKind.Box, [], []),
        Source(SourceKind.Features, [2], [16]),
        Source(SourceKind.Goertzel, [2], [10, 20, 1, 2.5]),
        Source(SourceKind.ZoneDeviation, [0, 1, 2, 3], [-5, 5, 3, 6, 9, 12]),
        Source(SourceKind.Constant, [], [5]),
        Source(SourceKind.Linear, [4], [0.5, 3]),
    ];

    private static SourceDescriptor Source(SourceKind kind, int[] inputs, double[] parameters) => new()
    {
        Kind = kind,
        Inputs = inputs,
        Parameters = parameters,
    };

    private sealed class Pulses : ICounterInput
    {
        private uint _count;

        public int ChannelCount => 1;

        public int BitsOf(int channel) => 16;

        public InputStatus Read(int channel, out uint count)
        {
            _count = (_count + 7) & 0xFFFF;
            count = _count;
            return InputStatus.Good;
        }
    }

    /// <summary>A reader that sees another tag with every look.</summary>
    private sealed class TagLine : ISerialPort
    {
        private int _tag;

        public bool Open(int baud, int parity, int stopBits) => true;

        public bool Write(byte[] buffer, int offset, int length) => true;

        public int Read(byte[] buffer, int offset, int capacity)
        {
            if (capacity < 4)
            {
                return 0;
            }

            _tag = (_tag + 1) % 10;
            buffer[offset] = (byte)'N';
            buffer[offset + 1] = (byte)('0' + _tag);
            buffer[offset + 2] = 13;
            buffer[offset + 3] = 10;
            return 4;
        }
    }
}
