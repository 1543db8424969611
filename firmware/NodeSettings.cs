using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Update;

namespace Sidetap
{
    /// <summary>What a box is told at start-up.</summary>
    public sealed class NodeSettings
    {
        /// <summary>Default of <see cref="QueueCapacity"/>: two pages, 7 to 13 s of the built-in profile's traffic while the machine works.</summary>
        public const int DefaultQueueCapacity = 8192;

        /// <summary>Default of <see cref="OutboxPages"/>: what a littlefs of 256 KB holds besides itself and the box's other files
        /// (<see cref="Outbox.FlashBudget.PagesIn"/>).</summary>
        public const int DefaultOutboxPages = 56;

        /// <summary>Default of <see cref="OutboxPageOctets"/>: an erase block of common NOR flash.</summary>
        public const int DefaultOutboxPageOctets = 4096;

        /// <summary>The MQTT-SN client's settings.</summary>
        public readonly ClientSettings Client = new ClientSettings();

        /// <summary>The gateway's address.</summary>
        public readonly LinkAddress Gateway = new LinkAddress();

        /// <summary>Further gateways' addresses, in the order in which they are tried when <see cref="Gateway"/> is lost; three at the most.</summary>
        public LinkAddress[] FallbackGateways = new LinkAddress[0];

        /// <summary>What a node is told that publishes to an MQTT broker; of no use to any other.</summary>
        public MqttSettings Mqtt = new MqttSettings();

        /// <summary>What the node is told of updates over the air; null: it takes none, as at QoS -1.</summary>
        public UpdateSettings Update;

        /// <summary>QoS of everything that is published: -1, 0 or 1; to a broker 0 or 1.</summary>
        public int Qos = 1;

        /// <summary>The layout of data messages.</summary>
        public HeaderLayout Layout = HeaderLayout.Dynamic;

        /// <summary>The PublisherId; 0: the board's unique id, of which the fixed layout takes the low 16 bits.</summary>
        public ulong PublisherId;

        /// <summary>First levels of the topics, without a slash at either end.</summary>
        public string TopicPrefix = "opcua";

        /// <summary>Predefined topic id for data, 1..65,534; 0: the topic is registered by name. QoS -1 needs one.</summary>
        public int DataTopicId;

        /// <summary>Predefined topic id for DataSetMetaData; 0: registered by name.</summary>
        public int MetaDataTopicId;

        /// <summary>Whether changes of state, mode, tool and faults are published as events, to a data set and a topic of their own. At QoS -1 only with
        /// <see cref="EventTopicId"/> and <see cref="EventMetaDataTopicId"/>.</summary>
        public bool PublishesEvents = true;

        /// <summary>Predefined topic id for events; 0: registered by name.</summary>
        public int EventTopicId;

        /// <summary>Predefined topic id for the DataSetMetaData of events; 0: registered by name.</summary>
        public int EventMetaDataTopicId;

        /// <summary>MetaDataUpdateTime: milliseconds after which DataSetMetaData is published again (OPC 10000-14, 6.4.2.5.6). 0: once in every connection,
        /// retained; where it is in chunks, which can't be retained, again every five minutes for subscribers that come late.</summary>
        public int MetaDataUpdateTimeMs;

        /// <summary>Octets of RAM for messages that wait for the gateway; room for two of the longest frames at least.</summary>
        public int QueueCapacity = DefaultQueueCapacity;

        /// <summary>Pages of flash for messages that wait for longer, 2..99, of which one is kept free; 0: they wait in RAM only, and are gone when the power is. Pages that lie in flash
        /// beyond this number, from a start with more of them, are neither read nor deleted.</summary>
        public int OutboxPages = DefaultOutboxPages;

        /// <summary>Octets of a page: an erase block's, so that pages wear out no more than they have to; room for one of the longest frames at
        /// least.</summary>
        public int OutboxPageOctets = DefaultOutboxPageOctets;

        /// <summary>Milliseconds for which messages may wait in RAM while none goes out; then they are moved to flash. Sooner when there is a page of them
        /// and no connection, or no more room.</summary>
        public int SpillAfterMs = 60000;

        /// <summary>Milliseconds from message to message while more than one waits, so that a backlog does not flood the gateway; half the profile's
        /// sampling interval where that is less, so that the box does not fall behind; 0: as fast as it takes them.</summary>
        public int DrainIntervalMs = 20;

        /// <summary>Seconds for which the box sleeps (MQTT-SN 1.2, 6.14) whenever it has handed over everything, 1..65,535; 0: it never does. It wakes earlier
        /// when half of <see cref="QueueCapacity"/> is full. A time longer than <see cref="SpillAfterMs"/> moves messages to flash on the way.</summary>
        public int SleepSeconds;

        /// <summary>Milliseconds after the connection was made for which messages that were made while the time was not known wait for it: it is asked for
        /// over the same network. After that they go out with the uptime as their timestamp. 0: at once.</summary>
        public int TimeWaitMs = 10000;
    }
}
