using System.Text;

namespace Sidetap.Simulation.Ledger;

/// <summary>
/// Reads the box's events: OPC 10000-14, 7.2.4.5.7, as Variants in either layout, with the thirteen fields of the log. Written from the specification, for
/// the simulation's events only, and exact, as <see cref="UadpReader"/> is.
/// </summary>
internal sealed class UadpEventReader(bool isFixed, ulong publisherId)
{
    private const int FieldCount = 13;
    private const uint Version = 848793600;

    private int _at;
    private string? _error;

    /// <summary>DataSetMessageSequenceNumber.</summary>
    public int Sequence { get; private set; }

    /// <summary>The event's time.</summary>
    public long Time { get; private set; }

    /// <summary>EventNumber.</summary>
    public uint Number { get; private set; }

    /// <summary>0 state, 1 mode, 5 start.</summary>
    public int Kind { get; private set; }

    /// <summary>SourceName.</summary>
    public string? Source { get; private set; }

    /// <summary>OldValue; null where there is none.</summary>
    public double? Old { get; private set; }

    /// <summary>NewValue.</summary>
    public double? New { get; private set; }

    /// <summary>Severity.</summary>
    public int Severity { get; private set; }

    /// <summary>Cause.</summary>
    public string? Cause { get; private set; }

    /// <summary>Whether a message is an event: it has a PayloadHeader, a DataSetFlags2 and there the type 2.</summary>
    public bool IsEvent(ReadOnlySpan<byte> o)
    {
        var flags2At = isFixed ? 8 : 14;
        return o.Length > flags2At && o[0] == 0xD1 && (o[flags2At] & 15) == 2;
    }

    /// <summary>Reads a message.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public string? Read(ReadOnlySpan<byte> o)
    {
        var ids = isFixed ? 2 : 8;
        if (o.Length < ids + 25)
        {
            return $"{o.Length} octets are too short for an event";
        }

        // UADPFlags: PublisherId, PayloadHeader, ExtendedFlags1, which has the PublisherId's type; one DataSetMessage of writer 2.
        var id = isFixed ? BitConverter.ToUInt16(o[2..]) : BitConverter.ToUInt64(o[2..]);
        var at = 2 + ids;
        if (o[0] != 0xD1 || o[1] != (isFixed ? 1 : 3) || id != publisherId || o[at] != 1 || BitConverter.ToUInt16(o[(at + 1)..]) != 2)
        {
            return "the NetworkMessage header is not that of an event";
        }

        // DataSetFlags1: valid, Variant, sequence number, status, minor version, DataSetFlags2; which has the timestamp and the type.
        at += 3;
        if (o[at] != 0xD9 || o[at + 1] != 0x12)
        {
            return "the DataSetMessage flags are not those of an event";
        }

        Sequence = BitConverter.ToUInt16(o[(at + 2)..]);
        var timestamp = BitConverter.ToInt64(o[(at + 4)..]);
        if (BitConverter.ToUInt16(o[(at + 12)..]) != 0 || BitConverter.ToUInt32(o[(at + 14)..]) != Version || BitConverter.ToUInt16(o[(at + 18)..]) != FieldCount)
        {
            return "Status is not Good, or MinorVersion or FieldCount is not the log's";
        }

        _at = at + 20;
        _error = null;
        ReadFields(o);
        return _error ?? (_at != o.Length ? $"{o.Length - _at} octets behind an event" : Time != timestamp ? "Time is not the timestamp" : null);
    }

    private void ReadFields(ReadOnlySpan<byte> o)
    {
        Time = Get(o, 13, 8);
        Number = (uint)Get(o, 7, 4);
        Kind = (int)Get(o, 6, 4);
        Source = Text(o);
        Old = Value(o);
        New = Value(o);
        var texts = Text(o) + Text(o);
        var statuses = Get(o, 19, 4) | Get(o, 19, 4);
        Severity = (int)Get(o, 5, 2);
        Cause = Text(o);
        var suppressed = Get(o, 7, 4);
        if (texts.Length > 0 || statuses != 0 || suppressed != 0)
        {
            _error ??= "an event with names, with a status other than Good, or with something suppressed";
        }
    }

    private long Get(ReadOnlySpan<byte> o, int type, int octets)
    {
        if (_error is not null || o.Length - _at < 1 + octets || o[_at] != type)
        {
            _error ??= $"at octet {_at} there is no value of type {type}";
            return 0;
        }

        long value = 0;
        for (var i = octets; i > 0; i--)
        {
            value = (value << 8) | o[_at + i];
        }

        _at += 1 + octets;
        return value;
    }

    private double? Value(ReadOnlySpan<byte> o) => IsNull(o) ? null : BitConverter.Int64BitsToDouble(Get(o, 11, 8));

    private string? Text(ReadOnlySpan<byte> o)
    {
        if (IsNull(o))
        {
            return null;
        }

        var length = (int)Get(o, 12, 4);
        if (_error is not null || length < 0 || length > o.Length - _at)
        {
            _error ??= $"a text of {length} octets";
            return null;
        }

        _at += length;
        return Encoding.UTF8.GetString(o.Slice(_at - length, length));
    }

    private bool IsNull(ReadOnlySpan<byte> o)
    {
        var isNull = _error is null && _at < o.Length && o[_at] == 0;
        _at += isNull ? 1 : 0;
        return isNull;
    }
}
