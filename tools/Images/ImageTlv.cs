namespace Sidetap.Images;

/// <summary>A record behind an image: type, length, value (MCUboot design, "Image format": image_tlv).</summary>
/// <param name="Type">One of <see cref="TlvType"/>, or any other.</param>
/// <param name="IsProtected">Whether hash and signature cover it.</param>
/// <param name="Offset">Where its four octets of type and length are, from the image's start.</param>
/// <param name="Value">Its value: a part of the image, not a copy.</param>
public readonly record struct ImageTlv(ushort Type, bool IsProtected, int Offset, ReadOnlyMemory<byte> Value)
{
    /// <summary>What its type is called.</summary>
    public string Name => TlvType.NameOf(Type);
}
