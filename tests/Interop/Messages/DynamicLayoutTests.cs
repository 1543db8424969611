using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>What a box publishes in the UADP-Dynamic layout, read by node-opcua.</summary>
[TestClass]
public sealed class DynamicLayoutTests
{
    private const long Taken = UadpVectors.Taken + 1234567; // not on a millisecond

    private static readonly List<(string Group, MessageCase Case)> Cases = [];
    private static IReadOnlyList<NodeAnswer> s_answers = [];

    /// <summary>Every built-in type with the ends of its range.</summary>
    private static readonly FieldSample[] Extremes =
    [
        new(BuiltInType.Boolean, false),
        new(BuiltInType.Boolean, true),
        new(BuiltInType.SByte, (long)sbyte.MinValue),
        new(BuiltInType.SByte, (long)sbyte.MaxValue),
        new(BuiltInType.Byte, 0L),
        new(BuiltInType.Byte, (long)byte.MaxValue),
        new(BuiltInType.Int16, (long)short.MinValue),
        new(BuiltInType.Int16, (long)short.MaxValue),
        new(BuiltInType.UInt16, (long)ushort.MaxValue),
        new(BuiltInType.Int32, (long)int.MinValue),
        new(BuiltInType.Int32, (long)int.MaxValue),
        new(BuiltInType.UInt32, (long)uint.MaxValue),
        new(BuiltInType.Int64, long.MinValue),
        new(BuiltInType.Int64, long.MaxValue),
        new(BuiltInType.UInt64, -1L), // 2^64 - 1
        new(BuiltInType.UInt64, 0x0123456789ABCDEF),
        new(BuiltInType.Float, float.MinValue),
        new(BuiltInType.Float, float.Epsilon),
        new(BuiltInType.Float, -0f),
        new(BuiltInType.Float, float.NaN),
        new(BuiltInType.Float, float.NegativeInfinity),
        new(BuiltInType.Double, double.MaxValue),
        new(BuiltInType.Double, double.Epsilon),
        new(BuiltInType.Double, -0d),
        new(BuiltInType.Double, double.NaN),
        new(BuiltInType.Double, double.PositiveInfinity),
        new(BuiltInType.String, ""),
        new(BuiltInType.String, "Fräser \u6E29\u5EA6 \U0001F6E0"),
        new(BuiltInType.String, new string('x', FieldSample.MaxStringLength)),
        new(BuiltInType.DateTime, 0L),
        new(BuiltInType.DateTime, Taken),
        new(BuiltInType.DateTime, 2650467743999999999), // the last 100 ns of the year 9999
        new(BuiltInType.Float, (float[])[1.5f]),
        new(BuiltInType.Float, (float[])[float.MinValue, -0f, float.NaN, float.MaxValue, 0.1f]),
    ];

    private static readonly uint[] Statuses =
    [
        StatusCode.Good, StatusCode.Uncertain, StatusCode.UncertainLastUsableValue, StatusCode.UncertainSubNormal, StatusCode.Bad,
        StatusCode.BadWaitingForInitialData, StatusCode.BadOutOfRange, StatusCode.BadConfigurationError, StatusCode.BadNotConnected,
        StatusCode.BadDeviceFailure, StatusCode.BadSensorFailure,
    ];

    [ClassInitialize]
    public static void WriteAndDecode(TestContext context)
    {
        AddTypes();
        AddStatuses();
        AddDeltaFrames();
        AddSequence();
        AddHeaders();
        s_answers = NodeOpcua.DecodeUadp(Cases.Select(c => c.Case.Octets));
    }

    [TestMethod]
    [DataRow("types")]
    [DataRow("statuses")]
    [DataRow("delta frames")]
    [DataRow("sequence numbers and keep-alives")]
    [DataRow("identity, versions and timestamps")]
    public void NodeOpcuaReadsWhatWentIn(string group)
    {
        int checkedCases = 0;
        for (int i = 0; i < Cases.Count; i++)
        {
            if (Cases[i].Group == group)
            {
                Cases[i].Case.Check(s_answers[i]);
                checkedCases++;
            }
        }

        Assert.IsGreaterThan(0, checkedCases);
    }

    /// <summary>An array of a type whose elements the box never sets is an array of that type all the same.</summary>
    [TestMethod]
    public void NodeOpcuaReadsArraysOfEveryType()
    {
        BuiltInType[] types = Enum.GetValues<BuiltInType>().Where(t => t is not (BuiltInType.String or BuiltInType.StatusCode)).ToArray();
        var dataSet = new DataSet(types.Select(t => new FieldMetaData(t.ToString(), t, 3, 0)).ToArray());
        for (int i = 0; i < types.Length; i++)
        {
            dataSet.SetStatus(i, StatusCode.Good);
        }

        byte[] buffer = new byte[1000];
        int length = new DataSetWriter(DynamicPublisher.Settings(), dataSet).WriteKeyFrame(buffer, 0, Taken);
        byte[] octets = buffer[..length];
        NodeAnswer answer = NodeOpcua.DecodeUadp([octets]).Single();
        answer.CheckReadWhole(octets, "arrays");
        string[] expected = types
            .Select((t, i) => (Index: i, Name: t.ToString(), Zero: t == BuiltInType.Boolean ? "false" : "0"))
            .Select(t => new DecodedField(t.Index, t.Name, true, [t.Zero, t.Zero, t.Zero], 0, false).ToString())
            .ToArray();
        CollectionAssert.AreEqual(expected, answer.Uadp!.DataSetMessages[0].Fields.Select(f => f.ToString()).ToArray());
    }

    /// <summary>What is too long for a String field is cut off between two characters, never within one.</summary>
    [TestMethod]
    public void NodeOpcuaReadsWhatIsLeftOfALongString()
    {
        string whole = new('x', FieldSample.MaxStringLength - 3);
        MessageCase[] cases = new[] { "yyyy", "\u00E4\u00E4", "\u6E29\u6E29", "\U0001F6E0" }.Select(tail =>
        {
            string kept = tail switch { "yyyy" => "yyy", "\u00E4\u00E4" => "\u00E4", "\u6E29\u6E29" => "\u6E29", _ => "" };
            MessageCase written = new DynamicPublisher(DynamicPublisher.Settings(), new FieldSample(BuiltInType.String, whole + tail))
                .KeyFrame(tail, Taken);
            DecodedDataSetMessage message = written.Expected.DataSetMessages[0];
            message = message with { Fields = [new FieldSample(BuiltInType.String, whole + kept).Expected(0)] };
            return written with { Expected = written.Expected with { DataSetMessages = [message] } };
        }).ToArray();
        MessageCase.CheckAll(cases);
    }

    private static void AddTypes()
    {
        foreach (FieldSample sample in Extremes)
        {
            Add("types", new DynamicPublisher(DynamicPublisher.Settings(), sample).KeyFrame(sample.Type + " alone", Taken));
        }

        Add("types", new DynamicPublisher(DynamicPublisher.Settings(), Extremes).KeyFrame("all types together", Taken));
    }

    /// <summary>Each status for each type alone, and all statuses in one message.</summary>
    private static void AddStatuses()
    {
        foreach (FieldSample sample in Extremes.DistinctBy(s => (s.Type, s.Value is float[])))
        {
            foreach (uint status in Statuses)
            {
                var publisher = new DynamicPublisher(DynamicPublisher.Settings(), sample with { Status = status });
                Add("statuses", publisher.KeyFrame($"{sample.Type} with {status:X8}", Taken));
            }
        }

        foreach (int rotation in Enumerable.Range(0, Statuses.Length))
        {
            FieldSample[] mixed = Extremes.Select((s, i) => s with { Status = Statuses[(i + rotation) % Statuses.Length] }).ToArray();
            var publisher = new DynamicPublisher(DynamicPublisher.Settings(), mixed);
            Add("statuses", publisher.KeyFrame($"all mixed, {rotation}", Taken));
            Add("statuses", publisher.DeltaFrame($"all mixed as a delta, {rotation}", Taken, 1, 5, 20));
        }

        FieldSample[] bad = Extremes.Select(s => s with { Status = StatusCode.BadSensorFailure }).ToArray();
        Add("statuses", new DynamicPublisher(DynamicPublisher.Settings(), bad).KeyFrame("all Bad", Taken));
    }

    private static void AddDeltaFrames()
    {
        var publisher = new DynamicPublisher(DynamicPublisher.Settings(), [.. Extremes]);
        Add("delta frames", publisher.KeyFrame("before", Taken));
        for (int i = 0; i < Extremes.Length; i++)
        {
            Add("delta frames", publisher.DeltaFrame($"field {i} alone", Taken + i, i));
        }

        Add("delta frames", publisher.DeltaFrame("first and last", Taken, 0, Extremes.Length - 1));
        Add("delta frames", publisher.DeltaFrame("none", Taken));
        Add("delta frames", publisher.DeltaFrame("all, so a key frame", Taken, [.. Enumerable.Range(0, Extremes.Length)]));

        FieldSample[] most = Enumerable.Range(0, DataSet.MaxFields).Select(i => new FieldSample(BuiltInType.UInt16, (long)i)).ToArray();
        var wide = new DynamicPublisher(DynamicPublisher.Settings(), most);
        Add("delta frames", wide.KeyFrame("as many fields as there can be", Taken));
        Add("delta frames", wide.DeltaFrame("the last of them", Taken, DataSet.MaxFields - 1));
    }

    /// <summary>A subscriber takes 65,535 then 0 for what it is (7.2.4.5.4: the number wraps); keep-alives announce the next one.</summary>
    private static void AddSequence()
    {
        const string Group = "sequence numbers and keep-alives";
        var publisher = new DynamicPublisher(DynamicPublisher.Settings(), new FieldSample(BuiltInType.Float, 1f));
        for (int i = 0; i < 0x10000 + 3; i++)
        {
            MessageCase message = publisher.KeyFrame($"message {i}", Taken);
            if (i is < 3 or 0x00FF or 0x0100 or >= 0xFFFE)
            {
                Add(Group, message);
                Add(Group, publisher.KeepAlive($"keep-alive behind message {i}", Taken + i));
            }
        }
    }

    private static void AddHeaders()
    {
        const string Group = "identity, versions and timestamps";
        foreach (ulong publisherId in (ulong[])[0, 1, 0xFFFF, 0x10000, 0x0000A1B2C3D4E5F6, 0x8000000000000000, ulong.MaxValue])
        {
            foreach (int writerId in (int[])[1, 0x7FFF])
            {
                foreach (uint minor in (uint[])[0, 1, uint.MaxValue])
                {
                    PublisherSettings settings = DynamicPublisher.Settings();
                    settings.PublisherId = publisherId;
                    settings.DataSetWriterId = writerId;
                    settings.MinorVersion = minor;
                    var publisher = new DynamicPublisher(settings, new FieldSample(BuiltInType.Float, 1f));
                    Add(Group, publisher.KeyFrame($"publisher {publisherId}, writer {writerId}, version {minor}", Taken));
                }
            }
        }

        // 0 while the box does not know the time; one tick; the turn of a millisecond; the end of the year 9999.
        var timed = new DynamicPublisher(DynamicPublisher.Settings(), new FieldSample(BuiltInType.Float, 1f));
        foreach (long timestamp in (long[])[0, 1, Taken - (Taken % 10000) - 1, Taken - (Taken % 10000), Taken, 2650467743999999999])
        {
            Add(Group, timed.KeyFrame($"at {timestamp}", timestamp));
            Add(Group, timed.KeepAlive($"alive at {timestamp}", timestamp));
        }
    }

    private static void Add(string group, MessageCase message)
    {
        Cases.Add((group, message));
    }
}
