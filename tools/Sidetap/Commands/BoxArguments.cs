using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Desktop;
using Sidetap.Boards.Host.Lines;
using Sidetap.Events;
using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Tool.Commands;

/// <summary>The options that say what a box on the desktop is, shared by <c>box</c> and <c>demo</c>.</summary>
internal sealed class BoxArguments(CliContext context)
{
    private readonly Option<string> _id = new("--id") { Description = "ClientId, 1 to 23 characters; the box's PublisherId follows from it. A box that is set up over its line keeps it in --state, and has one of its own there without this.", HelpName = "NAME", DefaultValueFactory = _ => "sidetap" };
    private readonly Option<int> _qos = new("--qos") { Description = "QoS: -1, 0, 1 or 2. QoS -1 needs no connection, but predefined topic ids.", HelpName = "-1|0|1|2", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _replay = new("--replay") { Description = "CSV file of a recorded mill, instead of a simulated machine.", HelpName = "FILE" };
    private readonly Option<string> _machine = new("--machine") { Description = "Which machine is simulated.", HelpName = string.Join('|', SimulatedMachines.Names) };
    private readonly Option<string> _profile = new("--profile") { Description = "Machine profile: a file, or the name of one that comes with sidetap; without it, the machine's own.", HelpName = "FILE|NAME" };
    private readonly Option<string[]> _faults = new("--fault") { Description = "Make something go wrong with a simulated machine, from a time on, until another; in seconds of box time, or with ms, s, m, h. May be repeated.", HelpName = "[MACHINE:]FAULT[@FROM[-UNTIL]]" };
    private readonly Option<string[]> _columns = new("--column") { Description = "Which column of the recording a signal is; may be repeated.", HelpName = "SIGNAL=COLUMN" };
    private readonly Option<int> _interval = new("--interval") { Description = $"Milliseconds from sample to sample (without it, the profile's), and from row to row of the recording ({ReplayBoard.DefaultIntervalMs}).", HelpName = "MS" };
    private readonly Option<double> _speed = new("--speed") { Description = "How fast the box's time runs, 0.1 to 1000 times the real time.", HelpName = "X", DefaultValueFactory = _ => 1, CustomParser = Speed };
    private readonly Option<int> _seconds = new("--seconds") { Description = "Stop after so many seconds of box time; without it, the recording's end or Ctrl+C stops.", HelpName = "N" };
    private readonly Option<string> _pcap = new("--pcap") { Description = "Record every frame in this file, for Wireshark or sidetap decode.", HelpName = "FILE" };
    private readonly Option<string> _layout = new("--layout") { Description = "Layout of the messages (OPC 10000-14, Annex A.2).", HelpName = "dynamic|fixed", DefaultValueFactory = _ => "dynamic" };
    private readonly Option<string> _prefix = new("--prefix") { Description = "First levels of the topics.", HelpName = "TOPIC", DefaultValueFactory = _ => "opcua" };
    private readonly Option<int> _dataTopicId = new("--data-topic-id") { Description = "Predefined topic id for data, instead of registering the name.", HelpName = "ID" };
    private readonly Option<int> _metaDataTopicId = new("--metadata-topic-id") { Description = "Predefined topic id for metadata.", HelpName = "ID" };
    private readonly Option<int> _eventTopicId = new("--event-topic-id") { Description = "Predefined topic id for events. At QoS -1 there are no events without both of these ids.", HelpName = "ID" };
    private readonly Option<int> _eventMetaDataTopicId = new("--event-metadata-topic-id") { Description = "Predefined topic id for the metadata of events.", HelpName = "ID" };
    private readonly Option<bool> _noEvents = new("--no-events") { Description = "Publish no events (changes of state, mode and tool, faults, violated limits, starts)." };
    private readonly Option<int> _maxFrame = new("--max-frame") { Description = "Octets of the longest frame.", HelpName = "N", DefaultValueFactory = _ => 512 };
    private readonly Option<int> _keepAlive = new("--keep-alive") { Description = "Keep-alive in seconds.", HelpName = "N", DefaultValueFactory = _ => 60 };
    private readonly Option<int> _retry = new("--retry") { Description = "Tretry: milliseconds until what was not answered is sent again. MQTT-SN says 10 to 15 s; less on a lossy link keeps up.", HelpName = "MS", DefaultValueFactory = _ => 10000 };
    private readonly Option<string> _settings = new("--settings") { Description = "A box's settings, in JSON or compiled, for whatever the command line does not say.", HelpName = "FILE" };
    private readonly Option<string> _state = new("--state") { Description = "Folder for the box's files; without it they are gone with the process.", HelpName = "DIR" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="takesSettings">Whether one box runs, which may be told by a file.</param>
    public void AddTo(Command command, bool takesSettings = false)
    {
        if (takesSettings)
        {
            command.Options.Add(_settings);
        }

        _layout.CompletionSources.Add("dynamic", "fixed");
        _layout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("dynamic" or "fixed"))
            {
                result.AddError("--layout takes dynamic or fixed");
            }
        });
        _machine.CompletionSources.Add([.. SimulatedMachines.Names]);
        _machine.Validators.Add(result =>
        {
            if (!SimulatedMachines.Names.Contains(result.GetValueOrDefault<string>()))
            {
                result.AddError($"--machine takes {string.Join(", ", SimulatedMachines.Names)}");
            }
        });
        Range(_qos, -1, 2, "a QoS");
        Range(_interval, 10, 60000, "an interval in milliseconds");
        Range(_dataTopicId, 1, 65534, "a topic id");
        Range(_metaDataTopicId, 1, 65534, "a topic id");
        Range(_eventTopicId, 1, 65534, "a topic id");
        Range(_eventMetaDataTopicId, 1, 65534, "a topic id");
        Range(_maxFrame, 64, 65507, "a length in octets");
        Range(_retry, 100, 60000, "a time in milliseconds");
        Range(_keepAlive, 1, 65535, "a keep-alive in seconds");
        Range(_seconds, 1, 1000000000, "a number of seconds");
        foreach (Option option in (Option[])[_id, _machine, _profile, _faults, _replay, _columns, _qos, _interval, _speed, _seconds, _pcap, _layout, _prefix, _dataTopicId, _metaDataTopicId, _eventTopicId, _eventMetaDataTopicId, _noEvents, _maxFrame, _keepAlive, _retry, _state])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The capture file that was asked for, or null.</summary>
    /// <param name="parsed">The command line.</param>
    public string? Pcap(ParseResult parsed) => parsed.GetValue(_pcap);

    /// <summary>Box time after which to stop in milliseconds, or null.</summary>
    /// <param name="parsed">The command line.</param>
    public long? DurationMs(ParseResult parsed) => parsed.GetValue(_seconds) is > 0 and var seconds ? seconds * 1000L : null;

    /// <summary>The folder for the box's files, or null.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CliError">It is no name of a folder.</exception>
    public string? StateFolder(ParseResult parsed) => parsed.GetValue(_state) switch
    {
        null => null,
        var name when string.IsNullOrWhiteSpace(name) => throw new CliError("--state needs the name of a folder"),
        var file when File.Exists(file) => throw new CliError($"--state {file} is a file; name a folder"),
        var folder => folder,
    };

    /// <summary>Opens the folder for the box's files, for this process alone.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The folder; null: none was named.</returns>
    /// <exception cref="CliError">It is no name of a folder.</exception>
    /// <exception cref="IOException">Another box has it.</exception>
    public StateFolder? OpenState(ParseResult parsed) => StateFolder(parsed) is { } path ? new StateFolder(path) : null;

    /// <summary>The options that say what is around a box, and not what it is told.</summary>
    public IReadOnlyList<Option> AroundTheBox => [_id, _machine, _faults, _speed, _seconds, _state];

    /// <summary>What a desktop gives a box that is set up over its line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="line">Its line.</param>
    /// <param name="version">The firmware's version.</param>
    /// <param name="folder">Its folder; null: its files go with the process.</param>
    /// <exception cref="CliError">Something about the options is wrong.</exception>
    public DesktopBoxOptions Surround(ParseResult parsed, HostLine line, string version, StateFolder? folder)
    {
        string machine = MachineName(parsed) ?? SimulatedMachines.Mill;
        string id = ClientId(Id(parsed));
        return new DesktopBoxOptions
        {
            Line = line,
            Files = folder is null ? new MemoryFileArea() : folder.Files,
            Name = folder is null ? id : folder.NameOf(IsGiven(parsed, _id) ? id : null),
            Machine = machine,
            Faults = [.. Faults(parsed, [machine])[machine]],
            Speed = parsed.GetValue(_speed),
            UtcAtStart = DateTime.UtcNow,
            Version = version,
        };
    }

    /// <summary>The simulated machine that was asked for, or null.</summary>
    /// <param name="parsed">The command line.</param>
    public string? MachineName(ParseResult parsed) => parsed.GetValue(_machine);

    /// <summary>Whether a recording is replayed.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsReplay(ParseResult parsed) => parsed.GetValue(_replay) is not null;

    /// <summary>The box's name.</summary>
    /// <param name="parsed">The command line.</param>
    public string Id(ParseResult parsed) => parsed.GetRequiredValue(_id);

    /// <summary>What goes wrong, by machine.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="machines">The machines that run.</param>
    /// <exception cref="CliError">A fault is not of the form, or there is no such.</exception>
    public ILookup<string, FaultPlan> Faults(ParseResult parsed, IReadOnlyList<string> machines) => FaultArguments.Parse(parsed.GetValue(_faults) ?? [], machines);

    /// <summary>Checks options that mean one box against a run of several.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CliError">One of them was given.</exception>
    public void CheckForSeveral(ParseResult parsed)
    {
        foreach (Option option in (Option[])[_profile, _dataTopicId, _metaDataTopicId, _eventTopicId, _eventMetaDataTopicId])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new CliError($"{option.Name} is for one box: it goes with --machine {string.Join('|', SimulatedMachines.Names)}");
            }
        }
    }

    /// <summary>Makes the box that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="complete">Adds how it reaches a gateway.</param>
    /// <param name="faults">What goes wrong with which machine; null: with this box's, what the command line says.</param>
    /// <returns>The box, not started.</returns>
    /// <exception cref="CliError">Something about the options, the profile or the recording is wrong.</exception>
    public HostBox Make(ParseResult parsed, Func<HostBoxOptions, HostBoxOptions> complete, ILookup<string, FaultPlan>? faults = null)
    {
        BoxSettings? told = SettingsOf(parsed);
        NodeSettings? node = told?.Node;
        HostBoxOptions options = complete(new HostBoxOptions
        {
            Settings = told,
            Id = IdOf(parsed, told),
            Qos = Choose(parsed, _qos, node?.Qos),
            Machine = parsed.GetValue(_machine) ?? SimulatedMachines.Mill,
            Replay = ExistingFile(parsed.GetValue(_replay)),
            Columns = Columns(parsed.GetValue(_columns) ?? []),
            IntervalMs = Choose(parsed, _interval, told?.SamplingIntervalMs) is > 0 and var interval ? interval : null,
            Speed = parsed.GetValue(_speed),
            Layout = IsGiven(parsed, _layout) || node is null ? LayoutOf(parsed.GetValue(_layout)) : node.Layout,
            TopicPrefix = IsGiven(parsed, _prefix) || node is null ? Prefix(parsed.GetRequiredValue(_prefix)) : node.TopicPrefix,
            DataTopicId = Choose(parsed, _dataTopicId, node?.DataTopicId),
            MetaDataTopicId = Choose(parsed, _metaDataTopicId, node?.MetaDataTopicId),
            EventTopicId = Choose(parsed, _eventTopicId, node?.EventTopicId),
            EventMetaDataTopicId = Choose(parsed, _eventMetaDataTopicId, node?.EventMetaDataTopicId),
            PublishesEvents = !parsed.GetValue(_noEvents) && node?.PublishesEvents != false,
            MaxFrameLength = Choose(parsed, _maxFrame, node?.Client.MaxFrameLength),
            KeepAliveSeconds = Choose(parsed, _keepAlive, node?.Client.KeepAliveSeconds),
            RetryMs = Choose(parsed, _retry, node?.Client.RetryMs),
            StateFolder = StateFolder(parsed),
            UtcAtStart = DateTime.UtcNow,
        });
        if (options.Columns.Count > 0 && options.Replay is null)
        {
            throw new CliError("--column goes with --replay");
        }

        if (options.Replay is not null && (parsed.GetValue(_machine) is not null || parsed.GetValue(_faults)?.Length > 0))
        {
            throw new CliError($"{(parsed.GetValue(_machine) is null ? "--fault" : "--machine")} is for simulated machines: leave out --replay, or it");
        }

        if (options.Replay is null)
        {
            options = options with { Faults = [.. (faults ?? Faults(parsed, [options.Machine]))[options.Machine]] };
        }

        options = options with { Profile = ProfileName(parsed, options.Machine) is { } profile ? MachineProfiles.Load(context, profile) : null };
        if (options.Broker is not null)
        {
            CompleteBroker(parsed, options.Broker, options.Qos);
        }

        if (options.Qos < 0 && (options.DataTopicId == 0 || options.MetaDataTopicId == 0))
        {
            throw new CliError("--qos -1 needs --data-topic-id and --metadata-topic-id, which the gateway must know as well");
        }

        if (options.Qos < 0 && (options.EventTopicId == 0) != (options.EventMetaDataTopicId == 0))
        {
            throw new CliError("--qos -1 takes both --event-topic-id and --event-metadata-topic-id, which the gateway must know as well, or, for no events, neither");
        }

        try
        {
            return HostBox.Create(options);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            throw new CliError(error.Message.TrimEnd('.').ReplaceLineEndings(" ").Replace("MaxFrameLength", "--max-frame", StringComparison.Ordinal).Replace("MaxMessageLength", "--max-frame", StringComparison.Ordinal));
        }
        catch (DllNotFoundException error)
        {
            throw new CliError($"--broker: {error.Message}");
        }
        catch (SocketException error)
        {
            throw new CliError($"no UDP socket to be had: {error.Message}");
        }
    }

    /// <summary>What the options for both mean to a broker, and which are not for one.</summary>
    private void CompleteBroker(ParseResult parsed, MqttSettings broker, int qos)
    {
        if (qos is < 0 or > 1)
        {
            throw new CliError("--qos takes 0 or 1 with --broker");
        }

        foreach (Option option in (Option[])[_dataTopicId, _metaDataTopicId, _pcap])
        {
            if (IsGiven(parsed, option))
            {
                throw new CliError($"{option.Name} is for MQTT-SN: leave it out, or --broker");
            }
        }

        broker.KeepAliveSeconds = IsGiven(parsed, _keepAlive) ? parsed.GetValue(_keepAlive) : broker.KeepAliveSeconds;
        broker.MaxMessageLength = IsGiven(parsed, _maxFrame) ? parsed.GetValue(_maxFrame) : broker.MaxMessageLength;
        broker.AckTimeoutMs = IsGiven(parsed, _retry) ? parsed.GetValue(_retry) : broker.AckTimeoutMs;
    }

    /// <summary>What the file of settings says; null: there is none.</summary>
    private BoxSettings? SettingsOf(ParseResult parsed)
    {
        if (parsed.GetValue(_settings) is not { } file)
        {
            return null;
        }

        // The broker's certificate lies beside the settings, as it does in a box.
        SettingValues values = SettingsInput.Require(file);
        return new BoxSettings(values, uniqueId: 0, new FolderFileArea(Path.GetDirectoryName(Path.GetFullPath(file))!));
    }

    /// <summary>A box on a desktop has no number of its own: without a name it is called as without settings.</summary>
    private string IdOf(ParseResult parsed, BoxSettings? told) =>
        IsGiven(parsed, _id) || told is not { HasId: true } ? ClientId(parsed.GetRequiredValue(_id)) : told.Mqtt.ClientId;

    private static HeaderLayout LayoutOf(string? name) => name == "fixed" ? HeaderLayout.PeriodicFixed : HeaderLayout.Dynamic;

    /// <summary>Whether an option was given; its default does not count.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>What the command line says, else what the settings say, else the option's default.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="told">What the settings say; null: there are none.</param>
    public static int Choose(ParseResult parsed, Option<int> option, int? told) => IsGiven(parsed, option) || told is not { } value ? parsed.GetValue(option) : value;

    /// <summary>The profile of a machine; null for a recording, which is of the machine that a box knows without one.</summary>
    private string? ProfileName(ParseResult parsed, string machine) => parsed.GetValue(_profile) ?? (IsReplay(parsed) ? null : MachineProfiles.NameFor(machine));

    /// <summary>The profile of the box, or of the first of several, as one would name it; null for a recording without one.</summary>
    /// <param name="parsed">The command line.</param>
    public string? ProfileName(ParseResult parsed) =>
        parsed.GetValue(_profile) ?? (IsReplay(parsed) ? null : MachineProfiles.NameFor(MachineName(parsed) ?? SimulatedMachines.Mill));

    /// <summary>The predefined topics a bench gateway has to know for this box.</summary>
    /// <param name="parsed">The command line.</param>
    public Dictionary<int, string> PredefinedTopics(ParseResult parsed)
    {
        Dictionary<int, string> topics = [];
        if (parsed.GetValue(_dataTopicId) <= 0 && parsed.GetValue(_metaDataTopicId) <= 0)
        {
            return topics;
        }

        string prefix = Prefix(parsed.GetRequiredValue(_prefix));
        ulong uniqueId = new HostSystem(parsed.GetRequiredValue(_id)).UniqueId;
        ulong publisherId = parsed.GetValue(_layout) == "fixed" ? uniqueId & 0xFFFF : uniqueId;
        MachineProfile profile = ProfileName(parsed, MachineName(parsed) ?? SimulatedMachines.Mill) is { } name
            ? MachineProfiles.Load(null, name) : BuiltInProfile.Create();
        if (parsed.GetValue(_dataTopicId) is > 0 and var data)
        {
            topics[data] = TopicNames.Data(prefix, publisherId, profile.WriterGroupName, profile.DataSetName);
        }

        string eventsName = profile.DataSetName + EventFields.NameSuffix;
        if (parsed.GetValue(_eventTopicId) is > 0 and var events)
        {
            topics[events] = TopicNames.Data(prefix, publisherId, profile.WriterGroupName, eventsName);
        }

        if (parsed.GetValue(_eventMetaDataTopicId) is > 0 and var eventMetaData)
        {
            topics[eventMetaData] = TopicNames.MetaData(prefix, publisherId, profile.WriterGroupName, eventsName);
        }

        if (parsed.GetValue(_metaDataTopicId) is > 0 and var metaData)
        {
            topics[metaData] = TopicNames.MetaData(prefix, publisherId, profile.WriterGroupName, profile.DataSetName);
        }

        return topics;
    }

    /// <summary>What runs, in a few words.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isDemo">Whether three machines run when none is named.</param>
    public string Describe(ParseResult parsed, bool isDemo = false)
    {
        string simulated = MachineName(parsed) is { } name ? $"simulated {name}" : isDemo ? "three simulated machines" : $"simulated {SimulatedMachines.Mill}";
        string machine = parsed.GetValue(_replay) is { } replay ? Path.GetFileName(replay) : simulated;
        double speed = parsed.GetValue(_speed);
        return speed == 1 ? machine : string.Create(CultureInfo.InvariantCulture, $"{machine} at {speed} times the speed");
    }

    /// <summary>Reads HOST:PORT.</summary>
    /// <param name="text">For example "10.0.0.7:1885", "gateway.example:1885" or "[::1]:1885".</param>
    /// <returns>The address, IPv4 where there is one.</returns>
    /// <exception cref="CliError">It is not of this form, or the name is not known.</exception>
    public static IPEndPoint Resolve(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535)
        {
            throw new CliError($"--gateway {text} is not HOST:PORT with a port of 1 to 65535");
        }

        string host = text[..colon].Trim('[', ']');
        try
        {
            IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : Dns.GetHostAddresses(host);
            IPAddress? address = addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
            return address is null ? throw new CliError($"--gateway {text}: {host} has no address") : new IPEndPoint(address, port);
        }
        catch (SocketException)
        {
            throw new CliError($"--gateway {text}: no machine of the name {host} is known");
        }
    }

    private static double Speed(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[^1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double speed) && speed is >= 0.1 and <= 1000)
        {
            return speed;
        }

        result.AddError($"--speed {result.Tokens[^1].Value} is not a number from 0.1 to 1000");
        return 1;
    }

    private static void Range(Option<int> option, int lowest, int highest, string what) =>
        option.Validators.Add(result => NumberCheck.Add(result, lowest, highest, what));

    internal static string ClientId(string id) => Encoding.UTF8.GetByteCount(id) is >= 1 and <= Frame.MaxClientIdLength
        ? id
        : throw new CliError($"--id takes 1 to {Frame.MaxClientIdLength} characters (MQTT-SN 1.2, 5.3.1)");

    private static string Prefix(string prefix) => prefix.Split('/').All(TopicNames.IsLevel)
        ? prefix
        : throw new CliError($"--prefix {prefix} is not a topic: levels divided by '/', without '+' and '#', none empty");

    private static string? ExistingFile(string? path) => path is null || File.Exists(path)
        ? path
        : throw new CliError(Directory.Exists(path) ? $"--replay {path} is a folder; name a file in it" : $"no such file: {path}");

    private static Dictionary<string, string> Columns(string[] definitions)
    {
        Dictionary<string, string> columns = [];
        foreach (string definition in definitions)
        {
            string[] parts = definition.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw new CliError($"--column {definition} is not SIGNAL=COLUMN; signals are {string.Join(", ", ReplayBoard.Signals.Select(s => s.Signal))}");
            }

            columns[parts[0]] = parts[1];
        }

        return columns;
    }
}
