using System;
using nanoFramework.Networking;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Update;

namespace Sidetap.Boards.Nano
{
    /// <summary>A box put together on a board: its settings, its network, its profile, the node and what looks after it.</summary>
    /// <remarks>The table of settings and the profile's sources take some 14 KB, which are free again when the box is made: nothing here holds them.</remarks>
    public sealed class Box
    {
        private const string NoAddress = "0.0.0.0";
        private const int WrapperRoom = 3; // of a forwarder, besides the node's id (MQTT-SN 1.2, 5.5)

        /// <summary>Puts it together; nothing is sent or sampled yet.</summary>
        /// <param name="board">The board, open.</param>
        /// <param name="restarts">What the box remembers: after quick restarts in a row, profile and settings are left out.</param>
        /// <param name="start">The settings of this start.</param>
        /// <exception cref="ArgumentException">Settings and profile contradict each other.</exception>
        public Box(Board board, RestartRecord restarts, BoxStart start)
            : this(board, restarts, start, null)
        {
        }

        /// <summary>Puts it together; nothing is sent or sampled yet.</summary>
        /// <param name="board">The board, open.</param>
        /// <param name="restarts">What the box remembers: after quick restarts in a row, profile and settings are left out.</param>
        /// <param name="start">The settings of this start.</param>
        /// <param name="notes">Where is noted what happens; null where there is nobody to read it.</param>
        /// <exception cref="ArgumentException">Settings and profile contradict each other.</exception>
        public Box(Board board, RestartRecord restarts, BoxStart start, Notes notes)
        {
            BoxSettings settings = start.Settings;
            Settings = settings.Node;
            Patience = settings.Supervisor;
            Settings.OutboxPages = PagesOf(Settings.OutboxPages, board.OutboxPages);
            CompleteUpdate(board, Settings.Update);
            TimeServer = settings.Time.Server;
            Network = board.CreateNetwork(settings.Wifi.Ssid, settings.Wifi.Password, AddressOf(settings.Network));
            Node = CreateNode(board, restarts, settings);
            SupervisedParts parts = new SupervisedParts
            {
                Network = Network,
                Time = new NanoTimeSource(Network, settings.Time.Server, settings.Time.FallbackServer),
                Led = board.Led,
                Power = board.Power,
                Trial = start.Trial,
                Notes = notes,
            };
            Supervisor = new Supervisor.Supervisor(settings.Supervisor, Node, Settings, board.Itself, board.Clock, restarts, parts);
        }

        /// <summary>What the node was told.</summary>
        public NodeSettings Settings { get; }

        /// <summary>When it takes itself for broken.</summary>
        public SupervisorSettings Patience { get; }

        /// <summary>The network.</summary>
        public INetwork Network { get; }

        /// <summary>Where the time comes from; empty: from nowhere.</summary>
        public string TimeServer { get; }

        /// <summary>What the machine is.</summary>
        public MachineProfile Profile { get; private set; }

        /// <summary>Octets of the longest message.</summary>
        public int MaxMessageLength { get; private set; }

        /// <summary>The node.</summary>
        public Node Node { get; }

        /// <summary>What looks after it.</summary>
        public Supervisor.Supervisor Supervisor { get; }

        /// <summary>Makes the way out, MQTT-SN or MQTT, and the node behind it.</summary>
        private Node CreateNode(Board board, RestartRecord restarts, BoxSettings settings)
        {
            if (settings.UsesMqtt)
            {
                return CreateMqttNode(board, restarts, settings);
            }

            ClientSettings client = settings.Node.Client;
            NanoUdpLink link = new NanoUdpLink(Network, settings.DiscoveryGroup, client.MaxFrameLength + WrapperRoom + client.WirelessNodeId.Length);
            MaxMessageLength = Node.MaxMessageLength(client, link);
            Profile = LoadProfile(board, restarts, settings, MaxMessageLength);
            Node node = new Node(settings.Node, Profile, board.Itself, link, board.Inputs, board.Files);
            settings.Node.Mqtt = null; // of no use without a broker
            Profile.Sources = new SourceDescriptor[0]; // the node has made its sources of them
            return node;
        }

        private Node CreateMqttNode(Board board, RestartRecord restarts, BoxSettings settings)
        {
            IBrokerConnection broker = board.CreateBroker(settings.Mqtt, Network);
            MaxMessageLength = settings.Mqtt.MaxMessageLength;
            Profile = LoadProfile(board, restarts, settings, MaxMessageLength);
            Node node = new Node(settings.Node, Profile, board.Itself, broker, board.Inputs, board.Files);
            Profile.Sources = new SourceDescriptor[0]; // the node has made its sources of them
            return node;
        }

        /// <summary>What the board knows of updates, besides what the settings say of them.</summary>
        private static void CompleteUpdate(Board board, UpdateSettings update)
        {
            if (update != null)
            {
                update.Slots = board.UpdateSlots;
                update.Board = board.Id;
                PutVersion(update.Version, typeof(Box).Assembly.GetName().Version);
                PutVersion(update.PlatformVersion, board.PlatformVersion);
            }
        }

        /// <summary>A version as images have it: major (1), minor (1), revision (2), build (4). The third of four numbers is .NET's build, which is an image's revision.</summary>
        private static void PutVersion(byte[] octets, Version version)
        {
            if (version != null)
            {
                octets[0] = (byte)version.Major;
                octets[1] = (byte)version.Minor;
                UaBinary.Put16(octets, 2, version.Build);
                UaBinary.Put32(octets, 4, (uint)version.Revision);
            }
        }

        private static MachineProfile LoadProfile(Board board, RestartRecord restarts, BoxSettings settings, int maxMessageLength)
        {
            ProfileStore store = new ProfileStore(board.Files, board.Inputs, settings.Node, maxMessageLength);
            return SafeStart.LoadProfile(restarts, store, settings.SamplingIntervalMs);
        }

        /// <summary>The fewer of what is wanted and what the drive holds; one page alone is of no use.</summary>
        private static int PagesOf(int wanted, int there)
        {
            int pages = wanted < there ? wanted : there;
            return pages < 2 ? 0 : pages;
        }

        private static IPConfiguration AddressOf(NetworkSettings settings)
        {
            if (settings.UseDhcp || settings.Address.Length == 0)
            {
                return null;
            }

            string gateway = settings.Gateway.Length == 0 ? NoAddress : settings.Gateway;
            return new IPConfiguration(settings.Address, settings.Mask, gateway, settings.Dns.Length == 0 ? null : new string[] { settings.Dns });
        }
    }
}
