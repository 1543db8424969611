using System.Text;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>
/// Learns from REGISTER, SUBSCRIBE and their answers which topic name an id stands for, per client, as an onlooker can (MQTT-SN 1.2, 6.5 and 6.9).
/// </summary>
public sealed class TopicMap
{
    /// <summary>The most clients that are followed, and the most names per client.</summary>
    public const int MaxEntries = 1024;

    private readonly Dictionary<string, Client> _clients = [];
    private readonly Dictionary<int, string> _predefined = [];

    /// <summary>Makes an empty map.</summary>
    /// <param name="predefined">The predefined topic ids and their names.</param>
    public TopicMap(IReadOnlyDictionary<int, string>? predefined = null)
    {
        foreach ((int id, string name) in predefined ?? new Dictionary<int, string>())
        {
            _predefined[id] = name;
        }
    }

    /// <summary>Follows a frame.</summary>
    /// <param name="frame">A well-formed frame.</param>
    /// <param name="from">Its sender.</param>
    /// <param name="to">Its receiver.</param>
    public void Follow(Frame frame, string from, string to)
    {
        switch (frame.Type)
        {
            case MessageType.Connect when (frame.Flags & Flags.CleanSession) != 0:
                _clients.Remove(from);
                break;

            case MessageType.Register when frame.TopicId != 0:
                Of(to)?.Names.TryAddBounded(frame.TopicId, NameIn(frame)); // a gateway tells a client
                break;

            case MessageType.Register:
            case MessageType.Subscribe when (frame.Flags & Flags.TopicIdTypeMask) == (int)TopicIdType.Normal:
                Of(from)?.Asked.TryAddBounded(frame.MsgId, NameIn(frame));
                break;

            case MessageType.RegAck or MessageType.SubAck when frame.ReturnCode == (int)ReturnCode.Accepted && frame.TopicId != 0:
                if (_clients.TryGetValue(to, out Client? client) && client.Asked.Remove(frame.MsgId, out string? name))
                {
                    client.Names.TryAddBounded(frame.TopicId, name);
                }

                break;
        }
    }

    /// <summary>Finds the name behind a TopicId.</summary>
    /// <param name="frame">The frame that has it.</param>
    /// <param name="from">Its sender.</param>
    /// <param name="to">Its receiver.</param>
    /// <returns>The name, or null.</returns>
    public string? NameOf(Frame frame, string from, string to) => (frame.Flags & Flags.TopicIdTypeMask) switch
    {
        (int)TopicIdType.Predefined => _predefined.GetValueOrDefault(frame.TopicId),
        (int)TopicIdType.ShortName => FrameText.OfShortName(frame.TopicId),
        _ => _clients.GetValueOrDefault(from)?.Names.GetValueOrDefault(frame.TopicId)
            ?? _clients.GetValueOrDefault(to)?.Names.GetValueOrDefault(frame.TopicId),
    };

    private static string NameIn(Frame frame) => Encoding.UTF8.GetString(frame.Buffer, frame.DataOffset, frame.DataLength);

    private Client? Of(string endpoint)
    {
        if (!_clients.TryGetValue(endpoint, out Client? client) && _clients.Count < MaxEntries)
        {
            client = new Client();
            _clients.Add(endpoint, client);
        }

        return client;
    }

    private sealed class Client
    {
        public Bounded Asked { get; } = [];

        public Bounded Names { get; } = [];
    }

    private sealed class Bounded : Dictionary<int, string>
    {
        public void TryAddBounded(int key, string value)
        {
            if (Count < MaxEntries || ContainsKey(key))
            {
                this[key] = value;
            }
        }
    }
}
