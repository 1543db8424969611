using System.Runtime.CompilerServices;
using System.Text;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Boards.Host;

/// <summary>A connection to an MQTT 3.1.1 broker by the system's libmosquitto, in the clear or with TLS 1.2 or later against a given authority.</summary>
/// <remarks>Each connection has a client and a thread of its own (<see cref="MosquittoSession"/>). One that is left while it still looks a name up ends by itself.</remarks>
public sealed class LibMosquittoConnection : IBrokerConnection, IDisposable
{
    private const int MaxTopics = 16;
    private const int MaxSubscriptions = 16;
    private const int MessageRoom = 32768;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly MqttSettings _settings;
    private readonly List<byte[]> _topics = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly MessageRing _messages = new(MessageRoom);
    private readonly AutoResetEvent _news = new(false);
    private MosquittoSession? _session;
    private MosquittoSession? _left;

    /// <summary>Makes a connection; nothing is sent before <see cref="Open"/>.</summary>
    /// <param name="settings">The broker; kept.</param>
    /// <exception cref="DllNotFoundException">libmosquitto is not installed; the message says how it is.</exception>
    public LibMosquittoConnection(MqttSettings settings)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(LibMosquitto).TypeHandle);
        }
        catch (TypeInitializationException e) when (e.InnerException is DllNotFoundException missing)
        {
            throw new DllNotFoundException(missing.Message);
        }

        _settings = settings;
    }

    /// <inheritdoc/>
    public BrokerState State => _session?.State ?? BrokerState.Closed;

    /// <inheritdoc/>
    public int RefusalCode => _session?.RefusalCode ?? 0;

    /// <inheritdoc/>
    public bool Open()
    {
        if (State is BrokerState.Connecting or BrokerState.Open)
        {
            return false;
        }

        _session = new MosquittoSession(_settings, _subscriptions, PutMessage, () => _news.Set());
        _session.Start();
        return true;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_session is not null)
        {
            _session.Close();
            _left = _session;
            _session = null;
        }
    }

    /// <inheritdoc/>
    public int AddTopic(byte[] name)
    {
        if (_topics.Count == MaxTopics)
        {
            return -1;
        }

        _topics.Add([.. name, 0]);
        return _topics.Count - 1;
    }

    /// <inheritdoc/>
    public int Publish(int topic, byte[] buffer, int offset, int length, int qos, bool retain) =>
        _session?.Publish(_topics[topic], buffer, offset, length, qos, retain) ?? 0;

    /// <inheritdoc/>
    public int AddSubscription(byte[] filter, int qos)
    {
        if (_subscriptions.Count == MaxSubscriptions)
        {
            return -1;
        }

        _subscriptions.Add(new(Encoding.UTF8.GetString(filter), qos));
        return _subscriptions.Count - 1;
    }

    /// <inheritdoc/>
    public int TakeMessage(byte[] buffer, int offset, int capacity, out int subscription)
    {
        lock (_messages)
        {
            return _messages.Take(buffer, offset, capacity, out subscription);
        }
    }

    /// <inheritdoc/>
    public int TakeAcknowledged() => _session?.TakeAcknowledged() ?? 0;

    /// <summary>Waits until something has changed, or a time is over.</summary>
    /// <param name="timeout">How long, real time.</param>
    public void Wait(TimeSpan timeout) => _news.WaitOne(timeout);

    /// <summary>Closes it, and waits a moment for DISCONNECT to go out.</summary>
    public void Dispose()
    {
        Close();
        _left?.Join(Goodbye);
    }

    private void PutMessage(int subscription, byte[] message)
    {
        lock (_messages)
        {
            _messages.Put(subscription, message, 0, message.Length);
        }

        _news.Set();
    }
}
