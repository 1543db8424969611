using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;
using DataSetMessage = Sidetap.Decoding.Uadp.DataSetMessage;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>Each vector decodes to what its heading says.</summary>
[TestClass]
public sealed class UadpVectorTests
{
    private static readonly PublisherId Publisher2234 = new(PublisherIdType.UInt16, 2234);

    [TestMethod]
    public void KeyFrameOfOneInt32()
    {
        NetworkMessage message = Vectors.Decode(Vectors.KeyFrameInt32);
        Assert.IsNull(message.PublisherId);
        Assert.IsNull(message.GroupHeader);
        DataSetMessage data = Single(message);
        Assert.AreEqual(DataSetMessageType.KeyFrame, data.Type);
        Assert.AreEqual(FieldEncoding.Variant, data.Encoding);
        CheckFields(data, (0, BuiltInTypeId.Int32, 27));
    }

    [TestMethod]
    public void DataValueField()
    {
        DataSetMessage data = Single(Vectors.Decode(Vectors.DataValueField));
        Assert.AreEqual(FieldEncoding.DataValue, data.Encoding);
        CheckFields(data, (0, BuiltInTypeId.Int32, 27));
        Assert.IsNotNull(data.Fields[0].DataValue);
        Assert.AreEqual(0u, data.Fields[0].Status);
    }

    [TestMethod]
    public void AllHeadersAndSevenTypes()
    {
        NetworkMessage message = Vectors.Decode(Vectors.AllHeaders);
        CheckCommonHeader(message);
        DataSetMessage data = Single(message);
        Assert.AreEqual((ushort)62541, data.DataSetWriterId);
        Assert.AreEqual((ushort)0x1234, data.SequenceNumber);
        Assert.AreEqual(0x01DBB5572F6CC000, data.Timestamp);
        Assert.AreEqual(0u, data.Status);
        Assert.AreEqual(0x2D000001u, data.MajorVersion);
        Assert.AreEqual(0x2D000002u, data.MinorVersion);
        CheckFields(
            data,
            (0, BuiltInTypeId.Float, 72.5f),
            (1, BuiltInTypeId.Double, 0.153),
            (2, BuiltInTypeId.UInt32, 123456u),
            (3, BuiltInTypeId.Boolean, true),
            (4, BuiltInTypeId.String, "T12"),
            (5, BuiltInTypeId.SByte, (sbyte)-5),
            (6, BuiltInTypeId.Byte, (byte)200));
    }

    [TestMethod]
    public void KeepAlive()
    {
        DataSetMessage data = Single(Vectors.Decode(Vectors.KeepAlive));
        Assert.AreEqual(DataSetMessageType.KeepAlive, data.Type);
        Assert.AreEqual((ushort)0x1234, data.SequenceNumber);
        Assert.IsEmpty(data.Fields);
    }

    [TestMethod]
    public void DeltaOfTwoFields()
    {
        DataSetMessage data = Single(Vectors.Decode(Vectors.Delta));
        Assert.AreEqual(DataSetMessageType.DeltaFrame, data.Type);
        Assert.AreEqual((ushort)0x1235, data.SequenceNumber);
        CheckFields(data, (1, BuiltInTypeId.Double, 0.153), (3, BuiltInTypeId.Boolean, true));
    }

    [TestMethod]
    [DataRow(Vectors.Dynamic, PublisherIdType.UInt64, 0x0123456789ABCDEFUL, null)]
    [DataRow(Vectors.StringPublisher, PublisherIdType.String, 0UL, "cnc-07")]
    public void UadpDynamic(string hex, PublisherIdType type, ulong number, string? text)
    {
        NetworkMessage message = Vectors.Decode(hex);
        Assert.AreEqual(new PublisherId(type, number, text), message.PublisherId);
        Assert.IsNull(message.GroupHeader);
        DataSetMessage data = Single(message);
        Assert.AreEqual((ushort)1, data.SequenceNumber);
        Assert.AreEqual(0x40900000u, data.Status); // UncertainLastUsableValue: the high half, 0x4090, is sent
        Assert.IsNull(data.MajorVersion);
        Assert.AreEqual(0x2D000002u, data.MinorVersion);
        CheckFields(data, (0, BuiltInTypeId.Float, 72.5f));
    }

    [TestMethod]
    public void RawDataWithoutMetaDataStaysOctets()
    {
        NetworkMessage message = Vectors.Decode(Vectors.RawData);
        CheckCommonHeader(message);
        DataSetMessage data = Single(message);
        Assert.AreEqual(FieldEncoding.RawData, data.Encoding);
        Assert.AreEqual((ushort)9, data.SequenceNumber);
        Assert.IsEmpty(data.Fields);
        Assert.AreSequenceEqual(Vectors.Octets("0000914240e2010001"), data.RawData.ToArray());
    }

    [TestMethod]
    public void RawDataWithMetaDataHasValues()
    {
        DataSetMetaData metaData = new()
        {
            Fields =
            [
                new FieldDescription { Name = "Load", BuiltInType = BuiltInTypeId.Float },
                new FieldDescription { Name = "Parts", BuiltInType = BuiltInTypeId.UInt32 },
                new FieldDescription { Name = "Door", BuiltInType = BuiltInTypeId.Boolean },
            ],
        };
        DecodeOptions options = new() { MetaData = new FixedMetaData(metaData) };
        Assert.IsTrue(UadpDecoder.TryDecode(Vectors.Octets(Vectors.RawData), options, out NetworkMessage? message, out string? reason), reason);
        CheckFields(Single(message), (0, BuiltInTypeId.Float, 72.5f), (1, BuiltInTypeId.UInt32, 123456u), (2, BuiltInTypeId.Boolean, true));
        Assert.AreEqual("Parts", message.DataSetMessages[0].Fields[1].Name);
    }

    [TestMethod]
    public void TwoDataSetMessages()
    {
        NetworkMessage message = Vectors.Decode(Vectors.TwoMessages);
        Assert.HasCount(2, message.DataSetMessages);
        Assert.AreEqual((ushort)1, message.DataSetMessages[0].DataSetWriterId);
        Assert.AreEqual((ushort)2, message.DataSetMessages[1].DataSetWriterId);
        CheckFields(message.DataSetMessages[0], (0, BuiltInTypeId.Float, 72.5f));
        CheckFields(message.DataSetMessages[1], (0, BuiltInTypeId.UInt32, 123456u));
    }

    [TestMethod]
    public void AllGroupFieldsAndTimestamp()
    {
        NetworkMessage message = Vectors.Decode(Vectors.GroupFieldsAndTimestamp);
        Assert.AreEqual(new GroupHeader(100, 0x2D000001, 1, 7), message.GroupHeader);
        Assert.AreEqual(0x01DBB5572F6CC000, message.Timestamp);
        CheckFields(Single(message), (0, BuiltInTypeId.Float, 72.5f));
    }

    [TestMethod]
    public void FloatArray()
    {
        FieldValue field = Single(Vectors.Decode(Vectors.FloatArray)).Fields[0];
        Assert.IsTrue(field.IsArray);
        Assert.AreSequenceEqual(new[] { 180.5f, 195.25f, 210f, 205f }, (float[])field.Value!);
    }

    [TestMethod]
    public void EncryptedMessageIsReportedAndNotDecoded()
    {
        NetworkMessage message = Vectors.Decode(Vectors.Encrypted);
        Assert.AreEqual(Publisher2234, message.PublisherId);
        Assert.IsTrue(message.Security!.IsSigned);
        Assert.IsTrue(message.Security.IsEncrypted);
        Assert.AreEqual(1u, message.Security.SecurityTokenId);
        Assert.AreSequenceEqual(Vectors.Octets("b02d012e01000000"), message.Security.MessageNonce.ToArray());
        Assert.IsEmpty(message.DataSetMessages);
        Assert.AreEqual(29 + 32, message.OpaquePayload.Length);
    }

    /// <summary>The plaintext of the encrypted vector is a payload of its own: a DataSetMessage with a DateTime.</summary>
    [TestMethod]
    public void PlaintextOfTheEncryptedMessageIsADataSetMessage()
    {
        DataSetMessage data = Single(Vectors.Decode("01" + "e1101054c2949f3ad701b4205f69841e5f6901000d7657c2949f3ad701"));
        Assert.AreEqual(BuiltInTypeId.DateTime, data.Fields[0].Type);
        Assert.AreEqual(2021, ((DateTime)data.Fields[0].Value!).Year);
    }

    /// <summary>Rows and message come from one reading, so the rows cover every octet once, in order.</summary>
    [TestMethod]
    public void RowsCoverEveryOctetOnce()
    {
        foreach (string hex in Vectors.All)
        {
            LayoutRecorder recorder = new();
            byte[] octets = Vectors.Octets(hex);
            Assert.IsTrue(UadpDecoder.TryDecode(octets, new DecodeOptions { Recorder = recorder, BaseOffset = 7 }, out _, out string? reason), reason);
            Tiling.Check(recorder.Rows, 7, octets.Length, hex);
        }
    }

    private static void CheckCommonHeader(NetworkMessage message)
    {
        Assert.AreEqual(NetworkMessageType.Data, message.Type);
        Assert.AreEqual(Publisher2234, message.PublisherId);
        Assert.AreEqual(new GroupHeader(100, null, null, 7), message.GroupHeader);
    }

    private static DataSetMessage Single(NetworkMessage message)
    {
        Assert.HasCount(1, message.DataSetMessages);
        Assert.IsTrue(message.DataSetMessages[0].IsValid);
        return message.DataSetMessages[0];
    }

    private static void CheckFields(DataSetMessage message, params (int Index, BuiltInTypeId Type, object Value)[] expected)
    {
        Assert.HasCount(expected.Length, message.Fields);
        for (int i = 0; i < expected.Length; i++)
        {
            FieldValue field = message.Fields[i];
            Assert.AreEqual(expected[i], (field.Index, field.Type, field.Value!));
            Assert.IsFalse(field.IsArray);
        }
    }

    private sealed class FixedMetaData(DataSetMetaData metaData) : IMetaDataSource
    {
        public DataSetMetaData? Find(PublisherId? publisherId, ushort? dataSetWriterId) => metaData;
    }
}
