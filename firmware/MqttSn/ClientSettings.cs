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
