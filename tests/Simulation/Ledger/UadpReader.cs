namespace Sidetap.Simulation.Ledger;

/// <summary>What a data message is.</summary>
internal enum UadpKind
{
    KeyFrame = 0,
    DeltaFrame = 1,
    KeepAlive = 3,
}

/// <summary>
/// Reads the box's data messages: OPC 10000-14, 7.2.4, in the two layouts of Annex A.2 the box uses. Written from the specification, for the simulation's
/// fields only, and exact: an octet that is not as it has to be is a reason to object.
/// </summary>
internal sealed class UadpReader
{
    /// <summary>The most fields of the simulation's data set.</summary>
    public const int MaxFields = 8;

    private const int Float = 10;
    private const int UInt32 = 7;

    // A field that is Uncertain is a DataValue in the Variant: its type, its mask and its StatusCode besides.
    private const int DataValue = 23;
    private const int DataValueOctets = 6;
    private const int Uncertain = 0x4000;
    private const uint LastUsableValue = 0x40900000;

    private readonly int _fieldCount;
    private readonly bool _isFixed;
    private readonly ulong _publisherId;

    /// <summary>Makes a reader of a data set: Counter (Float), LostMessages (UInt32), and Float fields.</summary>
    public UadpReader(int fieldCount, bool isFixed, ulong publisherId)
    {
        _fieldCount = fieldCount;
        _isFixed = isFixed;
        _publisherId = publisherId;
    }

    /// <summary>What the message is.</summary>
    public UadpKind Kind { get; private set; }

    /// <summary>DataSetMessageSequenceNumber.</summary>
    public int Sequence { get; private set; }

    /// <summary>100 ns since 1601-01-01; 0 where the layout has none.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Which fields are there.</summary>
    public bool[] IsThere { get; } = new bool[MaxFields];

    /// <summary>Their values.</summary>
    public double[] Values { get; } = new double[MaxFields];

    /// <summary>Which of them are Uncertain_LastUsableValue; all others are Good. The fixed layout does not say.</summary>
    public bool[] IsLastUsable { get; } = new bool[MaxFields];

    /// <summary>Whether the message's Status is Uncertain; else it is Good.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public string? Read(ReadOnlySpan<byte> o)
    {
        Array.Clear(IsThere);
        Array.Clear(IsLastUsable);
        return _isFixed ? ReadFixed(o) : ReadDynamic(o);
    }

    private string? ReadDynamic(ReadOnlySpan<byte> o)
    {
        if (o.Length < 31)
        {
            return $"{o.Length} octets are too short for the headers";
        }

        // UADPFlags: PublisherId, PayloadHeader, ExtendedFlags1; PublisherId is a UInt64; one DataSetMessage of writer 1.
        if (o[0] != 0xD1 || o[1] != 0x03 || BitConverter.ToUInt64(o[2..]) != _publisherId || o[10] != 1 || BitConverter.ToUInt16(o[11..]) != 1)
        {
            return "the NetworkMessage header is not the layout's";
        }

        // DataSetFlags1: valid, sequence number, status, minor version, DataSetFlags2; which has the timestamp and the type.
        if (o[13] != 0xD9 || (o[14] & 0xF0) != 0x10 || (o[14] & 15) is not (0 or 1 or 3))
        {
            return "the DataSetMessage flags are not the layout's";
        }

        Kind = (UadpKind)(o[14] & 15);
        Sequence = BitConverter.ToUInt16(o[15..]);
        Timestamp = BitConverter.ToInt64(o[17..]);
        IsUncertain = BitConverter.ToUInt16(o[25..]) == Uncertain;
        if ((!IsUncertain && BitConverter.ToUInt16(o[25..]) != 0) || BitConverter.ToUInt32(o[27..]) != 1)
        {
            return "Status is neither Good nor Uncertain, or MinorVersion not 1";
        }

        return Kind == UadpKind.KeepAlive ? (o.Length == 31 ? null : "octets behind a keep-alive") : ReadFields(o[31..]);
    }

    private string? ReadFields(ReadOnlySpan<byte> o)
    {
        if (o.Length < 2)
        {
            return "no FieldCount";
        }

        var count = BitConverter.ToUInt16(o);
        var isDelta = Kind == UadpKind.DeltaFrame;
        var size = isDelta ? 7 : 5;
        var uncertain = IsUncertain && o.Length == 2 + (count * size) + DataValueOctets ? DataValueOctets : 0; // no more than one field can be
        if (count < 1 || count > _fieldCount || (!isDelta && count != _fieldCount) || o.Length != 2 + (count * size) + uncertain)
        {
            return $"FieldCount {count} does not fit {o.Length} octets";
        }

        var last = -1;
        var behind = 0;
        for (var i = 0; i < count; i++)
        {
            var at = 2 + (i * size) + behind;
            var index = i;
            if (isDelta)
            {
                index = BitConverter.ToUInt16(o[at..]);
                at += 2;
            }

            if (uncertain > 0 && behind == 0 && o[at] == DataValue && index < _fieldCount)
            {
                if (o[at + 1] != 3 || BitConverter.ToUInt32(o[(at + 7)..]) != LastUsableValue)
                {
                    return $"field {index} is a DataValue, and not one with a value and Uncertain_LastUsableValue"; // 7.2.4.5.4
                }

                IsLastUsable[index] = true;
                at += 2;
                behind = DataValueOctets;
            }

            if (index <= last || index >= _fieldCount || o[at] != (index == 1 ? UInt32 : Float))
            {
                return $"field {index} is out of order or of another type";
            }

            last = index;
            SetValue(index, o[(at + 1)..]);
        }

        return behind == uncertain ? null : "octets that belong to no field";
    }

    private string? ReadFixed(ReadOnlySpan<byte> o)
    {
        const int Headers = 21;
        Kind = UadpKind.KeyFrame;
        Timestamp = 0;
        if (o.Length != Headers - 1 + (4 * _fieldCount))
        {
            return $"{o.Length} octets are not the layout's length";
        }

        // UADPFlags: PublisherId, GroupHeader, ExtendedFlags1; PublisherId is a UInt16; WriterGroup 1, version 1, message 1.
        if (o[0] != 0xB1 || o[1] != 0x01 || BitConverter.ToUInt16(o[2..]) != _publisherId || o[4] != 0x0F || BitConverter.ToUInt16(o[5..]) != 1
            || BitConverter.ToUInt32(o[7..]) != 1 || BitConverter.ToUInt16(o[11..]) != 1)
        {
            return "the NetworkMessage header is not the layout's";
        }

        // DataSetFlags1: valid, RawData, sequence number, status.
        IsUncertain = BitConverter.ToUInt16(o[18..]) == Uncertain;
        if (o[15] != 0x1B || (!IsUncertain && BitConverter.ToUInt16(o[18..]) != 0))
        {
            return "the DataSetMessage flags are not the layout's, or Status is neither Good nor Uncertain";
        }

        Sequence = BitConverter.ToUInt16(o[16..]);
        if (BitConverter.ToUInt16(o[13..]) != Sequence)
        {
            return "the NetworkMessage's sequence number is not its DataSetMessage's";
        }

        for (var i = 0; i < _fieldCount; i++)
        {
            SetValue(i, o[(Headers - 1 + (4 * i))..]);
        }

        return null;
    }

    private void SetValue(int index, ReadOnlySpan<byte> o)
    {
        IsThere[index] = true;
        Values[index] = index == 1 ? BitConverter.ToUInt32(o) : BitConverter.ToSingle(o);
    }
}
