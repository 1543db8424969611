using Sidetap.Decoding;
using Sidetap.PubSub;

namespace Sidetap.Tools.Tests.Support;

/// <summary>A data set as a box has one, and the messages the firmware's encoder makes of it.</summary>
internal sealed class SampleData
{
    public static readonly string[] States = ["Off", "Idle", "Cutting", "Fault"];

    public SampleData(HeaderLayout layout, ulong publisherId = 0x0123456789AB, uint minorVersion = 800000002)
    {
        FieldMetaData current = new("SpindleCurrent", BuiltInType.Float)
        {
            Description = "Current of the spindle drive",
            Unit = new EngineeringUnit("AMP", "A", "ampere"),
            HasRange = true,
            RangeLow = 0,
            RangeHigh = 50,
        };
        FieldMetaData state = new("State", BuiltInType.Byte) { EnumStrings = States };
        FieldMetaData parts = new("Parts", BuiltInType.UInt32);
        FieldMetaData[] fields = layout == HeaderLayout.PeriodicFixed
            ? [current, state, parts]
            : [current, state, parts, new FieldMetaData("Tool", BuiltInType.String, 0, 12), new FieldMetaData("Bands", BuiltInType.Float, 4, 0)];
        Settings = new PublisherSettings
        {
            Layout = layout, PublisherId = publisherId, WriterGroupId = 100, DataSetWriterId = 7, MajorVersion = 800000001, MinorVersion = minorVersion,
        };
        DataSet = new DataSet(fields);
        for (int i = 0; i < fields.Length; i++)
        {
            DataSet.SetStatus(i, StatusCode.Good);
        }

        DataSet.SetFloat(0, 12.5f);
        DataSet.SetInteger(1, 2);
        DataSet.SetInteger(2, 123456);
        if (layout == HeaderLayout.Dynamic)
        {
            DataSet.SetText(3, "T12 Ø8"u8.ToArray(), 7);
            DataSet.SetFloatElement(4, 3, 205f);
        }

        Writer = new DataSetWriter(Settings, DataSet);
        Announcement = new MetaDataAnnouncement(Settings, DataSet.Fields, "mill-3", "A milling machine", null);
    }

    public PublisherSettings Settings { get; }

    public DataSet DataSet { get; }

    public DataSetWriter Writer { get; }

    public MetaDataAnnouncement Announcement { get; }

    /// <summary>100 ns since 1601-01-01 UTC.</summary>
    public long Timestamp { get; set; } = 133_900_000_000_000_000;

    public byte[] KeyFrame() => Made((buffer, at) => Writer.WriteKeyFrame(buffer, at, Timestamp));

    public byte[] KeepAlive() => Made((buffer, at) => Writer.WriteKeepAlive(buffer, at, Timestamp));

    public byte[] Delta(params int[] due)
    {
        for (int i = 0; i < DataSet.Count; i++)
        {
            DataSet.SetDue(i, due.Contains(i));
        }

        return Made((buffer, at) => Writer.WriteDeltaFrame(buffer, at, Timestamp, out _));
    }

    public List<byte[]> Announce(int maxLength)
    {
        int count = Announcement.MessageCount(maxLength);
        return Enumerable.Range(0, count).Select(index => Made((buffer, at) => Announcement.Write(buffer, at, maxLength, index))).ToList();
    }

    /// <summary>A view that has been told the metadata.</summary>
    public DataSetView AnnouncedView()
    {
        DataSetView view = new();
        foreach (byte[] message in Announce(2000))
        {
            Assert.IsTrue(view.TryTake(message, new(), out _, out _, out string? reason), reason);
        }

        return view;
    }

    private static byte[] Made(Func<byte[], int, int> write)
    {
        byte[] buffer = new byte[4096];
        int length = write(buffer, 5);
        Assert.IsGreaterThan(0, length);
        return buffer[5..(5 + length)];
    }
}
