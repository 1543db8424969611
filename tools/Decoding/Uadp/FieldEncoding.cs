namespace Sidetap.Decoding.Uadp;

/// <summary>Bits 2-1 of DataSetFlags1 (OPC 10000-14, 7.2.4.5.4).</summary>
public enum FieldEncoding : byte
{
    /// <summary>Each field says its type.</summary>
    Variant = 0,

    /// <summary>Only values; the DataSetMetaData says what they are.</summary>
    RawData = 1,

    /// <summary>Each field with status or timestamps.</summary>
    DataValue = 2,
}
