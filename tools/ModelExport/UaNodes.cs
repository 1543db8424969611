namespace Sidetap.ModelExport;

/// <summary>Nodes of OPC UA's own namespace (NodeIds of OPC 10000-6, Annex A).</summary>
internal static class UaNodes
{
    public const string ObjectsFolder = "i=85";
    public const string BaseObjectType = "i=58";
    public const string PropertyType = "i=68";
    public const string DataItemType = "i=2365";
    public const string AnalogItemType = "i=2368";
    public const string MultiStateDiscreteType = "i=2376";
    public const string AnalogUnitType = "i=17497";
    public const string AnalogUnitRangeType = "i=17570";
    public const string RangeXml = "i=885";
    public const string EUInformationXml = "i=888";

    /// <summary>The names that the file uses for them.</summary>
    public static readonly (string Name, int Id)[] Aliases =
    [
        ("Boolean", 1),
        ("SByte", 2),
        ("Byte", 3),
        ("Int16", 4),
        ("UInt16", 5),
        ("Int32", 6),
        ("UInt32", 7),
        ("Int64", 8),
        ("UInt64", 9),
        ("Float", 10),
        ("Double", 11),
        ("String", 12),
        ("DateTime", 13),
        ("LocalizedText", 21),
        ("Range", 884),
        ("EUInformation", 887),
        ("Organizes", 35),
        ("HasTypeDefinition", 40),
        ("HasProperty", 46),
        ("HasComponent", 47),
    ];
}
