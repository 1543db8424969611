using System.Runtime.InteropServices;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Boards.Host;

/// <summary>One connection to a broker, from CONNECT to its end, on a thread of its own. Nothing of it outlives it: the next one is made anew, so that the library neither
/// reconnects by itself nor repeats what the firmware repeats.</summary>
internal sealed class MosquittoSession
{
    private const int LoopMs = 100; // the library's thread is woken earlier by a publish
    private const int GoodbyeLoops = 20;

    private static readonly string[] Distrust = ["certificate verify failed", "host name verification failed", "Unable to load CA certificates"];

    private readonly MqttSettings _settings;
    private readonly IReadOnlyList<Subscription> _subscriptions;
    private readonly Action<int, byte[]> _onMessageTaken;
    private readonly Action _news;
    private readonly Lock _lock = new();
    private readonly Queue<int> _acknowledged = new();
    private readonly LibMosquitto.CodeCallback _onConnect;
    private readonly LibMosquitto.CodeCallback _onPublish;
    private readonly LibMosquitto.MessageCallback _onMessage;
    private readonly LibMosquitto.LogCallback _onLog;
    private readonly Thread _thread;
    private IntPtr _client;
    private string? _caFile;
    private bool _isClosing;
    private bool _isUntrusted;

    /// <summary>Makes it.</summary>
    /// <param name="settings">The broker.</param>
    /// <param name="subscriptions">What is subscribed to once it is open.</param>
    /// <param name="messages">Takes messages, with the subscription's place in the list, on this connection's thread.</param>
    /// <param name="news">Is called from any thread when something has changed.</param>
    public MosquittoSession(MqttSettings settings, IReadOnlyList<Subscription> subscriptions, Action<int, byte[]> messages, Action news)
    {
        _settings = settings;
        _subscriptions = subscriptions;
        _onMessageTaken = messages;
        _news = news;
        _thread = new Thread(Run) { IsBackground = true, Name = "mosquitto" };

        // Kept: the library has pointers to them.
        _onConnect = (_, _, code) => Connected(code);
        _onMessage = (IntPtr _, IntPtr _, ref LibMosquitto.Message message) => Take(in message);
        _onPublish = (_, _, packetId) => Acknowledge(packetId);
        _onLog = (_, _, level, text) => Log(level, text);
    }

    /// <summary>How far it is.</summary>
    public BrokerState State { get; private set; } = BrokerState.Connecting;

    /// <summary>Why it was refused.</summary>
    public int RefusalCode { get; private set; }

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits until it has ended, a time at the most.</summary>
    public void Join(TimeSpan timeout) => _thread.Join(timeout);

    /// <summary>Says goodbye, if there is anybody to say it to; the thread ends by itself.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosing = true;
            if (State == BrokerState.Open && _client != IntPtr.Zero)
            {
                _ = LibMosquitto.mosquitto_disconnect(_client);
            }
        }
    }

    /// <summary>As <see cref="IBrokerConnection.Publish"/>.</summary>
    public int Publish(byte[] topic, byte[] buffer, int offset, int length, int qos, bool retain)
    {
        lock (_lock)
        {
            if (State != BrokerState.Open || _client == IntPtr.Zero)
            {
                return 0;
            }

            ref var payload = ref length > 0 ? ref buffer[offset] : ref topic[0];
            var code = LibMosquitto.mosquitto_publish(_client, out var packetId, ref topic[0], length, ref payload, qos, retain);
            return code != LibMosquitto.Success ? 0 : qos == 0 ? -1 : packetId;
        }
    }

    /// <summary>As <see cref="IBrokerConnection.TakeAcknowledged"/>.</summary>
    public int TakeAcknowledged()
    {
        lock (_acknowledged)
        {
            return _acknowledged.TryDequeue(out var packetId) ? packetId : 0;
        }
    }

    private void Run()
    {
        try
        {
            Begin();
            var code = _settings.UseTls && _caFile is null ? NoCertificate() : LibMosquitto.mosquitto_connect(_client, _settings.Host, _settings.Port, _settings.KeepAliveSeconds);
            while (code == LibMosquitto.Success && !IsClosing)
            {
                code = LibMosquitto.mosquitto_loop(_client, LoopMs, 1);
            }

            for (var i = 0; i < GoodbyeLoops && code == LibMosquitto.Success; i++)
            {
                code = LibMosquitto.mosquitto_loop(_client, LoopMs / 2, 1); // DISCONNECT goes out, and then there is nothing to loop over
            }

            if (_isUntrusted)
            {
                End(BrokerState.Refused, BrokerRefusal.CertificateNotTrusted);
            }
            else if (code == LibMosquitto.NoAddress)
            {
                End(BrokerState.Refused, BrokerRefusal.NameNotFound);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // No memory, or no place for the certificate: this attempt has failed, and there will be another.
        }
        finally
        {
            Destroy();
        }
    }

    private bool IsClosing
    {
        get
        {
            lock (_lock)
            {
                return _isClosing;
            }
        }
    }

    private void Begin()
    {
        var client = LibMosquitto.mosquitto_new(_settings.ClientId, _settings.CleanSession, IntPtr.Zero);
        LibMosquitto.Check(client == IntPtr.Zero ? 1 : LibMosquitto.mosquitto_threaded_set(client, true));
        LibMosquitto.mosquitto_connect_callback_set(client, _onConnect);
        LibMosquitto.mosquitto_publish_callback_set(client, _onPublish);
        LibMosquitto.mosquitto_message_callback_set(client, _onMessage);
        LibMosquitto.mosquitto_log_callback_set(client, _onLog);
        lock (_lock)
        {
            _client = client;
        }

        if (_settings.UserName.Length > 0)
        {
            LibMosquitto.Check(LibMosquitto.mosquitto_username_pw_set(client, _settings.UserName, _settings.Password.Length > 0 ? _settings.Password : null));
        }

        if (_settings.UseTls && _settings.CaCertificate.Length > 0)
        {
            _caFile = Path.GetTempFileName(); // the library takes a file
            File.WriteAllBytes(_caFile, _settings.CaCertificate);
            LibMosquitto.Check(LibMosquitto.mosquitto_tls_set(client, _caFile, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero));
        }
    }

    /// <summary>Encrypted, and nothing to hold the broker's certificate against: it can't be trusted.</summary>
    private int NoCertificate()
    {
        _isUntrusted = true;
        return LibMosquitto.ConnectionRefused;
    }

    private void Destroy()
    {
        lock (_lock)
        {
            if (_client != IntPtr.Zero)
            {
                LibMosquitto.mosquitto_destroy(_client);
                _client = IntPtr.Zero;
            }

            State = State == BrokerState.Refused ? State : BrokerState.Closed;
        }

        if (_caFile is not null)
        {
            File.Delete(_caFile);
        }

        _news();
    }

    private void End(BrokerState state, int code)
    {
        lock (_lock)
        {
            State = state;
            RefusalCode = state == BrokerState.Refused ? code : 0;
        }

        _news();
    }

    /// <summary>CONNACK has come. A kept session may know the subscriptions; making them again brings what the broker retains once more.</summary>
    private void Connected(int code)
    {
        for (var i = 0; i < _subscriptions.Count && code == 0; i++)
        {
            // Where that fails the connection is lost: the loop says so.
            _ = LibMosquitto.mosquitto_subscribe(_client, IntPtr.Zero, _subscriptions[i].Filter, _subscriptions[i].Qos);
        }

        End(code == 0 ? BrokerState.Open : BrokerState.Refused, code);
    }

    private void Take(in LibMosquitto.Message message)
    {
        var topic = Marshal.PtrToStringUTF8(message.Topic);
        for (var i = 0; i < _subscriptions.Count; i++)
        {
            if (_subscriptions[i].Filter == topic)
            {
                var octets = new byte[message.Length];
                if (octets.Length > 0)
                {
                    Marshal.Copy(message.Payload, octets, 0, octets.Length);
                }

                _onMessageTaken(i, octets);
                return;
            }
        }
    }

    private void Acknowledge(int packetId)
    {
        lock (_acknowledged)
        {
            _acknowledged.Enqueue(packetId);
        }

        _news();
    }

    /// <summary>That a certificate was not taken, the library tells its log only: OpenSSL's text, or its own about the name.</summary>
    private void Log(int level, IntPtr line)
    {
        if (level == LibMosquitto.ErrorLevel && Marshal.PtrToStringUTF8(line) is { } message)
        {
            _isUntrusted |= Distrust.Any(text => message.Contains(text, StringComparison.Ordinal));
        }
    }
}
