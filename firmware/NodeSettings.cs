using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap
{
    /// <summary>What a box is told at start-up.</summary>
    public sealed class NodeSettings
    {
        /// <summary>Default of <see cref="QueueCapacity"/>: 15 to 30 s of the built-in profile's traffic while the machine works.</summary>
        public const int DefaultQueueCapacity = 16384;

        /// <summary>The MQTT-SN client's settings.</summary>
        public readonly ClientSettings Client = new ClientSettings();

        /// <summary>The gateway's address.</summary>
        public readonly LinkAddress Gateway = new LinkAddress();

        /// <summary>QoS of everything that is published: -1, 0 or 1.</summary>
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

        /// <summary>MetaDataUpdateTime: milliseconds after which DataSetMetaData is published again (OPC 10000-14, 6.4.2.5.6). 0: once in every connection,
        /// retained; where it is in chunks, which can't be retained, again every five minutes for subscribers that come late.</summary>
        public int MetaDataUpdateTimeMs;

        /// <summary>Octets of RAM for messages that wait for the gateway; room for two of the longest frames at least.</summary>
        public int QueueCapacity = DefaultQueueCapacity;
    }
}
