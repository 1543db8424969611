using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tools.Tests.Support;
using DataSetMessage = Sidetap.Decoding.Uadp.DataSetMessage;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>What must be refused is, with a reason that names it.</summary>
[TestClass]
public sealed class UadpRefusalTests
{
    [TestMethod]
    [DataRow("", "UADPVersion")]
    [DataRow("4100", "Count 0")]
    [DataRow("910500", "PublisherId type 5 is reserved")]
    [DataRow("910600", "PublisherId type 6 is reserved")]
    [DataRow("910700", "PublisherId type 7 is reserved")]
    [DataRow("0201", "UADPVersion is 2")]
    [DataRow("00", "UADPVersion is 0")]
    [DataRow("81800c01", "NetworkMessage type 3 is reserved")]
    [DataRow("81801c01", "NetworkMessage type 7 is reserved")]
    [DataRow("81804001", "reserved bits 0x40")]
    [DataRow("81802001", "ActionHeader")]
    [DataRow("c1800801", "discovery message has a GroupHeader or a PayloadHeader")]
    [DataRow("81800802", "no PublisherId")]
    [DataRow("2110", "GroupFlags has the reserved bits 0x10")]
    [DataRow("9104ffffffff", "null String")]
    [DataRow("0107", "field encoding 3 is reserved")]
    [DataRow("018104", "DataSetMessage type 4 is reserved")]
    [DataRow("01810f", "DataSetMessage type 15 is reserved")]
    [DataRow("018105", "ActionRequest")]
    [DataRow("018140", "DataSetFlags2 has the reserved bits 0x40")]
    [DataRow("0183010000", "delta frame with RawData")]
    [DataRow("0185020000", "event with DataValue")]
    [DataRow("01810301", "behind the last field")]
    [DataRow("01010100061b00000001", "behind the last field")]
    [DataRow("01010200061b000000", "needs 1 octet, 0 left")]
    [DataRow("0101ffff061b000000", "FieldCount is 65535")]
    [DataRow("0101010020", "type 32")]
    [DataRow("0101010018060000", "only an array may")]
    [DataRow("0101010046000000", "dimensions but no array")]
    [DataRow("0101010080ffffffff", "array of nothing")]
    [DataRow("010101008affffff7f", "claims 2147483647 elements")]
    [DataRow("010101008afeffffff", "length -2")]
    [DataRow("010101000cffffff7f", "claims 2147483647 elements")]
    [DataRow("01010100c602000000010000000200000001000000ffffffff", "multiply")]
    [DataRow("0101010017c0", "DataValue has the reserved bits")]
    [DataRow("0101010015f0", "LocalizedText has the reserved bits")]
    [DataRow("010101001106", "NodeId has the reserved encoding")]
    [DataRow("01010100118001", "flags of an ExpandedNodeId")]
    [DataRow("0101010016000103", "ExtensionObject has the reserved encoding 3")]
    [DataRow("4102010002000900ffff01", "DataSetMessage 0 needs 9 octets")]
    [DataRow("f101ba080964000700020100020008000800010100", "DataSetMessage 0 needs 8")]
    [DataRow("81100101", "SecurityTokenId")]
    [DataRow("811080000000000001", "SecurityFlags has the reserved bits")]
    [DataRow("818001000000000000000100000000000000", "without ChunkData")]
    [DataRow("8180010000050000000600000002000000aabb", "beyond its TotalSize 6")]
    [DataRow("8180010000000000000200000002000000aabbcc", "follows the end")]
    [DataRow("91800805000000", "AnnouncementType 0 is reserved")]
    [DataRow("91800805080000", "AnnouncementType 8 is reserved")]
    public void Refused(string hex, string reason) => Assert.Contains(reason, Vectors.Refusal(hex));

    [TestMethod]
    public void ReasonNamesTheOctet() => Assert.EndsWith("(octet 1)", Vectors.Refusal("4100"));

    [TestMethod]
    public void NestingIsLimited()
    {
        // An array of one Variant, which is an array of one Variant, and so on.
        string nested = string.Concat(Enumerable.Repeat("9801000000", 40));
        Assert.Contains("nested deeper", Vectors.Refusal("01010100" + nested + "0101"));
        Vectors.Decode("01010100" + string.Concat(Enumerable.Repeat("9801000000", 4)) + "0101");
    }

    [TestMethod]
    public void InvalidDataSetMessageIsNotProcessed()
    {
        DataSetMessage message = Vectors.Decode("0106ffffff").DataSetMessages[0];
        Assert.IsFalse(message.IsValid);
        Assert.IsEmpty(message.Fields);
    }

    [TestMethod]
    public void HeartbeatIsAKeyFrameOfHeaderOnly()
    {
        DataSetMessage message = Vectors.Decode("01090500").DataSetMessages[0];
        Assert.IsTrue(message.IsHeartbeat);
        Assert.AreEqual((ushort)5, message.SequenceNumber);
    }

    /// <summary>7.2.4.5.5: zeros up to the ConfiguredSize.</summary>
    [TestMethod]
    public void ZerosBehindTheLastFieldArePadding() => Assert.HasCount(1, Vectors.Decode("01010100061b000000000000").DataSetMessages[0].Fields);

    [TestMethod]
    public void DiscoveryProbeIsReported()
    {
        NetworkMessage message = Vectors.Decode("918004" + "05" + "0102ffffffff");
        Assert.AreEqual(NetworkMessageType.DiscoveryProbe, message.Type);
        Assert.AreEqual(6, message.OpaquePayload.Length);
    }

    [TestMethod]
    public void PromotedFieldsAreRead()
    {
        NetworkMessage message = Vectors.Decode("81800205000a00009142" + "01010000");
        Assert.AreEqual(72.5f, message.PromotedFields.Single().Value);
    }

    [TestMethod]
    [DataRow("0e000102030405060708090a0b0c0d0e0f", BuiltInTypeId.Guid)]
    [DataRow("0f020000000102", BuiltInTypeId.ByteString)]
    [DataRow("1100ff", BuiltInTypeId.NodeId)]
    [DataRow("110300000100000061", BuiltInTypeId.NodeId)]
    [DataRow("12c00100000000" + "05000000", BuiltInTypeId.ExpandedNodeId)]
    [DataRow("14020001000000" + "61", BuiltInTypeId.QualifiedName)]
    [DataRow("150302000000656e0100000061", BuiltInTypeId.LocalizedText)]
    [DataRow("16010079030101000000aa", BuiltInTypeId.ExtensionObject)]
    [DataRow("197f0100000002000000030000000400000001000000610000008000", BuiltInTypeId.DiagnosticInfo)]
    [DataRow("1a0100000001", BuiltInTypeId.ByteString)]
    [DataRow("c604000000" + "01000000020000000300000004000000" + "020000000200000002000000", BuiltInTypeId.Int32)]
    public void OtherBuiltInTypesAreRead(string variant, BuiltInTypeId type)
    {
        FieldValue field = Vectors.Decode("01010100" + variant).DataSetMessages[0].Fields[0];
        Assert.AreEqual(type, field.Type);
        Assert.IsNotNull(field.Value);
        Assert.AreNotEqual("", UaText.Of(field.Type, field.Value));
    }

    /// <summary>7.2.4.5.4: a Bad field is a Variant of a StatusCode, an Uncertain one a Variant of a DataValue.</summary>
    [TestMethod]
    public void FieldsThatAreNotGoodCarryTheirStatus()
    {
        IReadOnlyList<FieldValue> fields = Vectors.Decode("01010200" + "1300008a80" + "17030a0000914200009040").DataSetMessages[0].Fields;
        Assert.AreEqual(0x808A0000u, fields[0].Status);
        Assert.AreEqual(72.5f, fields[1].Value);
        Assert.AreEqual(0x40900000u, fields[1].Status);
    }

    [TestMethod]
    public void ClaimsAllocateNothing()
    {
        byte[] octets = Vectors.Octets("010101008affffff0f");
        UadpDecoder.TryDecode(octets, out _, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsFalse(UadpDecoder.TryDecode(octets, out _, out _));
        Assert.IsLessThan(16384L, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
