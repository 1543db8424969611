namespace Sidetap.Gateway;

/// <summary>The retained message of each topic, bounded.</summary>
internal sealed class RetainedMessages(int maxMessages, int maxOctets)
{
    private readonly Dictionary<string, (ReadOnlyMemory<byte> Payload, int Qos)> _messages = new(StringComparer.Ordinal);
    private int _octets;

    /// <summary>Keeps a message, or forgets the topic's when it has no octets. Returns false when there is no room.</summary>
    public bool Set(string topic, ReadOnlyMemory<byte> payload, int qos)
    {
        int octets = _octets;
        int count = _messages.Count;
        if (_messages.TryGetValue(topic, out (ReadOnlyMemory<byte> Payload, int Qos) old))
        {
            octets -= old.Payload.Length;
            count--;
        }

        if (payload.IsEmpty)
        {
            _messages.Remove(topic);
            _octets = octets;
            return true;
        }

        if (count >= maxMessages || octets + payload.Length > maxOctets)
        {
            return false;
        }

        _messages[topic] = (payload, qos);
        _octets = octets + payload.Length;
        return true;
    }

    public IEnumerable<(string Topic, ReadOnlyMemory<byte> Payload, int Qos)> Matching(Subscription subscription) =>
        _messages.Where(message => subscription.Matches(message.Key)).Select(message => (message.Key, message.Value.Payload, message.Value.Qos));
}
