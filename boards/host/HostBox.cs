using System.Net;
using System.Net.Sockets;
using System.Text;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using Sidetap.Model;

namespace Sidetap.Boards.Host;

/// <summary>A box on the desktop, put together: clock, link, machine, firmware.</summary>
public sealed class HostBox : IDisposable
{
    // A desktop has room: some minutes of traffic, so that a gateway's restart costs nothing.
    private const int QueueCapacity = 256 * 1024;

    private const int PageOverhead = 64; // headers of page and record

    private readonly LibMosquittoConnection? _broker;
    private readonly StateFolder? _folder;

    private HostBox(Node node, HostClock clock, UdpLink? link, LibMosquittoConnection? broker, BoxRunner runner, MachineProfile profile, SimulatedMachine? machine, long? recordingMs, StateFolder? folder)
    {
        Node = node;
        Clock = clock;
        Link = link;
        _broker = broker;
        Runner = runner;
        Profile = profile;
        Machine = machine;
        RecordingMs = recordingMs;
        _folder = folder;
    }

    /// <summary>The firmware.</summary>
    public Node Node { get; }

    /// <summary>The box's clock.</summary>
    public HostClock Clock { get; }

    /// <summary>The link to the gateway; null for a box with a broker.</summary>
    public UdpLink? Link { get; }

    /// <summary>What runs it.</summary>
    public BoxRunner Runner { get; }

    /// <summary>What the machine is.</summary>
    public MachineProfile Profile { get; }

    /// <summary>The simulated machine; null for a recorded one.</summary>
    public SimulatedMachine? Machine { get; }

    /// <summary>How long the recording lasts in milliseconds; null for a simulated machine, which goes on.</summary>
    public long? RecordingMs { get; }

    /// <summary>Puts a box together.</summary>
    /// <param name="options">What it is told.</param>
    /// <returns>The box, not started.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or the profile needs what the machine has not; the message says how.</exception>
    /// <exception cref="DllNotFoundException">libmosquitto is not installed, which a broker needs.</exception>
    /// <exception cref="InvalidDataException">The recording lacks a column or is empty.</exception>
    /// <exception cref="IOException">The recording or the state folder can't be read or made, or another box has the folder.</exception>
    public static HostBox Create(HostBoxOptions options)
    {
        if (options.Profile is null && options.Replay is null && options.Machine != SimulatedMachines.Mill)
        {
            throw new ArgumentException($"The machine '{options.Machine}' needs a profile.");
        }

        var clock = new HostClock(options.UtcAtStart);
        var system = new HostSystem(options.Id);
        var recording = options.Replay is null ? null : LoadRecording(options.Replay, options.Columns);
        var replay = recording is null ? null : new ReplayBoard(recording, clock, options.IntervalMs ?? ReplayBoard.DefaultIntervalMs);
        var machine = replay is null ? SimulatedMachines.Create(options.Machine, clock, (uint)system.UniqueId, options.Faults) : null;
        var inputs = machine?.Inputs ?? new MachineInputs { Analog = replay, Digital = replay };
        var broker = options.Broker is null ? null : new LibMosquittoConnection(options.Broker);
        var link = broker is not null ? null : new UdpLink(options.Gateway?.AddressFamily ?? AddressFamily.InterNetwork, options.DiscoveryGroup, options.DiscoveryInterface);
        StateFolder? folder = null;
        try
        {
            folder = options.StateFolder is null ? null : new StateFolder(options.StateFolder);
            var files = folder is null ? (IFileArea)new MemoryFileArea() : folder.Files;
            var settings = SettingsOf(options);
            var longest = link is null ? settings.Mqtt.MaxMessageLength : Node.MaxMessageLength(settings.Client, link);
            var profile = options.Profile ?? new ProfileStore(files, inputs, settings, longest).Load();
            profile.SamplingIntervalMs = options.IntervalMs ?? profile.SamplingIntervalMs;
            var node = link is null ? new Node(settings, profile, system, broker!, inputs, files) : new Node(settings, profile, system, link, inputs, files);
            var runner = new BoxRunner(node, clock, link is null ? broker!.Wait : link.Wait, options.Speed);
            return new HostBox(node, clock, link, broker, runner, profile, machine, replay?.DurationMs, folder);
        }
        catch
        {
            folder?.Dispose();
            link?.Dispose();
            broker?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Link?.Dispose();
        _broker?.Dispose();
        _folder?.Dispose();
    }

    private static NodeSettings SettingsOf(HostBoxOptions options)
    {
        var settings = options.Settings?.Node ?? DesktopSettings(options);
        settings.Qos = options.Qos;
        settings.Layout = options.Layout;
        settings.TopicPrefix = options.TopicPrefix;
        settings.DataTopicId = options.DataTopicId;
        settings.MetaDataTopicId = options.MetaDataTopicId;
        settings.EventTopicId = options.EventTopicId;
        settings.EventMetaDataTopicId = options.EventMetaDataTopicId;
        settings.PublishesEvents = options.PublishesEvents;
        settings.Client.ClientId = Encoding.UTF8.GetBytes(options.Id);
        settings.Client.MaxFrameLength = options.MaxFrameLength;
        settings.Client.KeepAliveSeconds = options.KeepAliveSeconds;
        settings.Client.RetryMs = options.RetryMs;
        settings.Client.RetryCount = options.RetryCount;
        settings.Client.WaitMs = options.WaitMs;
        settings.Client.ReturnMs = options.ReturnMs;
        settings.Client.CleanSession = options.CleanSession;
        settings.Client.WirelessNodeId = [.. options.WirelessNodeId];
        settings.Client.Discover = options.DiscoveryGroup is not null;
        settings.SleepSeconds = options.SleepSeconds;
        settings.Gateway.Length = 0;
        if (options.Broker is not null)
        {
            settings.Mqtt = options.Broker;
            settings.Mqtt.ClientId = options.Id;
        }

        if (options.Gateway is not null)
        {
            UdpLink.ToLinkAddress(options.Gateway, settings.Gateway);
        }

        settings.FallbackGateways = [.. options.FallbackGateways.Select(ToLinkAddress)];
        return settings;
    }

    /// <summary>An outbox as a desktop has room for.</summary>
    private static NodeSettings DesktopSettings(HostBoxOptions options)
    {
        // A page takes the longest frame, whole erase blocks, and all pages together what they take by default.
        var blocks = (LongestMessage(options) + PageOverhead + NodeSettings.DefaultOutboxPageOctets - 1) / NodeSettings.DefaultOutboxPageOctets;
        return new NodeSettings
        {
            QueueCapacity = QueueCapacity,
            OutboxPageOctets = blocks * NodeSettings.DefaultOutboxPageOctets,
            OutboxPages = Math.Max(2, NodeSettings.DefaultOutboxPages / blocks),
        };
    }

    private static int LongestMessage(HostBoxOptions options) => options.Broker?.MaxMessageLength ?? options.MaxFrameLength;

    private static LinkAddress ToLinkAddress(IPEndPoint endPoint)
    {
        var address = new LinkAddress();
        UdpLink.ToLinkAddress(endPoint, address);
        return address;
    }

    private static Recording LoadRecording(string path, IReadOnlyDictionary<string, string> overrides)
    {
        var unknown = overrides.Keys.FirstOrDefault(signal => ReplayBoard.Signals.All(s => s.Signal != signal));
        if (unknown is not null)
        {
            throw new ArgumentException($"'{unknown}' is not a signal. Signals are {string.Join(", ", ReplayBoard.Signals.Select(s => s.Signal))}.");
        }

        return Recording.Load(path, [.. ReplayBoard.Signals.Select(s => overrides.GetValueOrDefault(s.Signal, s.Column))]);
    }
}
