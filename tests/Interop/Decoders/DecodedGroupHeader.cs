namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A GroupHeader as node-opcua decoded it; what is not there is 0.</summary>
internal sealed record DecodedGroupHeader(
    int GroupFlags,
    int WriterGroupId = 0,
    uint GroupVersion = 0,
    int NetworkMessageNumber = 0,
    int SequenceNumber = 0);
