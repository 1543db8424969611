using System.Buffers.Binary;
using Sidetap.PubSub;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// A subscriber's side of a DataSetMetaData announcement: puts chunks together and reads what is around the DataSetMetaDataType.
/// </summary>
/// <param name="SequenceNumber">The announcement's number.</param>
/// <param name="DataSetWriterId">Whose data set it is.</param>
/// <param name="MetaData">The DataSetMetaDataType in OPC UA Binary.</param>
/// <param name="Payload">Everything that was announced.</param>
internal sealed record AnnouncementReader(int SequenceNumber, int DataSetWriterId, byte[] MetaData, byte[] Payload)
{
    private const int ChunkHeaderLength = 14;

    /// <summary>Has an announcement written and reads it.</summary>
    /// <param name="announcement">The announcement.</param>
    /// <param name="settings">Whose it is.</param>
    /// <param name="maxLength">The longest NetworkMessage.</param>
    /// <returns>What was announced.</returns>
    public static AnnouncementReader Receive(MetaDataAnnouncement announcement, PublisherSettings settings, int maxLength)
    {
        int count = announcement.MessageCount(maxLength);
        byte[][] messages = Enumerable.Range(0, count).Select(i => Write(announcement, maxLength, i)).ToArray();
        Assert.AreEqual(0, announcement.Write(new byte[maxLength], 0, maxLength, count), "an index that does not exist");

        AnnouncementReader received = Receive(messages, settings.PublisherId, settings.PublisherIdType == PublisherIdType.UInt16 ? 2 : 8, maxLength);
        Assert.HasCount(announcement.TotalSize, received.Payload);
        return received;
    }

    /// <summary>Reads an announcement that was captured.</summary>
    /// <param name="messages">Its NetworkMessages in the order they were sent.</param>
    /// <param name="publisherId">Whose it must be.</param>
    /// <param name="publisherIdLength">8 for a PublisherId of type UInt64, 2 for UInt16.</param>
    /// <param name="maxLength">The longest NetworkMessage.</param>
    /// <returns>What was announced.</returns>
    public static AnnouncementReader Receive(byte[][] messages, ulong publisherId, int publisherIdLength, int maxLength)
    {
        AnnouncementHeader[] headers = messages.Select(m => AnnouncementHeader.Read(m, publisherIdLength)).ToArray();
        Assert.IsTrue(headers.All(h => h.PublisherId == publisherId), "PublisherId");
        return Open(messages.Length == 1 ? Whole(headers[0]) : Assemble(headers, maxLength - (messages[0].Length - headers[0].Body.Length)));
    }

    private static byte[] Write(MetaDataAnnouncement announcement, int maxLength, int index)
    {
        const int Offset = 9; // behind the longest MQTT-SN header, as in the box
        byte[] buffer = new byte[Offset + maxLength + 1];
        buffer.AsSpan().Fill(0xA5);
        int length = announcement.Write(buffer, Offset, maxLength, index);
        Assert.IsTrue(length > 0 && length <= maxLength, $"message {index} of {length} octets");
        Assert.IsTrue(buffer.Take(Offset).All(o => o == 0xA5), "written before the offset");
        Assert.IsTrue(buffer.Skip(Offset + length).All(o => o == 0xA5), "written beyond the end");
        return buffer[Offset..(Offset + length)];
    }

    private static byte[] Whole(AnnouncementHeader header)
    {
        Assert.AreEqual(0x08, header.ExtendedFlags2, "no chunk");
        return header.Body;
    }

    /// <summary>7.2.4.4.4: MessageSequenceNumber, ChunkOffset, TotalSize and ChunkData; all chunks but the last are of one size.</summary>
    private static byte[] Assemble(AnnouncementHeader[] headers, int maxBody)
    {
        var payload = new List<byte>();
        for (int i = 0; i < headers.Length; i++)
        {
            byte[] body = headers[i].Body;
            byte[] first = headers[0].Body;
            Assert.AreEqual(0x09, headers[i].ExtendedFlags2, "a chunk");
            Assert.AreEqual(UInt16(first, 0), UInt16(body, 0), "MessageSequenceNumber");
            Assert.AreEqual((uint)payload.Count, UInt32(body, 2), "ChunkOffset");
            Assert.AreEqual(UInt32(first, 6), UInt32(body, 6), "TotalSize");
            Assert.AreEqual((uint)(body.Length - ChunkHeaderLength), UInt32(body, 10), "length of ChunkData");
            Assert.IsTrue(i == headers.Length - 1 ? body.Length <= maxBody : body.Length == maxBody, "equal size but the last");
            payload.AddRange(body[ChunkHeaderLength..]);
        }

        byte[] whole = payload.ToArray();
        Assert.AreEqual((uint)whole.Length, UInt32(headers[0].Body, 6), "TotalSize");
        Assert.AreEqual(UInt16(whole, 1), UInt16(headers[0].Body, 0), "the chunks' number is the announcement's");
        return whole;
    }

    /// <summary>7.2.4.6.3 and 7.2.4.6.4: AnnouncementType, SequenceNumber, DataSetWriterId, MetaData, StatusCode.</summary>
    private static AnnouncementReader Open(byte[] payload)
    {
        Assert.AreEqual(2, payload[0], "AnnouncementType: DataSetMetaData");
        Assert.AreEqual(StatusCode.Good, UInt32(payload, payload.Length - 4), "StatusCode");
        return new AnnouncementReader(UInt16(payload, 1), UInt16(payload, 3), payload[5..^4], payload);
    }

    private static int UInt16(byte[] octets, int at)
    {
        return BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(at));
    }

    private static uint UInt32(byte[] octets, int at)
    {
        return BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(at));
    }
}
