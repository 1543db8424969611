namespace Sidetap.Wear;

/// <summary>A table, a profile or a calibration that can't be used. The message is one line without a full stop: file, line and reason.</summary>
/// <param name="message">What is wrong and, where it helps, what to do.</param>
public sealed class WearException(string message) : Exception(message);
