namespace Sidetap.Decoding.Uadp;

/// <summary>A LocalizedText (OPC 10000-6, 5.2.2.14).</summary>
/// <param name="Locale">For example "en"; null when absent.</param>
/// <param name="Text">The text; null when absent.</param>
public sealed record UaLocalizedText(string? Locale, string? Text)
{
    /// <summary>The text.</summary>
    /// <returns>The text, or nothing.</returns>
    public override string ToString() => Text ?? "";
}
