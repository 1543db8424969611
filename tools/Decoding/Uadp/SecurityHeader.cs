namespace Sidetap.Decoding.Uadp;

/// <summary>The SecurityHeader (OPC 10000-14, 7.2.4.4.3).</summary>
/// <param name="IsSigned">Whether a signature ends the message.</param>
/// <param name="IsEncrypted">Whether the payload is encrypted.</param>
/// <param name="IsKeyReset">Whether the publisher asks subscribers to fetch keys anew.</param>
/// <param name="SecurityTokenId">Which key of the SecurityGroup.</param>
/// <param name="MessageNonce">The nonce.</param>
/// <param name="SecurityFooterSize">Octets of the footer; null when there is none.</param>
public sealed record SecurityHeader(
    bool IsSigned, bool IsEncrypted, bool IsKeyReset, uint SecurityTokenId, IReadOnlyList<byte> MessageNonce, ushort? SecurityFooterSize)
{
    /// <summary>Whether payload and signature can't be told apart, or read, without the key.</summary>
    public bool IsProtected => IsSigned || IsEncrypted;
}
