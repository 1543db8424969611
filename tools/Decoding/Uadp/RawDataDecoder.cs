namespace Sidetap.Decoding.Uadp;

/// <summary>RawData fields (OPC 10000-14, 7.2.4.5.11): values without types, each padded to its longest length.</summary>
internal static class RawDataDecoder
{
    public static DataSetMessage Read(ref UaReader r, DataSetMessage message, DataSetMetaData? metaData)
    {
        int start = r.Position;
        ReadOnlySpan<byte> octets = r.Take(r.Remaining, "RawData");
        byte[] raw = octets.ToArray();
        if (metaData == null)
        {
            r.Row("RawData fields", start, $"{raw.Length} octets; needs the DataSetMetaData to read them");
            return message with { RawData = raw };
        }

        // Tried without a recorder first: metadata that doesn't fit must not leave half a listing behind.
        UaReader trial = new(octets, start, null);
        List<FieldValue> fields = ReadFields(ref trial, metaData);
        if (trial.Failed || octets[(trial.Position - start)..].ContainsAnyExcept((byte)0))
        {
            r.Row("RawData fields", start, $"{raw.Length} octets; the DataSetMetaData at hand does not fit");
            return message with { RawData = raw };
        }

        foreach (FieldValue field in fields)
        {
            r.RowOf(field, metaData.Fields[field.Index]);
        }

        if (trial.Remaining > 0)
        {
            r.Row("Padding", trial.Position, $"{trial.Remaining} octets");
        }

        return message with { RawData = raw, Fields = fields };
    }

    private static List<FieldValue> ReadFields(ref UaReader r, DataSetMetaData metaData)
    {
        List<FieldValue> fields = [];
        for (int i = 0; i < metaData.Fields.Count && !r.Failed; i++)
        {
            FieldDescription description = metaData.Fields[i];
            int start = r.Position;
            object? value = description.ValueRank < 0 ? ReadScalar(ref r, description) : ReadArray(ref r, description);
            fields.Add(new FieldValue
            {
                Index = i,
                Name = description.Name,
                Type = description.BuiltInType,
                IsArray = description.ValueRank >= 0,
                Value = value,
                Octets = r.Since(start),
            });
        }

        return fields;
    }

    private static object? ReadScalar(ref UaReader r, FieldDescription description)
    {
        if (description.BuiltInType is not (BuiltInTypeId.String or BuiltInTypeId.ByteString) || description.MaxStringLength == 0)
        {
            return UaBinaryDecoder.ReadScalar(ref r, description.BuiltInType);
        }

        // Padded with zeros to MaxStringLength; a null string (length -1) as if it had no octets.
        int start = r.Position;
        object? value = UaBinaryDecoder.ReadScalar(ref r, description.BuiltInType);
        Pad(ref r, start, 4 + (long)description.MaxStringLength);
        return value;
    }

    private static Array? ReadArray(ref UaReader r, FieldDescription description)
    {
        int start = r.Position;
        int size = UaBinaryDecoder.MinSizeOf(description.BuiltInType);
        long most = description.ArrayDimensions.Count == 1 ? description.ArrayDimensions[0] : 0;
        bool isFixed = description.BuiltInType is (>= BuiltInTypeId.Boolean and <= BuiltInTypeId.Double)
            or BuiltInTypeId.DateTime or BuiltInTypeId.Guid or BuiltInTypeId.StatusCode;
        if (!isFixed || most == 0)
        {
            r.Fail("RawData arrays other than of one bounded dimension and a fixed element size are not supported");
            return null;
        }

        Array? elements = UaBinaryDecoder.ReadArray(ref r, description.BuiltInType, 0);
        Pad(ref r, start, 4 + (most * size));
        return elements;
    }

    private static void Pad(ref UaReader r, int start, long size)
    {
        long padding = size - r.Since(start).Length;
        if (padding < 0)
        {
            r.Fail("a RawData value is longer than its metadata allows");
        }
        else
        {
            r.Take((int)Math.Min(padding, int.MaxValue), "RawData padding");
        }
    }
}
