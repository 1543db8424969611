using System.Text;

namespace Sidetap.Decoding.Uadp;

/// <summary>The built-in types in OPC UA Binary (OPC 10000-6, 5.2.2).</summary>
internal static class UaBinaryDecoder
{
    /// <summary>How deep values may lie in values (OPC 10000-6, 5.2.2.12 and 5.2.2.16 ask decoders for a limit).</summary>
    public const int MaxDepth = 16;

    /// <summary>Octets of the shortest value, by type id: what bounds an array's claimed length.</summary>
    private static readonly byte[] MinSizes = [1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 4, 8, 16, 4, 4, 2, 2, 4, 6, 1, 3, 1, 1, 1];

    private static readonly Type[] ElementTypes =
    [
        typeof(object), typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(float), typeof(double), typeof(string), typeof(DateTime), typeof(Guid), typeof(byte[]), typeof(byte[]),
        typeof(UaNodeId), typeof(UaNodeId), typeof(uint), typeof(UaQualifiedName), typeof(UaLocalizedText), typeof(UaExtensionObject),
        typeof(UaDataValue), typeof(UaVariant), typeof(UaDiagnosticInfo),
    ];

    public static int MinSizeOf(BuiltInTypeId type) => MinSizes[(int)type];

    public static object? ReadScalar(ref UaReader r, BuiltInTypeId type, int depth = 0)
    {
        switch (type)
        {
            case BuiltInTypeId.Boolean:
                return r.Get8("Boolean") != 0; // 5.2.2.1: any value but 0 is true
            case BuiltInTypeId.SByte:
                return (sbyte)r.Get8("SByte");
            case BuiltInTypeId.Byte:
                return r.Get8("Byte");
            case BuiltInTypeId.Int16:
                return (short)r.Get16("Int16");
            case BuiltInTypeId.UInt16:
                return r.Get16("UInt16");
            case BuiltInTypeId.Int32:
                return (int)r.Get32("Int32");
            case BuiltInTypeId.UInt32:
                return r.Get32("UInt32");
            case BuiltInTypeId.Int64:
                return (long)r.Get64("Int64");
            case BuiltInTypeId.UInt64:
                return r.Get64("UInt64");
            case BuiltInTypeId.Float:
                return BitConverter.UInt32BitsToSingle(r.Get32("Float"));
            case BuiltInTypeId.Double:
                return ReadDouble(ref r, "Double");
            case BuiltInTypeId.String:
                return ReadString(ref r, "String");
            case BuiltInTypeId.DateTime:
                return UaTime.ToDateTime((long)r.Get64("DateTime"));
            case BuiltInTypeId.Guid:
                return r.GetGuid("Guid");
            case BuiltInTypeId.ByteString:
            case BuiltInTypeId.XmlElement:
                return ReadByteString(ref r, $"{type}");
            case BuiltInTypeId.NodeId:
                return ReadNodeId(ref r, isExpanded: false);
            case BuiltInTypeId.ExpandedNodeId:
                return ReadNodeId(ref r, isExpanded: true);
            case BuiltInTypeId.StatusCode:
                return r.Get32("StatusCode");
            case BuiltInTypeId.QualifiedName:
                return ReadQualifiedName(ref r);
            case BuiltInTypeId.LocalizedText:
                return ReadLocalizedText(ref r, "LocalizedText");
            case BuiltInTypeId.ExtensionObject:
                return ReadExtensionObject(ref r);
            case BuiltInTypeId.DataValue:
                return ReadDataValue(ref r, depth);
            case BuiltInTypeId.Variant:
                return ReadVariant(ref r, depth);
            case BuiltInTypeId.DiagnosticInfo:
                return ReadDiagnosticInfo(ref r, depth);
            default:
                r.Fail($"no built-in type has the id {(int)type}");
                return null;
        }
    }

    public static double ReadDouble(ref UaReader r, string what) => BitConverter.UInt64BitsToDouble(r.Get64(what));

    /// <summary>A String (5.2.2.4). Octets that are not UTF-8 become U+FFFD: a sensor's garbled text must not hide the other fields.</summary>
    public static string? ReadString(ref UaReader r, string what)
    {
        int length = r.GetCount(what, 1);
        return length < 0 ? null : Encoding.UTF8.GetString(r.Take(length, what));
    }

    public static byte[]? ReadByteString(ref UaReader r, string what)
    {
        int length = r.GetCount(what, 1);
        return length < 0 ? null : r.Take(length, what).ToArray();
    }

    public static UaQualifiedName ReadQualifiedName(ref UaReader r) => new(r.Get16("QualifiedName"), ReadString(ref r, "QualifiedName"));

    public static UaLocalizedText ReadLocalizedText(ref UaReader r, string what)
    {
        int mask = r.Get8(what);
        if ((mask & ~0x03) != 0)
        {
            r.Fail($"{what} has the reserved bits 0x{mask & ~0x03:X2}");
        }

        string? locale = (mask & 0x01) != 0 ? ReadString(ref r, what) : null;
        string? text = (mask & 0x02) != 0 ? ReadString(ref r, what) : null;
        return new UaLocalizedText(locale, text);
    }

    public static UaNodeId ReadNodeId(ref UaReader r, bool isExpanded)
    {
        int encoding = r.Get8("NodeId");
        int flags = encoding & 0xC0;
        if (flags != 0 && !isExpanded)
        {
            r.Fail("a NodeId has the flags of an ExpandedNodeId");
        }

        ushort namespaceIndex = 0;
        object? identifier = null;
        switch (encoding & 0x3F)
        {
            case 0:
                identifier = (uint)r.Get8("NodeId");
                break;
            case 1:
                namespaceIndex = r.Get8("NodeId");
                identifier = (uint)r.Get16("NodeId");
                break;
            case 2:
                namespaceIndex = r.Get16("NodeId");
                identifier = r.Get32("NodeId");
                break;
            case 3:
                namespaceIndex = r.Get16("NodeId");
                identifier = ReadString(ref r, "NodeId");
                break;
            case 4:
                namespaceIndex = r.Get16("NodeId");
                identifier = r.GetGuid("NodeId");
                break;
            case 5:
                namespaceIndex = r.Get16("NodeId");
                identifier = ReadByteString(ref r, "NodeId");
                break;
            default:
                r.Fail($"NodeId has the reserved encoding {encoding & 0x3F}");
                break;
        }

        string? namespaceUri = (flags & 0x80) != 0 ? ReadString(ref r, "NamespaceUri") : null;
        uint serverIndex = (flags & 0x40) != 0 ? r.Get32("ServerIndex") : 0;
        return new UaNodeId(namespaceIndex, identifier, namespaceUri, serverIndex);
    }

    public static UaExtensionObject ReadExtensionObject(ref UaReader r)
    {
        UaNodeId typeId = ReadNodeId(ref r, isExpanded: false);
        int encoding = r.Get8("ExtensionObject");
        if (encoding > 2)
        {
            r.Fail($"ExtensionObject has the reserved encoding {encoding}");
        }

        byte[]? body = encoding == 0 ? null : ReadByteString(ref r, "ExtensionObject");
        return new UaExtensionObject(typeId, encoding == 2, body);
    }

    public static UaVariant ReadVariant(ref UaReader r, int depth)
    {
        if (depth > MaxDepth)
        {
            r.Fail($"values are nested deeper than {MaxDepth}");
            return UaVariant.Null;
        }

        int start = r.Position;
        int encoding = r.Get8("Variant");
        int id = encoding & 0x3F;
        bool isArray = (encoding & 0x80) != 0;
        bool hasDimensions = (encoding & 0x40) != 0;
        if (id > 31)
        {
            r.Fail($"Variant has the reserved type {id}", start);
        }
        else if (hasDimensions && !isArray)
        {
            r.Fail("Variant has array dimensions but no array", start);
        }
        else if (id == 0 && isArray)
        {
            r.Fail("Variant is an array of nothing", start);
        }
        else if (id == (int)BuiltInTypeId.Variant && !isArray)
        {
            r.Fail("Variant holds a Variant, which only an array may", start);
        }

        if (r.Failed || id == 0)
        {
            return UaVariant.Null;
        }

        // 5.2.2.16: ids 26 to 31 have no meaning yet; a decoder takes the value as a ByteString.
        BuiltInTypeId type = id > (int)BuiltInTypeId.DiagnosticInfo ? BuiltInTypeId.ByteString : (BuiltInTypeId)id;
        if (!isArray)
        {
            return new UaVariant(type, false, ReadScalar(ref r, type, depth + 1));
        }

        Array? elements = ReadArray(ref r, type, depth + 1);
        IReadOnlyList<int>? dimensions = hasDimensions ? ReadDimensions(ref r, elements?.Length ?? 0) : null;
        return new UaVariant(type, true, elements, dimensions);
    }

    public static Array? ReadArray(ref UaReader r, BuiltInTypeId type, int depth)
    {
        int count = r.GetCount($"array of {type}", MinSizeOf(type));
        if (count < 0)
        {
            return null;
        }

        Array elements = Array.CreateInstance(ElementTypes[(int)type], count);
        for (int i = 0; i < count && !r.Failed; i++)
        {
            elements.SetValue(ReadScalar(ref r, type, depth), i);
        }

        return r.Failed ? null : elements; // never one with elements that were not read
    }

    public static UaDataValue ReadDataValue(ref UaReader r, int depth)
    {
        int mask = r.Get8("DataValue");
        if ((mask & 0xC0) != 0)
        {
            r.Fail($"DataValue has the reserved bits 0x{mask & 0xC0:X2}");
        }

        UaVariant? value = (mask & 0x01) != 0 ? ReadVariant(ref r, depth + 1) : null;
        uint? status = (mask & 0x02) != 0 ? r.Get32("StatusCode") : null;
        DateTime? source = (mask & 0x04) != 0 ? UaTime.ToDateTime((long)r.Get64("SourceTimestamp")) : null;
        ushort? sourcePicoSeconds = (mask & 0x10) != 0 ? r.Get16("SourcePicoSeconds") : null;
        DateTime? server = (mask & 0x08) != 0 ? UaTime.ToDateTime((long)r.Get64("ServerTimestamp")) : null;
        ushort? serverPicoSeconds = (mask & 0x20) != 0 ? r.Get16("ServerPicoSeconds") : null;
        return new UaDataValue(value, status, source, sourcePicoSeconds, server, serverPicoSeconds);
    }

    private static int[] ReadDimensions(ref UaReader r, int elements)
    {
        int[] dimensions = (int[]?)ReadArray(ref r, BuiltInTypeId.Int32, MaxDepth) ?? [];
        long product = 1;
        foreach (int dimension in dimensions)
        {
            product = dimension < 0 || product > elements ? -1 : product * dimension;
            if (product < 0)
            {
                break;
            }
        }

        if (product != elements)
        {
            r.Fail($"array dimensions don't multiply to its {elements} elements");
        }

        return dimensions;
    }

    private static UaDiagnosticInfo? ReadDiagnosticInfo(ref UaReader r, int depth)
    {
        if (depth > MaxDepth)
        {
            r.Fail($"values are nested deeper than {MaxDepth}");
            return null;
        }

        int mask = r.Get8("DiagnosticInfo");
        if ((mask & 0x80) != 0)
        {
            r.Fail("DiagnosticInfo has the reserved bit 0x80");
        }

        int? symbolicId = (mask & 0x01) != 0 ? (int)r.Get32("SymbolicId") : null;
        int? namespaceUri = (mask & 0x02) != 0 ? (int)r.Get32("NamespaceUri") : null;
        int? locale = (mask & 0x08) != 0 ? (int)r.Get32("Locale") : null;
        int? localizedText = (mask & 0x04) != 0 ? (int)r.Get32("LocalizedText") : null;
        string? additionalInfo = (mask & 0x10) != 0 ? ReadString(ref r, "AdditionalInfo") : null;
        uint? innerStatus = (mask & 0x20) != 0 ? r.Get32("InnerStatusCode") : null;
        UaDiagnosticInfo? inner = (mask & 0x40) != 0 ? ReadDiagnosticInfo(ref r, depth + 1) : null;
        return new UaDiagnosticInfo(symbolicId, namespaceUri, locale, localizedText, additionalInfo, innerStatus, inner);
    }
}
