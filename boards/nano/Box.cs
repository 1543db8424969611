using System;
using nanoFramework.Networking;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Boards.Nano
{
    /// <summary>A box put together on a board: its settings, its network, its profile, the node and what looks after it.</summary>
    public sealed class Box
    {
        private const string NoAddress = "0.0.0.0";

        // Where MQTT-SN gateways are looked for by convention.
        private static readonly byte[] UsualGroup = new byte[] { 225, 1, 1, 1, 1883 >> 8, 1883 & 0xFF };

        private readonly Board _board;
        private readonly RestartRecord _restarts;
        private readonly INetwork _network;

        /// <summary>Puts it together; nothing is sent or sampled yet.</summary>
        /// <param name="board">The board, open.</param>
        /// <param name="restarts">What the box remembers: after quick restarts in a row, profile and settings are left out.</param>
        /// <exception cref="ArgumentException">Settings and profile contradict each other.</exception>
        public Box(Board board, RestartRecord restarts)
        {
            _board = board;
            _restarts = restarts;
            Store = new SettingStore(board.Files, SettingTable.Create());
            Store.Load(); // also where they are not used: whoever saves others has to know which copy is the older one
            if (!SafeStart.UsesSettings(restarts))
            {
                Store.Values.CopyFrom(Store.Defaults);
            }

            Settings = new BoxSettings(Store.Values, board.Itself.UniqueId, board.Files);
            Settings.Node.OutboxPages = PagesOf(Settings.Node.OutboxPages, board.OutboxPages);
            LookForGateway(Settings);
            _network = board.CreateNetwork(Settings.Wifi.Ssid, Settings.Wifi.Password, AddressOf(Settings.Network));
            Node = CreateNode();
            SupervisedParts parts = new SupervisedParts
            {
                Network = _network,
                Time = new NanoTimeSource(_network, Settings.Time.Server, Settings.Time.FallbackServer),
                Led = board.Led,
                Power = board.Power,
            };
            Supervisor = new Supervisor.Supervisor(Settings.Supervisor, Node, Settings.Node, board.Itself, board.Clock, restarts, parts);
        }

        /// <summary>The settings in flash.</summary>
        public SettingStore Store { get; }

        /// <summary>What this start was told.</summary>
        public BoxSettings Settings { get; }

        /// <summary>The node.</summary>
        public Node Node { get; }

        /// <summary>What looks after it.</summary>
        public Supervisor.Supervisor Supervisor { get; }

        /// <summary>Makes the way out, MQTT-SN or MQTT, and the node behind it.</summary>
        private Node CreateNode()
        {
            NodeSettings settings = Settings.Node;
            if (Settings.UsesMqtt)
            {
                IBrokerConnection broker = _board.CreateBroker(Settings.Mqtt, _network);
                MachineProfile told = LoadProfile(Settings.Mqtt.MaxMessageLength);
                return new Node(settings, told, _board.Itself, broker, _board.Inputs, _board.Files);
            }

            NanoUdpLink link = new NanoUdpLink(_network, Settings.DiscoveryGroup);
            MachineProfile profile = LoadProfile(Node.MaxMessageLength(settings.Client, link));
            return new Node(settings, profile, _board.Itself, link, _board.Inputs, _board.Files);
        }

        private MachineProfile LoadProfile(int maxMessageLength)
        {
            MachineProfile profile = SafeStart.UsesProfile(_restarts)
                ? new ProfileStore(_board.Files, _board.Inputs, Settings.Node, maxMessageLength).Load()
                : BuiltInProfile.Create();
            if (Settings.SamplingIntervalMs > 0)
            {
                profile.SamplingIntervalMs = Settings.SamplingIntervalMs;
            }

            return profile;
        }

        /// <summary>The fewer of what is wanted and what the drive holds; one page alone is of no use.</summary>
        private static int PagesOf(int wanted, int there)
        {
            int pages = wanted < there ? wanted : there;
            return pages < 2 ? 0 : pages;
        }

        /// <summary>A box that was told of no gateway is of no use unless it finds one.</summary>
        private static void LookForGateway(BoxSettings settings)
        {
            if (settings.UsesMqtt || settings.Node.Gateway.Length > 0)
            {
                return;
            }

            settings.Node.Client.Discover = true;
            if (settings.DiscoveryGroup.Length == 0)
            {
                Array.Copy(UsualGroup, 0, settings.DiscoveryGroup.Octets, 0, UsualGroup.Length);
                settings.DiscoveryGroup.Length = UsualGroup.Length;
            }
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
