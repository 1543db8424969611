namespace Sidetap.BoxLink.Lines;

/// <summary>A line could not be opened, or is gone.</summary>
/// <param name="message">Which port, and what to do; one line, no full stop.</param>
/// <param name="inner">What the system said.</param>
public sealed class BoxLineException(string message, Exception? inner = null) : IOException(message, inner);
