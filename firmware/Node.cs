using System;
using System.Text;
using Sidetap.Events;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;
using Sidetap.Settings;
using Sidetap.Update;
using Sidetap.Uplink;

namespace Sidetap
{
    /// <summary>
    /// The box: samples its channels, makes OPC UA data set messages of them, keeps them until the gateway, or the broker, has them. It has no thread, no clock and no
    /// I/O of its own; a board calls <see cref="Step"/> and hands it the interfaces of hal/.
    /// </summary>
    public sealed partial class Node
    {
        /// <summary>The record that counts starts.</summary>
        internal const string BootRecord = "boot";

        private readonly NodeSettings _settings;
        private readonly StoreAndForward _outbox;
        private readonly Producer _producer;
        private readonly Delivery _delivery;
        private readonly SourceStates _states;
        private readonly DataSetWriter _writer;
        private readonly FieldSampler _sampler;
        private readonly EventLog _events;
        private readonly bool _usesMqtt;

        /// <summary>Puts the parts together; nothing is sent or sampled before <see cref="Start"/>.</summary>
        /// <param name="settings">Settings; they must not change afterwards.</param>
        /// <param name="profile">What the machine is.</param>
        /// <param name="system">The box itself.</param>
        /// <param name="link">The way to the gateway.</param>
        /// <param name="inputs">What the board has towards the machine.</param>
        /// <param name="files">Non-volatile memory.</param>
        /// <exception cref="ArgumentException">The settings contradict each other or the profile; the message says how.</exception>
        public Node(
            NodeSettings settings, MachineProfile profile, ISystem system, IDatagramLink link, MachineInputs inputs, IFileArea files)
            : this(settings, profile, system, link, null, inputs, files)
        {
        }

        /// <summary>Puts the parts together for a site with an MQTT broker and no MQTT-SN gateway; the same topics and messages go there.</summary>
        /// <param name="settings">Settings, of which <see cref="NodeSettings.Mqtt"/> counts, and those of MQTT-SN and predefined topic ids do not; they must not change
        /// afterwards.</param>
        /// <param name="profile">What the machine is.</param>
        /// <param name="system">The box itself.</param>
        /// <param name="broker">The board's MQTT client.</param>
        /// <param name="inputs">What the board has towards the machine.</param>
        /// <param name="files">Non-volatile memory.</param>
        /// <exception cref="ArgumentException">The settings contradict each other or the profile; the message says how.</exception>
        public Node(
            NodeSettings settings, MachineProfile profile, ISystem system, IBrokerConnection broker, MachineInputs inputs, IFileArea files)
            : this(settings, profile, system, null, broker, inputs, files)
        {
        }

        private Node(
            NodeSettings settings,
            MachineProfile profile,
            ISystem system,
            IDatagramLink link,
            IBrokerConnection broker,
            MachineInputs inputs,
            IFileArea files)
        {
            if (broker != null && (settings.Qos < 0 || settings.Qos > 1))
            {
                throw new ArgumentException("To an MQTT broker QoS is 0 or 1: QoS -1 is MQTT-SN's alone.");
            }

            _settings = settings;
            _usesMqtt = broker != null;
            SourceSet sources = BuildSources(profile, inputs);
            _states = new SourceStates(files, sources);
            _states.Load();
            Profile = profile;
            Sources = sources;
            Calibration = new Calibration(files, sources);
            Calibration.Load();
            Box = sources.Box;
            Statistics = new NodeStatistics();
            PublisherId = PublisherIdOf(settings, system);
            DataTopicName = TopicNames.Data(settings.TopicPrefix, PublisherId, profile.WriterGroupName, profile.DataSetName);
            MetaDataTopicName = TopicNames.MetaData(settings.TopicPrefix, PublisherId, profile.WriterGroupName, profile.DataSetName);

            PublisherSettings publisher = new PublisherSettings
            {
                Layout = settings.Layout,
                PublisherId = PublisherId,
                MajorVersion = profile.MajorVersion,
                MinorVersion = profile.MinorVersion,
                GroupVersion = profile.MajorVersion,
            };
            DataSet = new DataSet(profile.MetaData());
            MetaDataAnnouncement metaData = new MetaDataAnnouncement(publisher, DataSet.Fields, profile.DataSetName, profile.Description, null);
            int maxPayloadLength = _usesMqtt ? settings.Mqtt.MaxMessageLength : MaxMessageLength(settings.Client, link);
            CheckLengths(profile, metaData, maxPayloadLength);
            EventChannel events = EventChannel.Create(settings, profile, publisher, DataSet, maxPayloadLength);

            _outbox = new StoreAndForward(settings, files, Statistics, CountBoot(files), maxPayloadLength);
            BootCount = _outbox.Boot;
            Box.Starts = BootCount;
            _writer = new DataSetWriter(publisher, DataSet);
            _writer.Resume(_outbox.FirstSequence);
            Announcer announcer = new Announcer(
                settings,
                events == null ? new MetaDataAnnouncement[] { metaData } : new MetaDataAnnouncement[] { metaData, events.MetaData },
                Statistics,
                maxPayloadLength);
            _delivery = new Delivery(settings, _outbox, announcer, Statistics, profile.SamplingIntervalMs, maxPayloadLength);
            settings.Client.LastMsgId = (int)(system.NextRandom() & 0xFFFF);
            settings.Client.RandomSeed = settings.Client.RandomSeed != 0 ? settings.Client.RandomSeed : system.NextRandom() | 1;
            if (_usesMqtt)
            {
                Uplink = new MqttUplink(settings.Mqtt, broker, _delivery, settings.Client.RandomSeed);
            }
            else
            {
                Client = new Client(settings.Client, link, settings.Gateway, _delivery);
                Uplink = Client;
                AddFallbackGateways();
            }

            Topic dataTopic = AddTopic(settings.DataTopicId, DataTopicName);
            Topic metaDataTopic = AddTopic(settings.MetaDataTopicId, MetaDataTopicName);
            Topic eventTopic = null;
            Topic[] metaDataTopics = new Topic[] { metaDataTopic };
            _events = events == null ? null : events.Log;
            if (events != null)
            {
                events.Writer.Resume(_outbox.FirstEvent);
                EventTopicName = events.TopicName;
                EventMetaDataTopicName = events.MetaDataTopicName;
                eventTopic = AddTopic(settings.EventTopicId, EventTopicName);
                metaDataTopics = new Topic[] { metaDataTopic, AddTopic(settings.EventMetaDataTopicId, EventMetaDataTopicName) };
            }

            Update = CreateUpdate(files, maxPayloadLength);
            announcer.Attach(metaDataTopics);
            _delivery.Attach(Uplink, dataTopic, eventTopic);
            _sampler = new FieldSampler(profile, DataSet, sources);
            _producer = new Producer(
                profile,
                _writer,
                sources,
                _sampler,
                _events,
                _outbox,
                _delivery,
                Statistics);
        }

        /// <summary>The current values.</summary>
        public DataSet DataSet { get; }

        /// <summary>The way out: the MQTT-SN client, or the one to a broker.</summary>
        public IUplink Uplink { get; }

        /// <summary>The MQTT-SN client; null where messages go to a broker.</summary>
        public Client Client { get; }

        /// <summary>What has been counted.</summary>
        public NodeStatistics Statistics { get; }

        /// <summary>What takes new firmware over the air; null: nothing does.</summary>
        public UpdateAgent Update { get; }

        /// <summary>What the buffers take in RAM; made anew each time.</summary>
        public MemoryReport Memory
        {
            get
            {
                return new MemoryReport(
                    _settings.QueueCapacity,
                    _outbox.BufferOctets,
                    Uplink.BufferOctets,
                    _delivery.BufferOctets,
                    DataSet.BufferOctets + _writer.BufferOctets,
                    Sources.SignalOctets,
                    Sources.SourceOctets + _states.BufferOctets,
                    _sampler.BufferOctets,
                    _events == null ? 0 : _events.BufferOctets);
            }
        }

        /// <summary>What the box tells about itself; its board fills in what the firmware can't know.</summary>
        public BoxCounts Box { get; }

        /// <summary>The PublisherId on the wire.</summary>
        public ulong PublisherId { get; }

        /// <summary>Where data messages are published.</summary>
        public string DataTopicName { get; }

        /// <summary>Where DataSetMetaData is published.</summary>
        public string MetaDataTopicName { get; }

        /// <summary>Where events are published; null where they are not.</summary>
        public string EventTopicName { get; }

        /// <summary>Where the DataSetMetaData of events is published; null where they are not.</summary>
        public string EventMetaDataTopicName { get; }

        /// <summary>How often the box has started, this time included; 0 when the file area did not keep it.</summary>
        public uint BootCount { get; }

        /// <summary>The UTC time of uptime 0 in 100 ns since 1601-01-01; 0 while unknown. The board sets it before it calls <see cref="Step"/>.</summary>
        public long UtcAtStart { get; set; }

        /// <summary>Data messages that wait for the gateway, in RAM and in flash.</summary>
        public int QueuedMessages
        {
            get { return _outbox.Count; }
        }

        /// <summary>Of these, the ones in flash, which a power cut leaves alone.</summary>
        public int StoredMessages
        {
            get { return _outbox.CountInFlash; }
        }

        /// <summary>Whether there is a connection to hand messages over, or one in a sleep that was agreed upon, or no need of any.</summary>
        public bool IsOnline
        {
            get { return _delivery.IsOnline || _delivery.IsAsleep; }
        }

        /// <summary>Whether the connection was ended in good order, or never begun.</summary>
        public bool IsStopped
        {
            get { return Uplink.State == ClientState.Stopped; }
        }

        /// <summary>Whether a field has a status other than Good.</summary>
        public bool HasFault
        {
            get { return DataSet.NotGood > 0; }
        }

        /// <summary>Whether everything that was made has been handed over.</summary>
        public bool IsDrained
        {
            get { return _delivery.IsDrained; }
        }

        /// <summary>Whether a box that would sleep has a reason to stay awake: new firmware is arriving.</summary>
        public bool KeepsAwake
        {
            get { return Update != null && Update.KeepsAwake; }
        }

        /// <summary>Begins to sample and, unless QoS is -1, to connect.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Start(long nowMs)
        {
            _producer.Start(nowMs);
            if (Update != null)
            {
                Update.Start(nowMs);
            }

            _delivery.Start(nowMs);
        }

        /// <summary>Takes no more samples; what waits is still sent.</summary>
        public void StopSampling()
        {
            _producer.Stop();
        }

        /// <summary>Takes no more samples and ends the connection; what waits stays. The outbox notes how far it came, and the sources
        /// what they count, so that the next start goes on from there.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Stop(long nowMs)
        {
            _producer.Stop();
            _outbox.Save(nowMs);
            _states.Save();
            Uplink.Stop(nowMs);
        }

        /// <summary>Does what is due: takes what has arrived, samples, sends.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest; an arriving datagram is a reason to call earlier.</returns>
        public long Step(long nowMs)
        {
            Uplink.Step(nowMs);
            _producer.Step(nowMs, UtcAtStart);
            _states.Step(nowMs);
            _outbox.Step(nowMs, IsOnline, UtcAtStart);
            long due = Update == null ? long.MaxValue : StepUpdate(nowMs);
            due = Earlier(due, _delivery.Step(nowMs));

            // The way out is asked once more, for the time only: what was sent has started timers.
            due = Earlier(due, Uplink.NextDue(nowMs));
            due = Earlier(due, _outbox.NextDue(nowMs));
            return _producer.IsRunning ? Earlier(due, _producer.NextMs) : due;
        }

        /// <summary>The longest message that a frame can carry besides the PUBLISH header, and besides a forwarder's wrapper around it in the datagram.</summary>
        /// <param name="settings">The client's settings.</param>
        /// <param name="link">The way to the gateway.</param>
        /// <returns>Octets; 0 or less when not even the header fits.</returns>
        public static int MaxMessageLength(ClientSettings settings, IDatagramLink link)
        {
            int wrapper = settings.WirelessNodeId.Length > 0 ? settings.WirelessNodeId.Length + 3 : 0;
            int datagram = link.MaxDatagramLength - wrapper;
            return (settings.MaxFrameLength < datagram ? settings.MaxFrameLength : datagram) - FrameWriter.PublishHeaderRoom;
        }

        private void AddFallbackGateways()
        {
            for (int i = 0; i < _settings.FallbackGateways.Length; i++)
            {
                if (!Client.AddGateway(_settings.FallbackGateways[i]))
                {
                    throw new ArgumentException("FallbackGateways takes three addresses at the most, none of them empty.");
                }
            }
        }

        private static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }

        private static SourceSet BuildSources(MachineProfile profile, MachineInputs inputs)
        {
            SourceSet sources;
            int item;
            ProfileError error = ProfileCheck.Build(profile, inputs, out sources, out item);
            if (error != ProfileError.None)
            {
                throw new ArgumentException(ProfileErrors.TextOf(error, ProfileCheck.PartOf(error), item));
            }

            return sources;
        }

        private void CheckLengths(MachineProfile profile, MetaDataAnnouncement metaData, int maxPayloadLength)
        {
            int longest = ProfileCheck.LongestMessage(profile);
            if (longest > maxPayloadLength)
            {
                throw new ArgumentException(_usesMqtt
                    ? "A key frame of this profile does not fit a message: MaxMessageLength has to be " + longest.ToString() + " or more."
                    : "A key frame of this profile does not fit a frame: MaxFrameLength has to be " + (longest + FrameWriter.PublishHeaderRoom).ToString() + " or more.");
            }

            int item;
            if (ProfileCheck.Fit(profile, _settings, maxPayloadLength, out item) == ProfileError.NotInFixedLayout)
            {
                throw new ArgumentException(ProfileErrors.TextOf(ProfileError.NotInFixedLayout, ProfilePart.Field, item));
            }

            if (metaData.MessageCount(maxPayloadLength) == 0)
            {
                throw new ArgumentException(_usesMqtt
                    ? "MaxMessageLength leaves no room for DataSetMetaData: it needs 64 octets at least."
                    : "MaxFrameLength leaves no room for DataSetMetaData: it needs 64 octets at least.");
            }

            if (_settings.QueueCapacity < 2 * (maxPayloadLength + 16))
            {
                throw new ArgumentException("QueueCapacity must hold two of the longest frames.");
            }

            if (_settings.OutboxPages < 0 || _settings.OutboxPages == 1 || _settings.OutboxPages > PageStore.MaxSlots)
            {
                throw new ArgumentException("OutboxPages must be 0, or 2 to 99.");
            }

            if (_settings.OutboxPages > 0 && _settings.OutboxPageOctets < PageHeader.Length + FrameQueue.EntryOverhead + maxPayloadLength)
            {
                throw new ArgumentException("OutboxPageOctets must hold one of the longest frames.");
            }
        }

        private static ulong PublisherIdOf(NodeSettings settings, ISystem system)
        {
            if (settings.PublisherId != 0)
            {
                return settings.PublisherId;
            }

            ulong low = system.UniqueId & 0xFFFF;
            return settings.Layout == HeaderLayout.PeriodicFixed && low != 0 ? low : system.UniqueId;
        }

        private Topic AddTopic(int predefinedId, string name)
        {
            if (predefinedId == 0 && _settings.Qos < 0)
            {
                throw new ArgumentException("QoS -1 needs predefined topic ids for data and metadata.");
            }

            Topic topic = predefinedId != 0 && !_usesMqtt ? Topic.Predefined(predefinedId, 0) : Topic.Named(Encoding.UTF8.GetBytes(name), 0);
            if (!Uplink.AddTopic(topic))
            {
                throw new ArgumentException(_usesMqtt ? "The broker's client has no room for a topic." : "A topic name is longer than a frame: shorten the prefix or raise MaxFrameLength.");
            }

            return topic;
        }
    }
}
