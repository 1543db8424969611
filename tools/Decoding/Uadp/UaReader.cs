using System.Buffers.Binary;

namespace Sidetap.Decoding.Uadp;

/// <summary>
/// Reads OPC UA Binary out of octets that may be anything. The first refusal sticks: from then on every read gives 0 and moves nothing, so decoders read
/// field after field in wire order and look at <see cref="Failed"/> where they would loop or allocate.
/// </summary>
internal ref struct UaReader
{
    private readonly ReadOnlySpan<byte> _octets;
    private readonly int _base;
    private readonly LayoutRecorder? _recorder;

    public UaReader(ReadOnlySpan<byte> octets, int baseOffset, LayoutRecorder? recorder)
    {
        _octets = octets;
        _base = baseOffset;
        _recorder = recorder;
    }

    /// <summary>Index of the next octet as the user counts.</summary>
    public readonly int Position => _base + At;

    public readonly int Remaining => _octets.Length - At;

    /// <summary>Why the input was refused; null while all is well.</summary>
    public string? Reason { get; private set; }

    public readonly bool Failed => Reason != null;

    public readonly bool Records => _recorder != null;

    private int At { get; set; }

    /// <summary>Refuses the input.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="at">Index of the octet that is at fault; else the next one.</param>
    public void Fail(string reason, int? at = null) => Reason ??= $"{reason} (octet {at ?? Position})";

    /// <summary>Takes over how a reader of a part ended; its reason already names the octet.</summary>
    public void Adopt(scoped in UaReader part) => Reason ??= part.Reason;

    /// <summary>Takes so many octets.</summary>
    public ReadOnlySpan<byte> Take(int count, string what)
    {
        if (Failed)
        {
            return default;
        }

        if (count > Remaining)
        {
            Fail($"{what} needs {count} octet{(count == 1 ? "" : "s")}, {Remaining} left");
            return default;
        }

        ReadOnlySpan<byte> taken = _octets.Slice(At, count);
        At += count;
        return taken;
    }

    /// <summary>A reader of the next octets, which this one skips.</summary>
    public UaReader Part(int count, string what)
    {
        int start = Position;
        ReadOnlySpan<byte> octets = Take(count, what);
        return new UaReader(octets, start, _recorder) { Reason = Reason };
    }

    public byte Get8(string what)
    {
        ReadOnlySpan<byte> octets = Take(1, what);
        return octets.IsEmpty ? (byte)0 : octets[0];
    }

    public ushort Get16(string what)
    {
        ReadOnlySpan<byte> octets = Take(2, what);
        return octets.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(octets);
    }

    public uint Get32(string what)
    {
        ReadOnlySpan<byte> octets = Take(4, what);
        return octets.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(octets);
    }

    public ulong Get64(string what)
    {
        ReadOnlySpan<byte> octets = Take(8, what);
        return octets.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(octets);
    }

    public Guid GetGuid(string what)
    {
        // Data1 to Data3 little-endian, then eight octets (OPC 10000-6, 5.2.2.6): the order .NET uses as well.
        ReadOnlySpan<byte> octets = Take(16, what);
        return octets.IsEmpty ? Guid.Empty : new Guid(octets);
    }

    /// <summary>A length or count in 32 bits, -1 standing for null; refused when the input can't hold so many elements.</summary>
    /// <param name="what">The field.</param>
    /// <param name="elementSize">Octets of the smallest element, 1 or more.</param>
    public int GetCount(string what, int elementSize)
    {
        int count = (int)Get32(what);
        if (Failed || count == -1)
        {
            return -1;
        }

        if (count < -1)
        {
            Fail($"{what} has the length {count}");
            return -1;
        }

        if (count > Remaining / elementSize)
        {
            Fail($"{what} claims {count} element{(count == 1 ? "" : "s")}, {Remaining} octets left");
            return -1;
        }

        return count;
    }

    public readonly OctetRange Since(int start) => new(start, Position - start);

    public readonly void Heading(string name, string remark = "") => _recorder?.Heading(name, Position, remark);

    /// <summary>Records a field that began at <paramref name="start"/> and ends here.</summary>
    public readonly void Row(string name, int start, string value)
    {
        if (!Failed)
        {
            _recorder?.Field(name, Since(start), value);
        }
    }

    /// <summary>Records a field that was read in a trial.</summary>
    public readonly void RowOf(FieldValue field, FieldDescription description)
    {
        if (Records)
        {
            _recorder!.Field(DataSetMessageDecoder.FieldName(field.Index, field.Name), field.Octets, DataSetMessageDecoder.Describe(field, description));
        }
    }

    public byte Field8(string name)
    {
        byte value = Get8(name);
        RowOfNumber(name, 1, value);
        return value;
    }

    public ushort Field16(string name)
    {
        ushort value = Get16(name);
        RowOfNumber(name, 2, value);
        return value;
    }

    public uint Field32(string name)
    {
        uint value = Get32(name);
        RowOfNumber(name, 4, value);
        return value;
    }

    private readonly void RowOfNumber(string name, int length, uint value)
    {
        if (Records)
        {
            Row(name, Position - length, UaText.Number(value));
        }
    }
}
