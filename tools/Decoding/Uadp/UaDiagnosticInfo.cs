namespace Sidetap.Decoding.Uadp;

/// <summary>A DiagnosticInfo (OPC 10000-6, 5.2.2.12). Parts that are absent are null.</summary>
/// <param name="SymbolicId">Index of a symbol.</param>
/// <param name="NamespaceUri">Index of the symbol's namespace.</param>
/// <param name="Locale">Index of a locale.</param>
/// <param name="LocalizedText">Index of a text.</param>
/// <param name="AdditionalInfo">Free text.</param>
/// <param name="InnerStatusCode">Status of the operation below.</param>
/// <param name="Inner">Details of the operation below.</param>
public sealed record UaDiagnosticInfo(
    int? SymbolicId,
    int? NamespaceUri,
    int? Locale,
    int? LocalizedText,
    string? AdditionalInfo,
    uint? InnerStatusCode,
    UaDiagnosticInfo? Inner);
