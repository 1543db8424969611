using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>The boxes' messages as a plant's MQTT broker has them: data and metadata of every publisher under a prefix (OPC 10000-14, 7.3.4.7).</summary>
internal sealed record LogBroker(string Host, int Port, string Prefix, bool UsesTls, string? User, string? Password)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Follows the broker until it is told to stop; a connection that is lost is made again.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CliContext context, LogFeed feed, CancellationToken stop)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += received =>
        {
            feed.Take(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
        int code = FollowAsync(client, context, stop).GetAwaiter().GetResult();
        feed.ReportTo(context);
        return code != ExitCode.Ok ? code : feed.Problems > 0 ? ExitCode.Finding : ExitCode.Ok;
    }

    private async Task<int> FollowAsync(IMqttClient client, CliContext context, CancellationToken stop)
    {
        bool wasConnected = false;
        while (!stop.IsCancellationRequested)
        {
            TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Func<MqttClientDisconnectedEventArgs, Task> onLost = _ =>
            {
                lost.TrySetResult();
                return Task.CompletedTask;
            };
            client.DisconnectedAsync += onLost;
            try
            {
                if (await ConnectAsync(client, stop) is { } problem)
                {
                    if (!wasConnected)
                    {
                        throw new CliError($"the broker {Host}:{Port} {problem}", ExitCode.NoGateway);
                    }

                    context.Error.WriteLine($"sidetap: {PlainText.Of(problem)}; trying again");
                }
                else
                {
                    context.Error.WriteLine($"sidetap: log of the boxes that the broker {Host}:{Port} has under {Prefix}/uadp; Ctrl+C stops");
                    wasConnected = true;
                    await lost.Task.WaitAsync(stop);
                    context.Error.WriteLine("sidetap: the broker is gone; trying again");
                }

                await Task.Delay(Pause, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            finally
            {
                client.DisconnectedAsync -= onLost;
            }
        }

        if (client.IsConnected)
        {
            await client.DisconnectAsync();
        }

        return ExitCode.Ok;
    }

    /// <summary>Connects and subscribes.</summary>
    /// <returns>Null, or what went wrong.</returns>
    private async Task<string?> ConnectAsync(IMqttClient client, CancellationToken stop)
    {
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer(Host, Port)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithClientId($"sidetap-log-{Guid.NewGuid():N}"[..20])
            .WithCleanSession()
            .WithTimeout(Patience);
        options = User == null ? options : options.WithCredentials(User, Password ?? "");
        options = UsesTls ? options.WithTlsOptions(tls => tls.UseTls()) : options;
        MqttClientSubscribeOptions topics = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter($"{Prefix}/uadp/metadata/#", MqttQualityOfServiceLevel.AtLeastOnce)
            .WithTopicFilter($"{Prefix}/uadp/data/#", MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        try
        {
            MqttClientConnectResult connected = await client.ConnectAsync(options.Build(), stop);
            if (connected.ResultCode != MqttClientConnectResultCode.Success)
            {
                return $"refuses the connection: {connected.ResultCode}";
            }

            MqttClientSubscribeResult subscribed = await client.SubscribeAsync(topics, stop);
            return subscribed.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused
                ? $"refuses the topic {refused.TopicFilter.Topic}"
                : null;
        }
        catch (Exception error) when (error is MqttCommunicationException or System.Net.Sockets.SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            Exception cause = error.InnerException ?? error;
            return $"does not answer: {cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}";
        }
    }
}
