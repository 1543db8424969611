namespace Sidetap.Decoding.Uadp;

/// <summary>What a field means (FieldMetaData, OPC 10000-14, 6.2.3.2.4).</summary>
public sealed record FieldDescription
{
    /// <summary>The field's name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public UaLocalizedText Description { get; init; } = new(null, null);

    /// <summary>DataSetFieldFlags; bit 0: the field is promoted.</summary>
    public ushort FieldFlags { get; init; }

    /// <summary>Type of the value or of an array's elements.</summary>
    public BuiltInTypeId BuiltInType { get; init; }

    /// <summary>The DataType.</summary>
    public UaNodeId DataType { get; init; } = new(0, 0u);

    /// <summary>-1 for a scalar, else the number of dimensions (OPC 10000-3, 5.6.2).</summary>
    public int ValueRank { get; init; } = -1;

    /// <summary>The longest lengths of the dimensions.</summary>
    public IReadOnlyList<uint> ArrayDimensions { get; init; } = [];

    /// <summary>The longest String or ByteString in octets; 0 for no limit.</summary>
    public uint MaxStringLength { get; init; }

    /// <summary>Names the field for the life of the data set.</summary>
    public Guid DataSetFieldId { get; init; }

    /// <summary>All properties, decoded as far as their types are known here.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Properties { get; init; } = [];

    /// <summary>The unit; null for none.</summary>
    public EUInformation? EngineeringUnits => Find<EUInformation>("EngineeringUnits");

    /// <summary>The range to expect in normal operation; null for none.</summary>
    public UaRange? EURange => Find<UaRange>("EURange");

    /// <summary>Names of the values 0, 1, 2… of an enumeration; null for none.</summary>
    public IReadOnlyList<string>? EnumStrings => Find<IReadOnlyList<string>>("EnumStrings");

    private T? Find<T>(string name)
        where T : class => Properties.FirstOrDefault(property => property.Key == name).Value as T;
}
