namespace Sidetap.Decoding.Uadp;

/// <summary>A Range (OPC 10000-8, 5.6.2).</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
public sealed record UaRange(double Low, double High)
{
    /// <summary>NodeId of the binary encoding in namespace 0.</summary>
    public const uint BinaryEncodingId = 886;
}
