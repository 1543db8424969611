namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A DataSetMetaDataType as node-opcua decoded it.</summary>
internal sealed record DecodedMetaData
{
    /// <summary>Namespaces; null for none.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>StructureDataTypes; null for none.</summary>
    public IReadOnlyList<object>? StructureDataTypes { get; init; }

    /// <summary>EnumDataTypes; null for none.</summary>
    public IReadOnlyList<object>? EnumDataTypes { get; init; }

    /// <summary>SimpleDataTypes; null for none.</summary>
    public IReadOnlyList<object>? SimpleDataTypes { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Description's text; null when it has none.</summary>
    public string? Description { get; init; }

    /// <summary>DataSetClassId.</summary>
    public string? DataSetClassId { get; init; }

    /// <summary>ConfigurationVersion.MajorVersion.</summary>
    public uint MajorVersion { get; init; }

    /// <summary>ConfigurationVersion.MinorVersion.</summary>
    public uint MinorVersion { get; init; }

    /// <summary>Fields.</summary>
    public IReadOnlyList<DecodedFieldMetaData> Fields { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        int?[] types = [Namespaces?.Count, StructureDataTypes?.Count, EnumDataTypes?.Count, SimpleDataTypes?.Count];
        return $"{Name} ({Description}) class={DataSetClassId} version={MajorVersion}.{MinorVersion} types={types.Sum() ?? 0}\n  "
            + string.Join("\n  ", Fields);
    }
}
