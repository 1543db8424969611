namespace Sidetap.Decoding.Uadp;

/// <summary>One field of a DataSetMessage.</summary>
public sealed record FieldValue
{
    /// <summary>Position in the data set.</summary>
    public required int Index { get; init; }

    /// <summary>Name from the DataSetMetaData, when it was at hand.</summary>
    public string? Name { get; init; }

    /// <summary>Type of the value, or of an array's elements.</summary>
    public required BuiltInTypeId Type { get; init; }

    /// <summary>Whether the value is an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>The value, see <see cref="UaVariant.Value"/>; null for a Bad field that came as its status.</summary>
    public object? Value { get; init; }

    /// <summary>The field's StatusCode: of its DataValue, or the one that was sent in place of a value (OPC 10000-14, 7.2.4.5.4).</summary>
    public uint Status { get; init; }

    /// <summary>The DataValue the field came in, with its timestamps; null for the other encodings.</summary>
    public UaDataValue? DataValue { get; init; }

    /// <summary>Where the field lies in the input, index of a delta frame included.</summary>
    public OctetRange Octets { get; init; }
}
