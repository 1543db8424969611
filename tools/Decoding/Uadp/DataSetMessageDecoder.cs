namespace Sidetap.Decoding.Uadp;

/// <summary>One DataSetMessage (OPC 10000-14, 7.2.4.5.4 to 7.2.4.5.8); the reader ends where the message does.</summary>
internal static class DataSetMessageDecoder
{
    private static readonly string[] Flags1Names = ["SequenceNumber", "Status", "MajorVersion", "MinorVersion", "DataSetFlags2"];
    private static readonly string[] Flags2Names = ["Timestamp", "PicoSeconds"];

    public static DataSetMessage Read(ref UaReader r, ushort? writerId, DataSetMetaData? metaData)
    {
        int messageStart = r.Position;
        int start = messageStart;
        int flags1 = r.Get8("DataSetFlags1");
        bool isValid = (flags1 & 0x01) != 0;
        int encoding = (flags1 >> 1) & 3;
        string names = UadpDecoder.FlagText(flags1 >> 3, Flags1Names, "; ");
        r.Row("DataSetFlags1", start, $"{(isValid ? "valid" : "not valid")}; {(FieldEncoding)encoding}{names}");
        if (!r.Failed && !isValid)
        {
            // 7.2.4.5.4: the rest shall not be processed.
            SkipInvalid(ref r);
            return new DataSetMessage { DataSetWriterId = writerId, IsValid = false, Octets = r.Since(messageStart) };
        }

        if (encoding == 3)
        {
            r.Fail("field encoding 3 is reserved", start);
        }

        (DataSetMessageType type, int flags2) = ReadFlags2(ref r, flags1);
        DataSetMessage message = new()
        {
            DataSetWriterId = writerId,
            IsValid = true,
            Type = type,
            Encoding = (FieldEncoding)encoding,
            SequenceNumber = (flags1 & 0x08) != 0 ? r.Field16("DataSetMessageSequenceNumber") : null,
            Timestamp = (flags2 & 0x10) != 0 ? ReadTimestamp(ref r) : null,
            PicoSeconds = (flags2 & 0x20) != 0 ? r.Field16("PicoSeconds") : null,
            Status = (flags1 & 0x10) != 0 ? ReadStatus(ref r) : null,
            MajorVersion = (flags1 & 0x20) != 0 ? r.Field32("MajorVersion") : null,
            MinorVersion = (flags1 & 0x40) != 0 ? r.Field32("MinorVersion") : null,
        };
        if (r.Failed)
        {
            return message;
        }

        DataSetMetaData? fitting = metaData != null && metaData.IsVersionOf(message) ? metaData : null;
        message = ReadBody(ref r, message, fitting);
        ReadPadding(ref r, message.Type);
        return message with { Octets = r.Since(messageStart) };
    }

    private static (DataSetMessageType Type, int Flags2) ReadFlags2(ref UaReader r, int flags1)
    {
        if ((flags1 & 0x80) == 0)
        {
            return (DataSetMessageType.KeyFrame, 0);
        }

        int start = r.Position;
        int flags2 = r.Get8("DataSetFlags2");
        int type = flags2 & 0x0F;
        r.Row("DataSetFlags2", start, $"{(DataSetMessageType)type}{UadpDecoder.FlagText(flags2 >> 4, Flags2Names, "; ")}");
        if (type is 5 or 6)
        {
            r.Fail($"DataSetMessage type {type} ({(type == 5 ? "ActionRequest" : "ActionResponse")}) is not supported", start);
        }
        else if (type > (int)DataSetMessageType.KeepAlive)
        {
            r.Fail($"DataSetMessage type {type} is reserved", start);
        }
        else if ((flags2 & 0xC0) != 0)
        {
            r.Fail($"DataSetFlags2 has the reserved bits 0x{flags2 & 0xC0:X2}", start);
        }

        return ((DataSetMessageType)type, flags2);
    }

    private static DataSetMessage ReadBody(ref UaReader r, DataSetMessage message, DataSetMetaData? metaData)
    {
        switch (message.Type)
        {
            case DataSetMessageType.KeepAlive:
                return message;

            case DataSetMessageType.KeyFrame when r.Remaining == 0:
                return message with { IsHeartbeat = true }; // 7.2.4.5.5: its size equals its header's

            case DataSetMessageType.DeltaFrame when message.Encoding == FieldEncoding.RawData:
                r.Fail("a delta frame with RawData fields"); // 7.2.4.5.6
                return message;

            case DataSetMessageType.Event when message.Encoding != FieldEncoding.Variant:
                r.Fail($"an event with {message.Encoding} fields"); // 7.2.4.5.7: Variant only
                return message;

            case DataSetMessageType.KeyFrame when message.Encoding == FieldEncoding.RawData:
                return RawDataDecoder.Read(ref r, message, metaData);

            default:
                return message with { Fields = ReadFields(ref r, message, metaData) };
        }
    }

    private static List<FieldValue> ReadFields(ref UaReader r, DataSetMessage message, DataSetMetaData? metaData)
    {
        int count = r.Field16("FieldCount");
        bool isDelta = message.Type == DataSetMessageType.DeltaFrame;
        int smallest = isDelta ? 3 : 1;
        if (count > r.Remaining / smallest)
        {
            r.Fail($"FieldCount is {count}, {r.Remaining} octets left");
            return [];
        }

        List<FieldValue> fields = new(count);
        for (int i = 0; i < count && !r.Failed; i++)
        {
            int start = r.Position;
            int index = isDelta ? r.Get16("FieldIndex") : i;
            FieldDescription? description = metaData != null && index < metaData.Fields.Count ? metaData.Fields[index] : null;
            FieldValue field = message.Encoding == FieldEncoding.DataValue
                ? OfDataValue(index, UaBinaryDecoder.ReadDataValue(ref r, 0))
                : OfVariant(index, UaBinaryDecoder.ReadVariant(ref r, 0), description);
            field = field with { Name = description?.Name, Octets = r.Since(start) };
            if (r.Records)
            {
                r.Row(FieldName(index, field.Name), start, Describe(field, description));
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>7.2.4.5.4: a Bad field comes as a Variant of its StatusCode, one that is not Good as a Variant of a DataValue. Where StatusCode is the field's
    /// own type, as in events, it is just the value.</summary>
    private static FieldValue OfVariant(int index, UaVariant variant, FieldDescription? description) => variant switch
    {
        { Type: BuiltInTypeId.DataValue, IsArray: false, Value: UaDataValue dataValue } => OfDataValue(index, dataValue),
        { Type: BuiltInTypeId.StatusCode, IsArray: false, Value: uint value } when description is { BuiltInType: BuiltInTypeId.StatusCode, ValueRank: < 0 } =>
            new FieldValue { Index = index, Type = BuiltInTypeId.StatusCode, Value = value },
        { Type: BuiltInTypeId.StatusCode, IsArray: false, Value: uint status } =>
            new FieldValue { Index = index, Type = BuiltInTypeId.StatusCode, Value = status, Status = status },
        _ => new FieldValue { Index = index, Type = variant.Type, IsArray = variant.IsArray, Value = variant.Value },
    };

    private static FieldValue OfDataValue(int index, UaDataValue dataValue) => new()
    {
        Index = index,
        Type = dataValue.Value?.Type ?? BuiltInTypeId.Null,
        IsArray = dataValue.Value?.IsArray ?? false,
        Value = dataValue.Value?.Value,
        Status = dataValue.Status ?? 0,
        DataValue = dataValue,
    };

    public static string FieldName(int index, string? name) => name == null ? $"Field [{index}]" : $"Field [{index}] {name}";

    public static string Describe(FieldValue field, FieldDescription? description)
    {
        if (field.Type is BuiltInTypeId.StatusCode or BuiltInTypeId.Null)
        {
            return field.Type == BuiltInTypeId.Null
                ? $"no value {StatusCodeNames.Of(field.Status)}"
                : $"StatusCode {StatusCodeNames.Of(field.Value as uint? ?? field.Status)}";
        }

        string unit = description?.EngineeringUnits?.DisplayName.Text is { } sign ? $" {sign}" : "";
        string status = field.Status == 0 ? "" : $", {StatusCodeNames.Of(field.Status)}";
        string source = field.DataValue?.SourceTimestamp is { } time ? $", {UaTime.Text(time)}" : "";
        return $"{UaText.TypeName(field.Type, field.IsArray)} {UaText.Of(field.Type, field.Value)}{unit}{status}{source}";
    }

    /// <summary>7.2.4.5.5 to 7.2.4.5.7: zeros up to the configured size may follow; nothing else may.</summary>
    private static void ReadPadding(ref UaReader r, DataSetMessageType type)
    {
        if (r.Failed || r.Remaining == 0)
        {
            return;
        }

        int start = r.Position;
        int count = r.Remaining;
        ReadOnlySpan<byte> rest = r.Take(count, "Padding");
        r.Row("Padding", start, $"{count} octets");
        if (type == DataSetMessageType.KeepAlive || rest.ContainsAnyExcept((byte)0))
        {
            r.Fail($"{count} octet{(count == 1 ? "" : "s")} behind the last field", start);
        }
    }

    private static void SkipInvalid(ref UaReader r)
    {
        int start = r.Position;
        int count = r.Remaining;
        r.Take(count, "invalid DataSetMessage");
        if (count > 0)
        {
            r.Row("not to be processed", start, $"{count} octets");
        }
    }

    private static long ReadTimestamp(ref UaReader r)
    {
        int start = r.Position;
        long time = (long)r.Get64("Timestamp");
        r.Row("Timestamp", start, UaTime.Text(time));
        return time;
    }

    private static uint ReadStatus(ref UaReader r)
    {
        // The high half of the StatusCode.
        int start = r.Position;
        uint status = (uint)r.Get16("Status") << 16;
        r.Row("Status", start, StatusCodeNames.Of(status));
        return status;
    }
}
