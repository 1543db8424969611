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

        /// <summary>Milliseconds for which a message's PUBACK is waited for; then the connection is taken for dead, and the message goes again in the next one.</summary>
        public int AckTimeoutMs = 20000;

        /// <summary>Milliseconds for which name, TCP, TLS and CONNACK together are waited for.</summary>
        public int ConnectTimeoutMs = 60000;

        /// <summary>Milliseconds from a loss to the first new attempt to connect; doubles with every failure up to <see cref="ReconnectMaxMs"/>, until a message
        /// was acknowledged.</summary>
        public int ReconnectMinMs = 1000;

        /// <summary>The longest pause between attempts to connect, in milliseconds, but for the random half on top of it.</summary>
        public int ReconnectMaxMs = 60000;

        /// <summary>Octets of the longest message, 64..65,535: what the buffers are made for.</summary>
        public int MaxMessageLength = 512;
    }
}
