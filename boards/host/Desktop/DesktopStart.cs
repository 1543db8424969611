using System.Net;
using System.Net.Sockets;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;
using Sidetap.Update;

namespace Sidetap.Boards.Host.Desktop;

/// <summary>One start of a box on the desktop, from power-on or restart to the next: settings, profile, node, supervisor and shell put together as a board does.</summary>
public sealed class DesktopStart : IDisposable
{
    private readonly HostSystem _system;
    private readonly UdpLink? _link;
    private readonly LibMosquittoConnection? _broker;
    private readonly Supervisor.Supervisor? _supervisor;
    private readonly ShellOnDemand _shell;

    /// <summary>The board's name in images for the desktop.</summary>
    public const string UpdateBoard = "host";

    private const int MaxImageOctets = 4 * 1024 * 1000;

    internal DesktopStart(DesktopBoxOptions options, HostClock machine, MachineInputs inputs, StartCause cause)
    {
        Clock = new StartClock(machine);
        _system = new HostSystem(options.Name, cause);
        Restarts = new RestartRecord(options.Files);
        Settings = new BoxStart(options.Files, _system.UniqueId, Restarts);
        var slot = FileSlots.Choose(options.Files);
        var slots = new FileSlots(options.Files, MaxImageOctets, slot);
        if (Settings.Settings.Node.Update is { } update)
        {
            update.Slots = slots;
            update.Board = UpdateBoard;
            update.Version = VersionOctets(options.Version);
        }

        var network = new HostNetwork();
        var parts = new ShellParts
        {
            Line = options.Line,
            Files = options.Files,
            Itself = _system,
            Clock = Clock,
            Inputs = inputs,
            Restarts = Restarts,
            Network = network,
            NetworkInfo = network,
            Names = network,
            Notes = new Notes(),
            SettableClock = Clock,
            TimeServer = Settings.Settings.Time.Server,
            Settings = Settings.Settings.Node,
            Start = Settings,
            Patience = Settings.Settings.Supervisor,
            BoardName = "desktop",
            Version = options.Version,
        };
        try
        {
            (_link, _broker) = Connect(Settings.Settings, options.DiscoveryInterface);
            parts.MaxMessageLength = _link is null ? Settings.Settings.Mqtt.MaxMessageLength : Node.MaxMessageLength(Settings.Settings.Node.Client, _link);
            var store = new ProfileStore(options.Files, inputs, Settings.Settings.Node, parts.MaxMessageLength);
            parts.Profile = SafeStart.LoadProfile(Restarts, store, Settings.Settings.SamplingIntervalMs);
            Node = CreateNode(Settings.Settings.Node, parts.Profile, inputs, options.Files);
            _supervisor = new Supervisor.Supervisor(
                Settings.Settings.Supervisor, Node, Settings.Settings.Node, _system, Clock, Restarts, new SupervisedParts { Network = network, Trial = Settings.Trial, Notes = parts.Notes });
        }
        catch (Exception error) when (error is ArgumentException or DllNotFoundException)
        {
            // A box that can't be put together is set right over its line.
            Fault = error.Message;
            parts.Fault = Fault;
        }
        catch
        {
            Dispose();
            throw;
        }

        parts.Node = Node;
        parts.Supervisor = _supervisor;
        _shell = new ShellOnDemand(parts);
    }

    /// <summary>Its clock.</summary>
    public StartClock Clock { get; }

    /// <summary>What it is told, and where that came from.</summary>
    public BoxStart Settings { get; }

    /// <summary>What the box remembers of its restarts.</summary>
    public RestartRecord Restarts { get; }

    /// <summary>The node; null: it could not be put together, and <see cref="Fault"/> says why.</summary>
    public Node? Node { get; }

    /// <summary>Why there is no node; null: there is one.</summary>
    public string? Fault { get; }

    /// <summary>Whether the firmware has asked for a restart.</summary>
    public bool IsEnded => _system.RestartRequested;

    private static byte[] VersionOctets(string text)
    {
        var octets = new byte[ImageHeader.VersionLength];
        if (Version.TryParse(text.Split('-', '+')[0], out var version))
        {
            ImageHeader.PutVersion(octets, 0, version.Major, version.Minor, Math.Max(version.Build, 0), 0);
        }

        return octets;
    }

    private Node CreateNode(NodeSettings settings, MachineProfile profile, MachineInputs inputs, IFileArea files) =>
        _link is null ? new Node(settings, profile, _system, _broker!, inputs, files) : new Node(settings, profile, _system, _link, inputs, files);

    private static (UdpLink? Link, LibMosquittoConnection? Broker) Connect(BoxSettings settings, IPAddress discoveryInterface)
    {
        if (settings.UsesMqtt)
        {
            return (null, new LibMosquittoConnection(settings.Mqtt));
        }

        var group = settings.DiscoveryGroup.Length == 0 ? null : UdpLink.ToEndPoint(settings.DiscoveryGroup);
        return (new UdpLink(AddressFamily.InterNetwork, group, discoveryInterface), null);
    }

    internal void Begin() => _supervisor?.Start(Clock.UptimeMs);

    internal long Step()
    {
        var now = Clock.UptimeMs;
        if (_supervisor is null && Settings.Trial.IsOver(now))
        {
            Restarts.Note(RestartReason.Requested, now, null, 0);
            _system.Restart();
        }

        var due = _supervisor?.Step(now) ?? long.MaxValue;
        return IsEnded ? now : Math.Min(due, _shell.Step(now));
    }

    internal void Wait(TimeSpan wait)
    {
        if (_link is not null)
        {
            _link.Wait(wait);
        }
        else
        {
            _broker?.Wait(wait);
        }
    }

    internal void Stop() => Node?.Stop(Clock.UptimeMs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _link?.Dispose();
        _broker?.Dispose();
    }
}
