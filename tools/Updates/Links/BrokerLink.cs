using System.Buffers;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Sidetap.Updates.Links;

/// <summary>The way over an MQTT 3.1.1 broker; for any number of boxes.</summary>
/// <param name="address">The broker.</param>
public sealed class BrokerLink(BrokerAddress address) : IUpdateLink
{
    private const int MaxBlocks = 8192;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly BlockingCollection<LinkEvent> _events = [];
    private readonly BlockingCollection<OutgoingMessage> _blocks = new(MaxBlocks);
    private readonly Queue<OutgoingMessage> _retained = [];
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    /// <inheritdoc/>
    public string Name => $"the broker {address.Host}:{address.Port}";

    /// <inheritdoc/>
    public int Pending
    {
        get
        {
            lock (_retained)
            {
                return _retained.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Start(params IReadOnlyList<string> filters)
    {
        _client.ApplicationMessageReceivedAsync += received =>
        {
            _events.Add(new LinkEvent(LinkEventKind.Message, received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
        _running ??= Task.Run(() => RunAsync(filters));
    }

    /// <inheritdoc/>
    public void Publish(OutgoingMessage message)
    {
        if (message.IsRetained)
        {
            lock (_retained)
            {
                _retained.Enqueue(message);
            }
        }
        else if (!_blocks.TryAdd(message))
        {
            return; // the box asks again
        }

        _work.Release();
    }

    /// <inheritdoc/>
    public LinkEvent? Take(TimeSpan wait) => _events.TryTake(out LinkEvent? happened, wait) ? happened : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _running?.Wait(Patience);
        _client.Dispose();
        _events.Dispose();
        _blocks.Dispose();
        _work.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(IReadOnlyList<string> filters)
    {
        while (!_stop.IsCancellationRequested)
        {
            string problem = "";
            try
            {
                problem = await ConnectAsync(filters);
                if (problem.Length == 0)
                {
                    _events.Add(new LinkEvent(LinkEventKind.Connected));
                    await SendAsync();
                    problem = "closed the connection";
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // Whatever it is, it is tried again: nobody else looks after this task.
                problem = ProblemOf(error.InnerException ?? error);
            }

            _events.Add(new LinkEvent(LinkEventKind.Lost, problem));
            try
            {
                await Task.Delay(Pause, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        try
        {
            await _client.DisconnectAsync();
        }
        catch (Exception error) when (error is MqttCommunicationException or InvalidOperationException)
        {
            // It was gone already.
        }
    }

    private static string ProblemOf(Exception cause) => cause is System.Security.Authentication.AuthenticationException
        ? "is not to be trusted: its certificate is not signed by the authority in --broker-ca, is for another name, or not valid now"
        : $"does not answer: {cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}";

    private async Task<string> ConnectAsync(IReadOnlyList<string> filters)
    {
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer(address.Host, address.Port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId($"sidetap-update-{Guid.NewGuid():N}"[..23])
            .WithCleanSession()
            .WithTimeout(Patience);
        options = address.User == null ? options : options.WithCredentials(address.User, address.Password ?? "");
        options = address.Authority == null ? options : options.WithTlsOptions(tls => tls.UseTls().WithTrustChain(address.Authority));
        MqttClientConnectResult connected = await _client.ConnectAsync(options.Build(), _stop.Token);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            return $"refuses the connection: {connected.ResultCode}";
        }

        MqttClientSubscribeOptionsBuilder topics = new();
        foreach (string filter in filters)
        {
            topics = topics.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        MqttClientSubscribeResult subscribed = await _client.SubscribeAsync(topics.Build(), _stop.Token);
        return subscribed.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused
            ? $"refuses the topic {refused.TopicFilter.Topic}"
            : "";
    }

    /// <summary>Sends what is there, retained messages first and each until it was acknowledged, as long as the connection holds.</summary>
    private async Task SendAsync()
    {
        while (_client.IsConnected)
        {
            await _work.WaitAsync(TimeSpan.FromMilliseconds(200), _stop.Token);
            while (_client.IsConnected && FirstRetained() is { } retained)
            {
                MqttClientPublishResult result = await _client.PublishAsync(Message(retained, MqttQualityOfServiceLevel.AtLeastOnce), _stop.Token);
                if (!result.IsSuccess)
                {
                    return;
                }

                lock (_retained)
                {
                    _retained.Dequeue();
                }
            }

            while (_client.IsConnected && _blocks.TryTake(out OutgoingMessage? block))
            {
                await _client.PublishAsync(Message(block, MqttQualityOfServiceLevel.AtMostOnce), _stop.Token);
            }
        }
    }

    private OutgoingMessage? FirstRetained()
    {
        lock (_retained)
        {
            return _retained.TryPeek(out OutgoingMessage? first) ? first : null;
        }
    }

    private static MqttApplicationMessage Message(OutgoingMessage message, MqttQualityOfServiceLevel qos) => new MqttApplicationMessageBuilder()
        .WithTopic(message.Topic)
        .WithPayload(message.Payload.ToArray())
        .WithRetainFlag(message.IsRetained)
        .WithQualityOfServiceLevel(qos)
        .Build();
}
