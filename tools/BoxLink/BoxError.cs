namespace Sidetap.BoxLink;

/// <summary>A box refused a request.</summary>
/// <param name="code">Why.</param>
/// <param name="text">What the box says: one line for people, with what to do.</param>
/// <param name="wasRepeated">Whether the request was sent more than once, so that it may have been carried out before.</param>
public sealed class BoxError(BoxErrorCode code, string text, bool wasRepeated = false) : Exception($"{text} (code {(int)code})")
{
    /// <summary>Why.</summary>
    public BoxErrorCode Code { get; } = code;

    /// <summary>What the box says.</summary>
    public string Text { get; } = text;

    /// <summary>Whether the request was sent more than once.</summary>
    public bool WasRepeated { get; } = wasRepeated;
}
