using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>What a box publishes in the UADP-Periodic-Fixed layout (OPC 10000-14, A.2.1), read by node-opcua.</summary>
[TestClass]
public sealed class FixedLayoutTests
{
    /// <summary>Every type of a fixed length.</summary>
    private static readonly FieldSample[] Fields =
    [
        new(BuiltInType.Boolean, true),
        new(BuiltInType.SByte, -5L),
        new(BuiltInType.Byte, 200L),
        new(BuiltInType.Int16, -12345L),
        new(BuiltInType.UInt16, 54321L),
        new(BuiltInType.Int32, -1234567890L),
        new(BuiltInType.UInt32, 3456789012L),
        new(BuiltInType.Int64, -1234567890123456789L),
        new(BuiltInType.UInt64, -2L),
        new(BuiltInType.Float, 72.5f),
        new(BuiltInType.Double, -0.153),
        new(BuiltInType.DateTime, UadpVectors.Taken),
    ];

    [TestMethod]
    public void NodeOpcuaReadsHeadersAndOctets()
    {
        // UInt16 when the PublisherId fits, else UInt64 (A.2.1.4).
        (ulong Id, string Type)[] publishers =
        [
            (0, "UInt16"), (2234, "UInt16"), (0xFFFF, "UInt16"), (0x10000, "UInt64"), (ulong.MaxValue, "UInt64"),
        ];
        var cases = new List<MessageCase>();
        foreach ((ulong id, string type) in publishers)
        {
            cases.AddRange(Publish(id, type, Fields, StatusCode.Good, messages: 3));
        }

        MessageCase.CheckAll(cases);
    }

    /// <summary>
    /// RawData has no place for a field's status: a Bad field is its type's default, an Uncertain one keeps its value, and the message's
    /// status tells (6.2.4.2).
    /// </summary>
    [TestMethod]
    public void NodeOpcuaReadsTheStatusInTheHeader()
    {
        FieldSample[] uncertain = [.. Fields];
        uncertain[9] = uncertain[9] with { Status = StatusCode.UncertainLastUsableValue };
        FieldSample[] someBad = [.. uncertain];
        someBad[10] = someBad[10] with { Status = StatusCode.BadSensorFailure };
        FieldSample[] allBad = Fields.Select(f => f with { Status = StatusCode.BadNotConnected }).ToArray();
        MessageCase.CheckAll([
            .. Publish(2234, "UInt16", uncertain, StatusCode.Uncertain, messages: 1),
            .. Publish(2234, "UInt16", someBad, StatusCode.UncertainSubNormal, messages: 1),
            .. Publish(2234, "UInt16", allBad, StatusCode.BadNotConnected, messages: 1)]);
    }

    [TestMethod]
    public void NodeOpcuaReadsBothSequenceNumbersAcrossTheirWrap()
    {
        MessageCase[] cases = Publish(2234, "UInt16", Fields, StatusCode.Good, messages: 0x10002).ToArray();
        MessageCase.CheckAll(cases[0xFFFE..]);
    }

    private static IEnumerable<MessageCase> Publish(ulong publisherId, string idType, FieldSample[] fields, uint status, int messages)
    {
        var settings = new PublisherSettings
        {
            Layout = HeaderLayout.PeriodicFixed,
            PublisherId = publisherId,
            WriterGroupId = 0x7FFE,
            GroupVersion = 0x2D000001,
        };
        var writer = new DataSetWriter(settings, FieldSample.DataSetOf(fields));
        byte[] buffer = new byte[200];
        for (int i = 0; i < messages; i++)
        {
            int length = writer.WriteKeyFrame(buffer, 0, UadpVectors.Taken);
            int sequenceNumber = i % 0x10000;
            yield return new MessageCase($"publisher {publisherId}, message {i}", buffer[..length], new DecodedNetworkMessage
            {
                PublisherIdType = idType,
                PublisherId = publisherId.ToString(),
                GroupHeader = new DecodedGroupHeader(0x0F, settings.WriterGroupId, settings.GroupVersion, 1, sequenceNumber),
                DataSetMessages =
                [
                    new DecodedDataSetMessage
                    {
                        FieldEncoding = 1,
                        SequenceNumber = sequenceNumber,
                        Status = status,
                        RawData = Convert.ToHexStringLower(RawOctets.Of(fields)),
                    },
                ],
            });
        }
    }
}
