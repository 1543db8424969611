namespace Sidetap.BoxLink;

/// <summary>An answer is damaged or missing.</summary>
internal sealed class BoxAnswerException(string message) : Exception(message);
