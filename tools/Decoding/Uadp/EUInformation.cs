namespace Sidetap.Decoding.Uadp;

/// <summary>A unit of measure (EUInformation, OPC 10000-8, 5.6.3).</summary>
/// <param name="NamespaceUri">Who defines <paramref name="UnitId"/>.</param>
/// <param name="UnitId">For UNECE units, the code's characters as a number.</param>
/// <param name="DisplayName">The sign, for example "mm/s".</param>
/// <param name="Description">The name, for example "millimetre per second".</param>
public sealed record EUInformation(string? NamespaceUri, int UnitId, UaLocalizedText DisplayName, UaLocalizedText Description)
{
    /// <summary>NodeId of the binary encoding in namespace 0.</summary>
    public const uint BinaryEncodingId = 889;
}
