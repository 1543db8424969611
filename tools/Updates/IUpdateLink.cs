namespace Sidetap.Updates;

/// <summary>The way to the boxes: an MQTT broker or an MQTT-SN gateway. Used by one thread.</summary>
public interface IUpdateLink : IDisposable
{
    /// <summary>What is at the other end, for people: "the broker 10.0.0.1:1883".</summary>
    string Name { get; }

    /// <summary>Retained messages that are not through yet.</summary>
    int Pending { get; }

    /// <summary>Begins to connect with these subscriptions, and goes on until it is disposed; a connection that is lost is made again.</summary>
    /// <param name="filters">The subscriptions.</param>
    void Start(params IReadOnlyList<string> filters);

    /// <summary>Sends a message: at once, or a retained one as soon as there is a connection, and again until it was acknowledged.</summary>
    /// <param name="message">The message.</param>
    void Publish(OutgoingMessage message);

    /// <summary>Waits until something has happened.</summary>
    /// <param name="wait">For how long at the most.</param>
    /// <returns>What; null: nothing within the time.</returns>
    LinkEvent? Take(TimeSpan wait);
}
