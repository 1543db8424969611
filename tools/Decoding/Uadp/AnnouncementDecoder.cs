namespace Sidetap.Decoding.Uadp;

/// <summary>The payload of a discovery announcement (OPC 10000-14, 7.2.4.6.3 and 7.2.4.6.4).</summary>
internal static class AnnouncementDecoder
{
    public static DiscoveryAnnouncement Read(ref UaReader r)
    {
        r.Heading("Discovery announcement");
        int start = r.Position;
        byte type = r.Get8("AnnouncementType");
        r.Row("AnnouncementType", start, $"{type} ({DiscoveryAnnouncement.NameOf(type) ?? "reserved"})");
        if (!r.Failed && DiscoveryAnnouncement.NameOf(type) == null)
        {
            r.Fail($"AnnouncementType {type} is reserved", start);
        }

        ushort sequenceNumber = r.Field16("SequenceNumber");
        if (type != DiscoveryAnnouncement.DataSetMetaDataType)
        {
            start = r.Position;
            byte[] body = r.Take(r.Remaining, "announcement").ToArray();
            r.Row("announcement", start, $"{body.Length} octets, not decoded");
            return new DiscoveryAnnouncement { Type = type, SequenceNumber = sequenceNumber, Body = body };
        }

        ushort writerId = r.Field16("DataSetWriterId");
        DataSetMetaData metaData = ReadMetaData(ref r);
        start = r.Position;
        uint status = r.Get32("StatusCode");
        r.Row("StatusCode", start, StatusCodeNames.Of(status));
        UadpDecoder.RefuseRest(ref r);
        return new DiscoveryAnnouncement
        {
            Type = type, SequenceNumber = sequenceNumber, DataSetWriterId = writerId, MetaData = metaData, Status = status,
        };
    }

    private static DataSetMetaData ReadMetaData(ref UaReader r)
    {
        r.Heading("DataSetMetaData");
        IReadOnlyList<string> namespaces = ReadNamespaces(ref r);
        ReadEmptyArray(ref r, "StructureDataTypes");
        ReadEmptyArray(ref r, "EnumDataTypes");
        ReadEmptyArray(ref r, "SimpleDataTypes");
        string? name = FieldString(ref r, "Name");
        UaLocalizedText description = FieldText(ref r, "Description");
        List<FieldDescription> fields = ReadFields(ref r);
        r.Heading("DataSetMetaData, continued");
        int start = r.Position;
        Guid classId = r.GetGuid("DataSetClassId");
        r.Row("DataSetClassId", start, classId == Guid.Empty ? "none" : $"{classId}");
        uint majorVersion = r.Field32("MajorVersion");
        uint minorVersion = r.Field32("MinorVersion");
        return new DataSetMetaData
        {
            Namespaces = namespaces,
            Name = name,
            Description = description,
            Fields = fields,
            DataSetClassId = classId,
            MajorVersion = majorVersion,
            MinorVersion = minorVersion,
        };
    }

    private static List<string> ReadNamespaces(ref UaReader r)
    {
        int start = r.Position;
        int count = r.GetCount("Namespaces", 4);
        r.Row("Namespaces", start, count < 0 ? "null" : $"{count}");
        List<string> names = [];
        for (int i = 0; i < count && !r.Failed; i++)
        {
            names.Add(FieldString(ref r, $"Namespaces[{i}]") ?? "");
        }

        return names;
    }

    /// <summary>Descriptions of DataTypes of the publisher's own. A box has none; to skip one would take a decoder for all of them.</summary>
    private static void ReadEmptyArray(ref UaReader r, string name)
    {
        int start = r.Position;
        int count = (int)r.Get32(name);
        r.Row(name, start, count < 0 ? "null" : $"{count}");
        if (count > 0)
        {
            r.Fail($"metadata with {name} is not supported");
        }
        else if (count < -1)
        {
            r.Fail($"{name} has the length {count}");
        }
    }

    private static List<FieldDescription> ReadFields(ref UaReader r)
    {
        // A FieldMetaData takes 42 octets even when everything in it is empty.
        int start = r.Position;
        int count = r.GetCount("Fields", 42);
        r.Row("Fields", start, count < 0 ? "null" : $"{count}");
        List<FieldDescription> fields = [];
        for (int i = 0; i < count && !r.Failed; i++)
        {
            r.Heading($"FieldMetaData {i + 1} of {count}");
            fields.Add(ReadField(ref r));
        }

        return fields;
    }

    private static FieldDescription ReadField(ref UaReader r)
    {
        string? name = FieldString(ref r, "Name");
        UaLocalizedText description = FieldText(ref r, "Description");
        ushort flags = r.Field16("FieldFlags");
        BuiltInTypeId type = ReadType(ref r);
        int start = r.Position;
        UaNodeId dataType = UaBinaryDecoder.ReadNodeId(ref r, isExpanded: false);
        r.Row("DataType", start, $"{dataType}");
        start = r.Position;
        int valueRank = (int)r.Get32("ValueRank");
        r.Row("ValueRank", start, valueRank == -1 ? "-1 (scalar)" : $"{valueRank}");
        start = r.Position;
        uint[] dimensions = (uint[]?)UaBinaryDecoder.ReadArray(ref r, BuiltInTypeId.UInt32, 0) ?? [];
        r.Row("ArrayDimensions", start, dimensions.Length == 0 ? "none" : UaText.Of(BuiltInTypeId.UInt32, dimensions));
        uint maxStringLength = r.Field32("MaxStringLength");
        start = r.Position;
        Guid fieldId = r.GetGuid("DataSetFieldId");
        r.Row("DataSetFieldId", start, $"{fieldId}");
        return new FieldDescription
        {
            Name = name,
            Description = description,
            FieldFlags = flags,
            BuiltInType = type,
            DataType = dataType,
            ValueRank = valueRank,
            ArrayDimensions = dimensions,
            MaxStringLength = maxStringLength,
            DataSetFieldId = fieldId,
            Properties = ReadProperties(ref r),
        };
    }

    private static BuiltInTypeId ReadType(ref UaReader r)
    {
        int start = r.Position;
        byte id = r.Get8("BuiltInType");
        r.Row("BuiltInType", start, $"{id} ({(BuiltInTypeId)id})");
        if (!r.Failed && id is 0 or > (byte)BuiltInTypeId.DiagnosticInfo)
        {
            r.Fail($"no built-in type has the id {id}", start);
        }

        return r.Failed ? BuiltInTypeId.Null : (BuiltInTypeId)id;
    }

    private static List<KeyValuePair<string, object?>> ReadProperties(ref UaReader r)
    {
        int start = r.Position;
        int count = r.GetCount("Properties", 7);
        r.Row("Properties", start, count <= 0 ? "none" : $"{count}");
        List<KeyValuePair<string, object?>> properties = [];
        for (int i = 0; i < count && !r.Failed; i++)
        {
            start = r.Position;
            UaQualifiedName key = UaBinaryDecoder.ReadQualifiedName(ref r);
            UaVariant variant = UaBinaryDecoder.ReadVariant(ref r, 0);
            object? value = Understand(variant);
            properties.Add(new KeyValuePair<string, object?>($"{key}", value));
            if (r.Records)
            {
                r.Row($"{key}", start, Describe(variant, value));
            }
        }

        return properties;
    }

    /// <summary>The structures Part 8 defines for properties; anything else stays as it came.</summary>
    private static object? Understand(UaVariant variant)
    {
        switch (variant.Value)
        {
            case UaExtensionObject { IsXml: false, Body: { } body } structure when structure.TypeId.IsStandard(EUInformation.BinaryEncodingId):
                UaReader unit = new(body, 0, null);
                EUInformation information = new(
                    UaBinaryDecoder.ReadString(ref unit, "NamespaceUri"),
                    (int)unit.Get32("UnitId"),
                    UaBinaryDecoder.ReadLocalizedText(ref unit, "DisplayName"),
                    UaBinaryDecoder.ReadLocalizedText(ref unit, "Description"));
                return unit.Failed || unit.Remaining > 0 ? structure : information;

            case UaExtensionObject { IsXml: false, Body: { Length: 16 } body } structure when structure.TypeId.IsStandard(UaRange.BinaryEncodingId):
                UaReader range = new(body, 0, null);
                return new UaRange(UaBinaryDecoder.ReadDouble(ref range, "Low"), UaBinaryDecoder.ReadDouble(ref range, "High"));

            case UaLocalizedText[] texts:
                return texts.Select(text => text.Text ?? "").ToArray();

            default:
                return variant.Value;
        }
    }

    private static string Describe(UaVariant variant, object? value) => value switch
    {
        EUInformation unit => $"{UaText.Quoted(unit.DisplayName.Text ?? "")} ({unit.Description.Text}), UnitId {unit.UnitId}, {unit.NamespaceUri}",
        UaRange range => FormattableString.Invariant($"{range.Low} to {range.High}"),
        _ => UaText.Of(variant.Type, value),
    };

    private static string? FieldString(ref UaReader r, string name)
    {
        int start = r.Position;
        string? text = UaBinaryDecoder.ReadString(ref r, name);
        r.Row(name, start, text == null ? "null" : UaText.Quoted(text));
        return text;
    }

    private static UaLocalizedText FieldText(ref UaReader r, string name)
    {
        int start = r.Position;
        UaLocalizedText text = UaBinaryDecoder.ReadLocalizedText(ref r, name);
        r.Row(name, start, text.Text == null ? "none" : UaText.Quoted(text.Text));
        return text;
    }
}
