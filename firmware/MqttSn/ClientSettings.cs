namespace Sidetap.MqttSn
{
    /// <summary>What a client is told at start-up. Timers have the specification's default (MQTT-SN 1.2, 7.2, Table 30).</summary>
    public sealed class ClientSettings
    {
        /// <summary>ClientId, 1..23 octets (5.3.1); unique among the gateway's clients.</summary>
        public byte[] ClientId;

        /// <summary>Whether CONNECT asks the gateway to forget what it knows of an earlier session.</summary>
        public bool CleanSession = true;

        /// <summary>The will's topic name in UTF-8, without wildcards; of no octets: no will (6.3).</summary>
        public byte[] WillTopic = new byte[0];

        /// <summary>What the gateway publishes for the client when it loses it.</summary>
        public byte[] WillMessage = new byte[0];

        /// <summary>The will's QoS: 0, 1 or 2.</summary>
        public int WillQos;

        /// <summary>Whether the will is to be retained.</summary>
        public bool WillRetain;

        /// <summary>Keep-alive Duration in seconds, 1..65,535 (5.3.3).</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>Tretry: milliseconds to wait for an answer before a frame is sent again. The specification says 10 to 15 s.</summary>
        public int RetryMs = 10000;

        /// <summary>Nretry: how often a frame is sent again before the gateway counts as lost. The specification says 3 to 5.</summary>
        public int RetryCount = 3;

        /// <summary>Twait: milliseconds to leave a congested gateway alone. The specification says more than 5 min.</summary>
        public int WaitMs = 301000;

        /// <summary>Milliseconds from a loss to the first new CONNECT; doubles with every failure up to <see cref="ReconnectMaxMs"/>.</summary>
        public int ReconnectMinMs = 1000;

        /// <summary>The longest pause between attempts to connect, in milliseconds.</summary>
        public int ReconnectMaxMs = 60000;

        /// <summary>Whether gateways are looked for (6.1), besides those that are configured.</summary>
        public bool Discover;

        /// <summary>Radius of SEARCHGW and GWINFO broadcasts, 1..255 hops; 0: the whole network (5.3.9).</summary>
        public int SearchRadius;

        /// <summary>Tsearchgw: SEARCHGW waits a random time up to so many milliseconds, and is repeated after so many, then twice as many, and so on.
        /// The specification says 5 s.</summary>
        public int SearchGwMs = 5000;

        /// <summary>The longest time between two SEARCHGW, in milliseconds.</summary>
        public int SearchGwMaxMs = 320000;

        /// <summary>Tgwinfo: the answer to another client's SEARCHGW waits a random time up to so many milliseconds. The specification says 5 s.</summary>
        public int GwInfoMs = 5000;

        /// <summary>Whether another client's SEARCHGW is answered (6.1), while <see cref="Discover"/> is set.</summary>
        public bool AnswersSearchGw = true;

        /// <summary>Nadv: a gateway that was heard of is forgotten when so many of its ADVERTISE have not come. The specification says 2 to 3.</summary>
        public int AdvertiseLossCount = 3;

        /// <summary>How often, in milliseconds, a client that had to take another gateway asks the ones before it in the list whether they are there
        /// again (with a SEARCHGW to their address); 0: never.</summary>
        public int ReturnMs = 300000;

        /// <summary>WirelessNodeId of the forwarder encapsulation (5.5) in which every frame is sent, 1..64 octets; of no octets: frames are sent as
        /// they are.</summary>
        public byte[] WirelessNodeId = new byte[0];

        /// <summary>The Radius in the encapsulation's Ctrl octet, 0..3.</summary>
        public int ForwarderRadius;

        /// <summary>Where the client's random delays begin; 0: all its random delays are 0.</summary>
        public uint RandomSeed;

        /// <summary>How many topic names the client keeps that the gateway registers for its wildcard subscriptions (6.10), 1 or more.</summary>
        public int MaxReceivedNames = 8;

        /// <summary>The longest of these names in octets, 1 or more.</summary>
        public int MaxReceivedNameLength = 64;

        /// <summary>The MsgId before the first, 0..65,535. A box that was restarted had better not begin where it began before: a late PUBACK for its
        /// former life would acknowledge a new message.</summary>
        public int LastMsgId;

        /// <summary>Octets of the longest frame that is sent or taken, 64..65,535.</summary>
        public int MaxFrameLength = 512;
    }
}
