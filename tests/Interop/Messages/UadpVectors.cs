using System.Text;
using Sidetap.PubSub;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// UADP messages whose octets another OPC UA stack has made. They use more of Part 14 than the box sends: all PublisherId types, the group
/// header's fields one by one, several DataSetMessages.
/// </summary>
internal static class UadpVectors
{
    /// <summary>2025-04-24 20:26:40 UTC.</summary>
    public const long Taken = 0x01DBB5572F6CC000;

    private const int WriterId = 0xF44D;
    private const uint Major = 0x2D000001;
    private const uint Minor = 0x2D000002;

    private const int Sequence = Uadp.MessageSequenceNumberEnabled;
    private const int WithStatus = Uadp.StatusEnabled;
    private const int WithVersions = Uadp.MajorVersionEnabled | Uadp.MinorVersionEnabled;
    private const int WithTime = Uadp.MessageTimestampEnabled;

    private static readonly FieldSample Speed = new(BuiltInType.Float, 72.5f);
    private static readonly FieldSample Vibration = new(BuiltInType.Double, 0.153);
    private static readonly FieldSample Parts = new(BuiltInType.UInt32, 123456L);
    private static readonly FieldSample DoorClosed = new(BuiltInType.Boolean, true);
    private static readonly FieldSample Count = new(BuiltInType.Int32, 27L);

    /// <summary>All of them.</summary>
    public static readonly UadpVector[] All =
    [
        new("a key frame of one Int32", "01010100061b000000", new NetworkMessageHeader(), new VectorMessage(Message(0, 0), Count)),
        new(
            "a field as DataValue",
            "0105010001061b000000",
            new NetworkMessageHeader(),
            new VectorMessage(Message(Uadp.FieldsAsDataValue, 0), Count)),
        new(
            "all headers, seven types",
            "f101ba080964000700014df4f910341200c06c2f57b5db0100000100002d0200002d07000a000091420b2fdd24068195c33f0740e2010001010c03000000"
                + "54313202fb03c8",
            Group(WriterId),
            new VectorMessage(
                Message(Sequence | WithStatus | WithVersions, WithTime, 0x1234),
                Speed,
                Vibration,
                Parts,
                DoorClosed,
                new FieldSample(BuiltInType.String, "T12"),
                new FieldSample(BuiltInType.SByte, -5L),
                new FieldSample(BuiltInType.Byte, 200L))),
        new(
            "a keep-alive",
            "f101ba080964000700014df4f913341200c06c2f57b5db0100000100002d0200002d",
            Group(WriterId),
            new VectorMessage(Message(Sequence | WithStatus | WithVersions, WithTime | Uadp.KeepAlive, 0x1234))),
        new(
            "a delta frame with fields 1 and 3",
            "f101ba080964000700014df489013512020001000b2fdd24068195c33f03000101",
            Group(WriterId),
            new VectorMessage(Message(Sequence, Uadp.DeltaFrame, 0x1235), Speed, Vibration, Parts, DoorClosed) { Due = [1, 3] }),
        new(
            "UADP-Dynamic with a PublisherId of type UInt64",
            "d103efcdab8967452301014df4d910010000c06c2f57b5db0190400200002d01000a00009142",
            new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = PublisherIdType.UInt64,
                PublisherId = 0x0123456789ABCDEF,
                DataSetWriterIds = [WriterId],
            },
            DynamicMessage()),
        new(
            "UADP-Dynamic with a PublisherId of type String",
            "d10406000000636e632d3037014df4d910010000c06c2f57b5db0190400200002d01000a00009142",
            new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = PublisherIdType.String,
                PublisherIdText = Encoding.UTF8.GetBytes("cnc-07"),
                DataSetWriterIds = [WriterId],
            },
            DynamicMessage()),
        new(
            "RawData",
            "f101ba080964000700014df41b090000000000914240e2010001",
            Group(WriterId),
            new VectorMessage(Message(Uadp.FieldsAsRawData | Sequence | WithStatus, 0, 9), Speed, Parts, DoorClosed)),
        new(
            "two DataSetMessages",
            "f101ba0809640007000201000200080008000101000a000091420101000740e20100",
            Group(1, 2),
            new VectorMessage(Message(0, 0), Speed),
            new VectorMessage(Message(0, 0), Parts)),
        new(
            "all group fields and a timestamp",
            "f121ba080f64000100002d01000700014df400c06c2f57b5db010101000a00009142",
            GroupWithEverything(),
            new VectorMessage(Message(0, 0), Speed)),
        new(
            "an array",
            "f101ba080964000700014df40101008a0400000000803443004043430000524300004d43",
            Group(WriterId),
            new VectorMessage(Message(0, 0), new FieldSample(BuiltInType.Float, (float[])[180.5f, 195.25f, 210, 205]))),
    ];

    /// <summary>Messages no decoder may take for data: a PayloadHeader for no DataSetMessage, and a reserved PublisherId type.</summary>
    public static readonly string[] Refused = ["4100", "910500"];

    private static VectorMessage DynamicMessage()
    {
        DataSetMessageHeader header = Message(Sequence | WithStatus | Uadp.MinorVersionEnabled, WithTime, 1);
        header.Status = StatusCode.UncertainLastUsableValue;
        return new VectorMessage(header, Speed);
    }

    private static DataSetMessageHeader Message(int flags1, int flags2, int sequenceNumber = 0)
    {
        return new DataSetMessageHeader
        {
            Flags1 = Uadp.DataSetMessageValid | flags1,
            Flags2 = flags2,
            SequenceNumber = sequenceNumber,
            Timestamp = Taken,
            MajorVersion = Major,
            MinorVersion = Minor,
        };
    }

    private static NetworkMessageHeader Group(params int[] writerIds)
    {
        return new NetworkMessageHeader
        {
            HasPublisherId = true,
            PublisherIdType = PublisherIdType.UInt16,
            PublisherId = 2234,
            GroupFlags = Uadp.WriterGroupIdEnabled | Uadp.SequenceNumberEnabled,
            WriterGroupId = 100,
            SequenceNumber = 7,
            DataSetWriterIds = writerIds,
        };
    }

    private static NetworkMessageHeader GroupWithEverything()
    {
        NetworkMessageHeader header = Group(WriterId);
        header.GroupFlags |= Uadp.GroupVersionEnabled | Uadp.NetworkMessageNumberEnabled;
        header.GroupVersion = Major;
        header.NetworkMessageNumber = 1;
        header.HasTimestamp = true;
        header.Timestamp = Taken;
        return header;
    }
}
