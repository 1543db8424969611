using System.Diagnostics.CodeAnalysis;
using Sidetap.PubSub;

namespace Sidetap.Decoding.Uadp;

/// <summary>
/// Decodes UADP NetworkMessages (OPC 10000-14, 7.2.4), written from the specification and not from the encoder, for input that may be anything: it never
/// throws, reads nothing beyond the input, allocates in proportion to what is there and not to what is claimed, and names why it refuses.
/// </summary>
public static class UadpDecoder
{
    private const int ChunkFlag = 0x01;
    private const int PromotedFieldsFlag = 0x02;
    private const int ActionHeaderFlag = 0x20;

    private static readonly string[] UadpFlagNames = ["PublisherId", "GroupHeader", "PayloadHeader", "ExtendedFlags1"];
    private static readonly string[] ExtendedFlags1Names = ["DataSetClassId", "SecurityHeader", "Timestamp", "PicoSeconds", "ExtendedFlags2"];
    private static readonly string[] ExtendedFlags2Names = ["chunk", "promoted fields"];
    private static readonly string[] GroupFlagNames = ["WriterGroupId", "GroupVersion", "NetworkMessageNumber", "SequenceNumber"];
    private static readonly string[] SecurityFlagNames = ["signed", "encrypted", "SecurityFooter", "force key reset"];

    /// <summary>Decodes a NetworkMessage.</summary>
    /// <param name="octets">The message, neither more nor less.</param>
    /// <param name="message">Receives it.</param>
    /// <param name="reason">Receives why it was refused, with the index of the octet.</param>
    /// <returns>Whether it was decoded.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out NetworkMessage? message, [NotNullWhen(false)] out string? reason) =>
        TryDecode(octets, new DecodeOptions(), out message, out reason);

    /// <summary>Decodes a NetworkMessage.</summary>
    /// <param name="octets">The message, neither more nor less.</param>
    /// <param name="options">A recorder, metadata.</param>
    /// <param name="message">Receives it.</param>
    /// <param name="reason">Receives why it was refused, with the index of the octet.</param>
    /// <returns>Whether it was decoded.</returns>
    public static bool TryDecode(
        ReadOnlySpan<byte> octets, DecodeOptions options, [NotNullWhen(true)] out NetworkMessage? message, [NotNullWhen(false)] out string? reason)
    {
        UaReader r = new(octets, options.BaseOffset, options.Recorder);
        r.Heading("UADP NetworkMessage");
        NetworkMessage decoded = ReadMessage(ref r, options.MetaData);
        reason = r.Reason;
        message = r.Failed ? null : decoded;
        return !r.Failed;
    }

    /// <summary>Decodes a discovery announcement that came in chunks.</summary>
    /// <param name="payload">The reassembled payload.</param>
    /// <param name="options">A recorder; metadata is of no use here.</param>
    /// <param name="announcement">Receives it.</param>
    /// <param name="reason">Receives why it was refused, with the index of the octet.</param>
    /// <returns>Whether it was decoded.</returns>
    public static bool TryDecodeAnnouncement(
        ReadOnlySpan<byte> payload,
        DecodeOptions options,
        [NotNullWhen(true)] out DiscoveryAnnouncement? announcement,
        [NotNullWhen(false)] out string? reason)
    {
        UaReader r = new(payload, options.BaseOffset, options.Recorder);
        DiscoveryAnnouncement decoded = AnnouncementDecoder.Read(ref r);
        reason = r.Reason;
        announcement = r.Failed ? null : decoded;
        return !r.Failed;
    }

    private static NetworkMessage ReadMessage(ref UaReader r, IMetaDataSource? metaData)
    {
        (int flags, int extended1, int extended2) = ReadFlags(ref r);
        NetworkMessageType type = (NetworkMessageType)((extended2 >> 2) & 7);
        bool isChunk = (extended2 & ChunkFlag) != 0;
        bool hasPayloadHeader = (flags & 0x40) != 0;
        PublisherId? publisherId = (flags & 0x10) != 0 ? ReadPublisherId(ref r, extended1 & 7) : null;
        Guid? classId = (extended1 & 0x08) != 0 ? ReadClassId(ref r) : null;
        GroupHeader? group = (flags & 0x20) != 0 ? ReadGroupHeader(ref r) : null;
        IReadOnlyList<ushort> writerIds = hasPayloadHeader ? ReadPayloadHeader(ref r, isChunk) : [];
        long? timestamp = (extended1 & 0x20) != 0 ? ReadTimestamp(ref r) : null;
        ushort? picoSeconds = (extended1 & 0x40) != 0 ? r.Field16("PicoSeconds") : null;
        IReadOnlyList<UaVariant> promoted = (extended2 & PromotedFieldsFlag) != 0 ? ReadPromotedFields(ref r) : [];
        SecurityHeader? security = (extended1 & 0x10) != 0 ? ReadSecurityHeader(ref r) : null;
        NetworkMessage message = new()
        {
            Type = type,
            PublisherId = publisherId,
            DataSetClassId = classId,
            GroupHeader = group,
            DataSetWriterIds = writerIds,
            Timestamp = timestamp,
            PicoSeconds = picoSeconds,
            PromotedFields = promoted,
            Security = security,
        };
        if (r.Failed)
        {
            return message;
        }

        if (security is { IsProtected: true })
        {
            string what = security.IsEncrypted ? "encrypted payload and signature" : "payload and signature";
            return message with { OpaquePayload = ReadOpaque(ref r, what) };
        }

        if (isChunk)
        {
            return message with { Chunk = ReadChunk(ref r, type == NetworkMessageType.Data && writerIds.Count > 0 ? writerIds[0] : null) };
        }

        return type switch
        {
            NetworkMessageType.DiscoveryAnnouncement => message with { Announcement = AnnouncementDecoder.Read(ref r) },
            NetworkMessageType.DiscoveryProbe => message with { OpaquePayload = ReadOpaque(ref r, "Discovery probe") },
            _ => message with { DataSetMessages = ReadDataSetMessages(ref r, publisherId, writerIds, metaData) },
        };
    }

    private static (int Flags, int Extended1, int Extended2) ReadFlags(ref UaReader r)
    {
        int start = r.Position;
        int flags = r.Get8("UADPVersion and UADPFlags");
        int version = flags & 0x0F;
        r.Row("UADPVersion, UADPFlags", start, $"version {version}{FlagText(flags >> 4, UadpFlagNames, "; ")}");
        if (!r.Failed && version != 1)
        {
            r.Fail($"UADPVersion is {version}, not 1", start);
        }

        start = r.Position;
        int extended1 = (flags & 0x80) != 0 ? r.Get8("ExtendedFlags1") : 0;
        if ((flags & 0x80) != 0)
        {
            r.Row("ExtendedFlags1", start, $"PublisherId type {extended1 & 7}{FlagText(extended1 >> 3, ExtendedFlags1Names, "; ")}");
        }

        if ((extended1 & 7) > (int)PublisherIdType.String)
        {
            r.Fail($"PublisherId type {extended1 & 7} is reserved", start);
        }

        start = r.Position;
        int extended2 = (extended1 & 0x80) != 0 ? r.Get8("ExtendedFlags2") : 0;
        if ((extended1 & 0x80) != 0)
        {
            NetworkMessageType type = (NetworkMessageType)((extended2 >> 2) & 7);
            r.Row("ExtendedFlags2", start, $"{type}{FlagText(extended2 & 3, ExtendedFlags2Names, "; ")}");
        }

        CheckMessageType(ref r, flags, extended2, start);
        return (flags, extended1, extended2);
    }

    private static void CheckMessageType(ref UaReader r, int flags, int extended2, int start)
    {
        int type = (extended2 >> 2) & 7;
        if (type > (int)NetworkMessageType.DiscoveryAnnouncement)
        {
            r.Fail($"NetworkMessage type {type} is reserved", start);
        }
        else if ((extended2 & ActionHeaderFlag) != 0)
        {
            r.Fail("NetworkMessages with an ActionHeader are not supported", start);
        }
        else if ((extended2 & 0xC0) != 0)
        {
            r.Fail($"ExtendedFlags2 has the reserved bits 0x{extended2 & 0xC0:X2}", start);
        }
        else if (type != (int)NetworkMessageType.Data && (flags & 0x60) != 0)
        {
            r.Fail("a discovery message has a GroupHeader or a PayloadHeader"); // 7.2.4.6.3: bits 5 and 6 shall be false
        }
        else if (type == (int)NetworkMessageType.DiscoveryAnnouncement && (flags & 0x10) == 0)
        {
            r.Fail("a discovery announcement has no PublisherId"); // 7.2.4.6.3: bit 4 shall be true
        }
    }

    private static PublisherId ReadPublisherId(ref UaReader r, int typeCode)
    {
        PublisherIdType type = (PublisherIdType)typeCode;
        int start = r.Position;
        string? text = null;
        ulong number = 0;
        switch (type)
        {
            case PublisherIdType.Byte:
                number = r.Get8("PublisherId");
                break;
            case PublisherIdType.UInt16:
                number = r.Get16("PublisherId");
                break;
            case PublisherIdType.UInt32:
                number = r.Get32("PublisherId");
                break;
            case PublisherIdType.UInt64:
                number = r.Get64("PublisherId");
                break;
            default:
                text = UaBinaryDecoder.ReadString(ref r, "PublisherId");
                if (text == null)
                {
                    r.Fail("PublisherId is a null String");
                }

                break;
        }

        PublisherId id = new(type, number, text);
        r.Row("PublisherId", start, text != null ? $"{UaText.Quoted(text)} (String)" : $"{id} ({type})");
        return id;
    }

    private static Guid ReadClassId(ref UaReader r)
    {
        int start = r.Position;
        Guid id = r.GetGuid("DataSetClassId");
        r.Row("DataSetClassId", start, $"{id}");
        return id;
    }

    private static GroupHeader ReadGroupHeader(ref UaReader r)
    {
        int start = r.Position;
        int flags = r.Get8("GroupFlags");
        r.Row("GroupFlags", start, FlagText(flags, GroupFlagNames));
        if ((flags & 0xF0) != 0)
        {
            r.Fail($"GroupFlags has the reserved bits 0x{flags & 0xF0:X2}", start);
        }

        ushort? writerGroupId = (flags & 0x01) != 0 ? r.Field16("WriterGroupId") : null;
        uint? groupVersion = (flags & 0x02) != 0 ? r.Field32("GroupVersion") : null;
        ushort? number = (flags & 0x04) != 0 ? r.Field16("NetworkMessageNumber") : null;
        ushort? sequenceNumber = (flags & 0x08) != 0 ? r.Field16("SequenceNumber") : null;
        return new GroupHeader(writerGroupId, groupVersion, number, sequenceNumber);
    }

    /// <summary>7.2.4.5.2; of a chunk it is one DataSetWriterId without Count (7.2.4.4.4).</summary>
    private static ushort[] ReadPayloadHeader(ref UaReader r, bool isChunk)
    {
        if (isChunk)
        {
            return [r.Field16("DataSetWriterId")];
        }

        int start = r.Position;
        int count = r.Field8("Count");
        if (!r.Failed && count == 0)
        {
            r.Fail("PayloadHeader has the Count 0", start);
        }

        ushort[] ids = new ushort[count];
        for (int i = 0; i < count && !r.Failed; i++)
        {
            ids[i] = r.Field16("DataSetWriterId");
        }

        return ids;
    }

    private static long ReadTimestamp(ref UaReader r)
    {
        int start = r.Position;
        long time = (long)r.Get64("Timestamp");
        r.Row("Timestamp", start, UaTime.Text(time));
        return time;
    }

    private static List<UaVariant> ReadPromotedFields(ref UaReader r)
    {
        UaReader part = r.Part(r.Field16("PromotedFields Size"), "PromotedFields");
        List<UaVariant> fields = [];
        while (!part.Failed && part.Remaining > 0)
        {
            int start = part.Position;
            UaVariant field = UaBinaryDecoder.ReadVariant(ref part, 0);
            part.Row("promoted field", start, $"{UaText.TypeName(field.Type, field.IsArray)} {UaText.Of(field.Type, field.Value)}");
            fields.Add(field);
        }

        r.Adopt(part);
        return fields;
    }

    private static SecurityHeader ReadSecurityHeader(ref UaReader r)
    {
        int start = r.Position;
        int flags = r.Get8("SecurityFlags");
        r.Row("SecurityFlags", start, (flags & 3) == 0 ? "neither signed nor encrypted" : FlagText(flags, SecurityFlagNames));
        if ((flags & 0xF0) != 0)
        {
            r.Fail($"SecurityFlags has the reserved bits 0x{flags & 0xF0:X2}", start);
        }

        uint tokenId = r.Field32("SecurityTokenId");
        int nonceLength = r.Field8("NonceLength");
        start = r.Position;
        byte[] nonce = r.Take(nonceLength, "MessageNonce").ToArray();
        if (nonceLength > 0 && r.Records)
        {
            r.Row("MessageNonce", start, UaText.Hex(nonce));
        }

        ushort? footerSize = (flags & 0x04) != 0 ? r.Field16("SecurityFooterSize") : null;
        return new SecurityHeader((flags & 1) != 0, (flags & 2) != 0, (flags & 8) != 0, tokenId, nonce, footerSize);
    }

    private static ReadOnlyMemory<byte> ReadOpaque(ref UaReader r, string what)
    {
        int start = r.Position;
        byte[] octets = r.Take(r.Remaining, what).ToArray();
        r.Row(what, start, $"{octets.Length} octets, not decoded");
        return octets;
    }

    private static MessageChunk ReadChunk(ref UaReader r, ushort? writerId)
    {
        r.Heading("Chunk");
        ushort sequenceNumber = r.Field16("MessageSequenceNumber");
        uint offset = r.Field32("ChunkOffset");
        uint totalSize = r.Field32("TotalSize");
        int start = r.Position;
        byte[] data = UaBinaryDecoder.ReadByteString(ref r, "ChunkData") ?? [];
        r.Row("ChunkData", start, $"{data.Length} octets");
        if (!r.Failed && data.Length == 0)
        {
            r.Fail("a chunk without ChunkData");
        }
        else if (offset + (ulong)data.Length > totalSize)
        {
            r.Fail($"the chunk ends at {offset + (ulong)data.Length}, beyond its TotalSize {totalSize}");
        }

        RefuseRest(ref r);
        return new MessageChunk(writerId, sequenceNumber, offset, totalSize, data);
    }

    private static List<DataSetMessage> ReadDataSetMessages(
        ref UaReader r, PublisherId? publisherId, IReadOnlyList<ushort> writerIds, IMetaDataSource? metaData)
    {
        // 7.2.4.5.3: no Sizes for a single message; it is all that is left.
        int count = Math.Max(writerIds.Count, 1);
        int[] sizes = new int[count];
        for (int i = 0; i < count && count > 1; i++)
        {
            sizes[i] = r.Field16($"Sizes[{i}]");
        }

        List<DataSetMessage> messages = [];
        for (int i = 0; i < count && !r.Failed; i++)
        {
            ushort? writerId = writerIds.Count > 0 ? writerIds[i] : null;
            UaReader part = r.Part(count > 1 ? sizes[i] : r.Remaining, $"DataSetMessage {i}");
            part.Heading(count > 1 ? $"DataSetMessage {i + 1} of {count}" : "DataSetMessage", writerId == null ? "" : $"DataSetWriterId {writerId}");
            messages.Add(DataSetMessageDecoder.Read(ref part, writerId, metaData?.Find(publisherId, writerId)));
            r.Adopt(part);
        }

        RefuseRest(ref r);
        return messages;
    }

    internal static void RefuseRest(ref UaReader r)
    {
        if (!r.Failed && r.Remaining > 0)
        {
            r.Fail($"{r.Remaining} octet{(r.Remaining == 1 ? " follows" : "s follow")} the end of the message");
        }
    }

    internal static string FlagText(int flags, string[] names, string prefix = "")
    {
        string text = string.Join(", ", names.Where((_, bit) => (flags & (1 << bit)) != 0));
        return text.Length == 0 ? prefix.Length == 0 ? "none" : "" : prefix + text;
    }
}
