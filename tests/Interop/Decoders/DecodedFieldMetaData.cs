namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A FieldMetaData as node-opcua decoded it.</summary>
internal sealed record DecodedFieldMetaData
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Description's text; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>FieldFlags.</summary>
    public int FieldFlags { get; init; }

    /// <summary>BuiltInType.</summary>
    public int BuiltInType { get; init; }

    /// <summary>DataType, e.g. "ns=0;i=10".</summary>
    public string? DataType { get; init; }

    /// <summary>ValueRank: -1 scalar, 1 array.</summary>
    public int ValueRank { get; init; }

    /// <summary>ArrayDimensions; null when there are none.</summary>
    public IReadOnlyList<int>? ArrayDimensions { get; init; }

    /// <summary>MaxStringLength.</summary>
    public int MaxStringLength { get; init; }

    /// <summary>DataSetFieldId.</summary>
    public string DataSetFieldId { get; init; } = "";

    /// <summary>Properties.</summary>
    public IReadOnlyList<DecodedProperty> Properties { get; init; } = [];

    /// <summary>Everything but the DataSetFieldId, which is not chosen by who describes the field.</summary>
    /// <returns>The text two are compared by.</returns>
    public override string ToString()
    {
        string dimensions = ArrayDimensions == null ? "none" : string.Join(",", ArrayDimensions);
        return $"{Name} ({Description}) flags={FieldFlags} type={BuiltInType} {DataType} rank={ValueRank} dimensions={dimensions} "
            + $"maxString={MaxStringLength}\n    {string.Join("\n    ", Properties)}";
    }
}
