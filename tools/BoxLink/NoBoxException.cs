namespace Sidetap.BoxLink;

/// <summary>No box answers, or not any more.</summary>
/// <param name="message">Where, and what to do; one line, no full stop.</param>
/// <param name="wasSent">Whether a request that must not be sent twice may have been carried out.</param>
/// <param name="inner">What the line said.</param>
public sealed class NoBoxException(string message, bool wasSent = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a request that must not be sent twice may have been carried out.</summary>
    public bool WasSent { get; } = wasSent;
}
