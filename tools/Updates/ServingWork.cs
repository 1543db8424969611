namespace Sidetap.Updates;

/// <summary>An update server that answers boxes until somebody stops it, or all that have begun are done.</summary>
/// <param name="topics">The site's topics.</param>
/// <param name="server">The server.</param>
/// <param name="isUntilDone">Whether it ends when boxes have begun, and each of them runs the image or has given it up.</param>
public sealed class ServingWork(UpdateTopics topics, UpdateServer server, bool isUntilDone = false) : IUpdateWork
{
    // With the status that each had told before.
    private readonly Dictionary<ulong, BoxStatus?> _begun = [];

    /// <summary>The server.</summary>
    public UpdateServer Server => server;

    /// <inheritdoc/>
    public IReadOnlyList<string> Filters => [topics.Statuses, topics.Asks];

    /// <inheritdoc/>
    public bool IsOver => isUntilDone && server.Outgoing.Count == 0 && Begun > 0 && Done == Begun;

    /// <summary>Boxes that have asked for blocks, or were trying one of the images.</summary>
    public int Begun => _begun.Count;

    /// <summary>How many of them run one of the images, or have given it up.</summary>
    public int Done => _begun.Count(begun => server.Find(begun.Key)?.Status is { State: Update.UpdateState.Idle } status && !ReferenceEquals(status, begun.Value));

    /// <inheritdoc/>
    public void OnLink(bool isUp, DateTime now)
    {
        // A server has nothing to begin again: boxes ask again.
    }

    /// <inheritdoc/>
    public void OnMessage(string topic, ReadOnlyMemory<byte> payload, DateTime now)
    {
        server.Take(topic, payload.Span, now);
        if (topics.TryRead(topic, out ulong id, out bool isAsk) && server.Find(id) is { } box
            && (isAsk || (box.Status is { State: not Update.UpdateState.Idle } status && server.Images.Any(image => image.Session == status.Session))))
        {
            _begun.TryAdd(id, box.Status);
        }
    }

    /// <inheritdoc/>
    public DateTime Step(DateTime now, Action<OutgoingMessage> send)
    {
        while (server.Outgoing.TryDequeue(out OutgoingMessage? message))
        {
            send(message);
        }

        return DateTime.MaxValue;
    }
}
