namespace Sidetap.Settings
{
    /// <summary>The Wi-Fi network of a box that has one.</summary>
    public sealed class WifiSettings
    {
        /// <summary>The network's name, up to 32 octets; empty: the box uses no Wi-Fi.</summary>
        public string Ssid = string.Empty;

        /// <summary>The passphrase, 8..63 characters, or 64 hexadecimal digits; empty: an open network.</summary>
        public string Password = string.Empty;
    }
}
