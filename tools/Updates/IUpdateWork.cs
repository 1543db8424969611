namespace Sidetap.Updates;

/// <summary>Something that goes on over a link: a server, a rollout. No thread, no clock, no network.</summary>
public interface IUpdateWork
{
    /// <summary>Subscriptions it needs.</summary>
    IReadOnlyList<string> Filters { get; }

    /// <summary>Whether it has come to its end.</summary>
    bool IsOver { get; }

    /// <summary>Is told that the link is there, or lost.</summary>
    /// <param name="isUp">Whether it is there.</param>
    /// <param name="now">The time, UTC.</param>
    void OnLink(bool isUp, DateTime now);

    /// <summary>Takes a message.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="payload">Anything.</param>
    /// <param name="now">The time, UTC.</param>
    void OnMessage(string topic, ReadOnlyMemory<byte> payload, DateTime now);

    /// <summary>Does what is due.</summary>
    /// <param name="now">The time, UTC; never less than in the call before.</param>
    /// <param name="send">Sends a message.</param>
    /// <returns>When to call again at the latest, if nothing comes before.</returns>
    DateTime Step(DateTime now, Action<OutgoingMessage> send);
}
