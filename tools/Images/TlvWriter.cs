using System.Buffers.Binary;

namespace Sidetap.Images;

/// <summary>Writes a TLV area.</summary>
/// <param name="magic"><see cref="TlvReader.AreaMagic"/> or <see cref="TlvReader.ProtectedMagic"/>.</param>
internal sealed class TlvWriter(ushort magic)
{
    private readonly MemoryStream _records = new();

    /// <summary>Octets of the area; 0: there is none, because nothing was added.</summary>
    public int Length => _records.Length == 0 ? 0 : TlvReader.AreaHeaderLength + (int)_records.Length;

    /// <summary>Adds a record.</summary>
    /// <param name="type">One of <see cref="TlvType"/>.</param>
    /// <param name="value">Its value, 65,535 octets at the most.</param>
    public void Add(ushort type, ReadOnlySpan<byte> value)
    {
        Span<byte> header = stackalloc byte[TlvReader.TlvHeaderLength];
        BinaryPrimitives.WriteUInt16LittleEndian(header, type);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], checked((ushort)value.Length));
        _records.Write(header);
        _records.Write(value);
    }

    /// <summary>Writes the area.</summary>
    /// <param name="image">Where to.</param>
    public void WriteTo(Stream image)
    {
        if (Length == 0)
        {
            return;
        }

        Span<byte> header = stackalloc byte[TlvReader.AreaHeaderLength];
        BinaryPrimitives.WriteUInt16LittleEndian(header, magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], checked((ushort)Length));
        image.Write(header);
        _records.WriteTo(image);
    }
}
