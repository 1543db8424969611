namespace Sidetap.Simulation.Monitor;

/// <summary>A frame of the box that waits for its answer, as the monitor sees it (6.13).</summary>
internal sealed class Request
{
    /// <summary>Whether an answer is awaited.</summary>
    public bool IsOpen;

    /// <summary>Its MsgId; 0 where it has none.</summary>
    public int MsgId;

    /// <summary>When it was sent last.</summary>
    public long SentMs;

    /// <summary>How often it has been sent.</summary>
    public int Sends;

    /// <summary>Tretry.</summary>
    public int RetryMs;

    /// <summary>The frame as it was sent first.</summary>
    public readonly byte[] Octets = new byte[Core.Datagram.MaxLength];

    /// <summary>Its octets.</summary>
    public int Length;

    /// <summary>When it is due again.</summary>
    public long DueMs => SentMs + RetryMs;

    /// <summary>Sent for the first time.</summary>
    public void Open(ReadOnlySpan<byte> octets, int msgId, long nowMs, int retryMs)
    {
        IsOpen = true;
        MsgId = msgId;
        SentMs = nowMs;
        Sends = 1;
        RetryMs = retryMs;
        octets.CopyTo(Octets);
        Length = octets.Length;
    }

    /// <summary>Whether an answer with this MsgId ends it.</summary>
    public bool Answers(int msgId) => IsOpen && MsgId == msgId;
}
