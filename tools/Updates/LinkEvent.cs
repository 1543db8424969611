namespace Sidetap.Updates;

/// <summary>What happened on a link.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Topic">A message's topic; else what went wrong, or nothing. From the network: not harmless for a terminal.</param>
/// <param name="Payload">A message's octets.</param>
public sealed record LinkEvent(LinkEventKind Kind, string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Makes one that is no message.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="problem">What went wrong.</param>
    public LinkEvent(LinkEventKind kind, string problem = "")
        : this(kind, problem, default)
    {
    }
}
