using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Tests;

/// <summary>A monitor that is told what a client sends and receives, right and wrong.</summary>
internal sealed class MonitorBench : IMonitorListener
{
    private readonly ProtocolMonitor _monitor;

    public MonitorBench(int qos = 1, bool isClean = true, int[]? gateways = null, bool discovers = false, int predefined = 0, bool hasUpdates = false)
    {
        _monitor = new ProtocolMonitor(
            new MonitorSettings
            {
                ClientId = "box"u8.ToArray(),
                KeepAliveSeconds = 60,
                RetryMs = 10000,
                RetryCount = 3,
                WaitMs = 301000,
                ReconnectMinMs = 1000,
                IsClean = isClean,
                HasWill = false,
                Qos = qos,
                TopicNames = ["data"u8.ToArray(), "meta"u8.ToArray(), .. hasUpdates ? new[] { "ask"u8.ToArray(), "status"u8.ToArray() } : []],
                PredefinedIds = [predefined, predefined == 0 ? 0 : predefined + 1, .. hasUpdates ? new[] { 0, 0 } : []],
                FirstUpdateTopic = hasUpdates ? 2 : int.MaxValue,
                Gateways = gateways ?? [Place.FirstGateway],
                Discovers = discovers,
                SearchMs = 5000,
                SearchMaxMs = 320000,
                Subscriptions = ["cmd"u8.ToArray()],
            },
            this);
    }

    public int Published { get; private set; }

    public int Acknowledged { get; private set; }

    public int Refused { get; private set; }

    public int UpdateMessages { get; private set; }

    public long NowMs
    {
        get => _monitor.NowMs;
        set => _monitor.NowMs = value;
    }

    public ProtocolMonitor Monitor => _monitor;

    public static byte[] Connect { get; } = [9, SnFrame.Connect, 0x04, 1, 0, 60, .. "box"u8];

    public static byte[] KeptConnect { get; } = [9, SnFrame.Connect, 0x00, 1, 0, 60, .. "box"u8];

    public static byte[] ConnAck(int returnCode = 0) => [3, SnFrame.ConnAck, (byte)returnCode];

    public static byte[] Register(int msgId, string name = "data") =>
        [(byte)(6 + name.Length), SnFrame.Register, 0, 0, (byte)(msgId >> 8), (byte)msgId, .. Encoding.ASCII.GetBytes(name)];

    public static byte[] RegAck(int topicId, int msgId, int returnCode = 0) =>
        [7, SnFrame.RegAck, (byte)(topicId >> 8), (byte)topicId, (byte)(msgId >> 8), (byte)msgId, (byte)returnCode];

    public static byte[] PubAck(int topicId, int msgId, int returnCode = 0) =>
        [7, SnFrame.PubAck, (byte)(topicId >> 8), (byte)topicId, (byte)(msgId >> 8), (byte)msgId, (byte)returnCode];

    public static byte[] Publish(int topicId, int msgId, byte value, int flags = 0x20) =>
        [8, SnFrame.Publish, (byte)flags, (byte)(topicId >> 8), (byte)topicId, (byte)(msgId >> 8), (byte)msgId, value];

    public static byte[] Subscribe(int msgId, int flags = 0) => [8, SnFrame.Subscribe, (byte)flags, (byte)(msgId >> 8), (byte)msgId, .. "cmd"u8];

    public static byte[] Bare(int type) => [2, (byte)type];

    public MonitorBench Sent(byte[] frame, int to = Place.FirstGateway)
    {
        _monitor.OnSent(frame, to, true);
        return this;
    }

    public MonitorBench Received(byte[] frame, int from = Place.FirstGateway)
    {
        _monitor.OnReceived(frame, from);
        return this;
    }

    public MonitorBench After(long ms)
    {
        NowMs += ms;
        return this;
    }

    public MonitorBench Step(long nextInMs = 0)
    {
        _monitor.EndStep(true, NowMs + nextInMs);
        return this;
    }

    /// <summary>Connected, and the data topic has id 7.</summary>
    public MonitorBench Ready() => Connected().Sent(Register(1)).Received(RegAck(7, 1));

    public MonitorBench Connected() => Sent(Connect).Received(ConnAck());

    public void Objects(string rule, Action action)
    {
        var violation = Assert.ThrowsExactly<ViolationException>(action);
        Assert.AreEqual(rule, violation.Rule, violation.Message);
    }

    void IMonitorListener.OnPublished(ReadOnlySpan<byte> payload, bool isEventTopic) => Published++;

    void IMonitorListener.OnAcknowledged(ReadOnlySpan<byte> payload) => Acknowledged++;

    void IMonitorListener.OnRefused(ReadOnlySpan<byte> payload) => Refused++;

    void IMonitorListener.OnUpdateMessage(ReadOnlySpan<byte> payload, bool isStatus) => UpdateMessages++;
}
