namespace Sidetap.Updates.Rollouts;

/// <summary>A rollout with the server that sends its boxes their blocks, and its record, which is saved before anything is sent.</summary>
public sealed class RolloutWork : IUpdateWork
{
    // How often octets that have arrived are worth a write.
    private static readonly TimeSpan ProgressPause = TimeSpan.FromSeconds(2);

    private readonly UpdateTopics _topics;
    private readonly Action<RolloutRecord> _save;
    private DateTime _savedAt;
    private DateTime _lastTaken;

    /// <summary>Makes it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="topics">The site's topics.</param>
    /// <param name="record">The record; the image's.</param>
    /// <param name="save">Saves it.</param>
    /// <param name="now">The time, UTC.</param>
    public RolloutWork(UpdateImage image, UpdateTopics topics, RolloutRecord record, Action<RolloutRecord> save, DateTime now)
    {
        _topics = topics;
        _save = save;
        Rollout = new Rollout(image, topics, record);
        Rollout.Start(now);
        Server = new UpdateServer(topics, [image]) { MayAsk = Rollout.MayAsk };
        _lastTaken = now;
        Server.StatusTaken += box => Rollout.OnStatus(box.Id, box.Status!, _lastTaken);
    }

    /// <summary>The rollout.</summary>
    public Rollout Rollout { get; }

    /// <summary>The server.</summary>
    public UpdateServer Server { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Filters => [_topics.Statuses, _topics.Asks];

    /// <inheritdoc/>
    public bool IsOver => Rollout.End != RolloutEnd.None && Rollout.Outgoing.Count == 0;

    /// <inheritdoc/>
    public void OnLink(bool isUp, DateTime now) => Rollout.OnLink(isUp, now);

    /// <inheritdoc/>
    public void OnMessage(string topic, ReadOnlyMemory<byte> payload, DateTime now)
    {
        _lastTaken = now;
        Server.Take(topic, payload.Span, now);
    }

    /// <inheritdoc/>
    public DateTime Step(DateTime now, Action<OutgoingMessage> send)
    {
        DateTime due = Rollout.Step(now);
        bool isProgressDue = Rollout.HasProgressed && now - _savedAt >= ProgressPause;
        if (Rollout.HasChanged || isProgressDue)
        {
            _save(Rollout.Record);
            _savedAt = now;
            Rollout.HasChanged = false;
            Rollout.HasProgressed = false;
        }

        while (Rollout.Outgoing.TryDequeue(out OutgoingMessage? offer))
        {
            send(offer);
        }

        while (Server.Outgoing.TryDequeue(out OutgoingMessage? block))
        {
            send(block);
        }

        return due;
    }
}
