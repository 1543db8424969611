namespace Sidetap.Mqtt
{
    /// <summary>What a box is told of its MQTT broker (MQTT 3.1.1), where it does without MQTT-SN.</summary>
    public sealed class MqttSettings
    {
        /// <summary>The broker's name or IPv4 address; empty: there is none.</summary>
        public string Host = string.Empty;

        /// <summary>The broker's TCP port, 1..65,535: 1883 in the clear and 8883 with TLS, as registered with IANA.</summary>
        public int Port = 1883;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool UseTls;

        /// <summary>The certificate that the broker's own is held against: PEM in ASCII, as it lies in the file; of no octets: none, and then no encrypted connection
        /// can be trusted.</summary>
        public byte[] CaCertificate = new byte[0];

        /// <summary>ClientId, 1..23 octets of UTF-8 (3.1.3.1); unique among the broker's clients.</summary>
        public string ClientId = string.Empty;

        /// <summary>The user's name; empty: CONNECT has none.</summary>
        public string UserName = string.Empty;

        /// <summary>The user's password; empty: CONNECT has none.</summary>
        public string Password = string.Empty;

        /// <summary>Keep Alive in seconds, 1..65,535 (3.1.2.10).</summary>
        public int KeepAliveSeconds = 60;

        /// <summary>Whether CONNECT asks the broker to forget what it knows of an earlier session (3.1.2.4).</summary>
        public bool CleanSession = true;

        /// <summary>Octets of the longest message, 64..65,535: what the buffers are made for.</summary>
        public int MaxMessageLength = 512;
    }
}
