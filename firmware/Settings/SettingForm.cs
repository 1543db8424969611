namespace Sidetap.Settings
{
    /// <summary>What a text has to look like, besides its length.</summary>
    public enum SettingForm : byte
    {
        /// <summary>Any text.</summary>
        Any = 0,

        /// <summary>Levels of a topic, divided by '/': none empty, none with '+' or '#' (MQTT 3.1.1, 4.7).</summary>
        Topic = 1,

        /// <summary>A host's name (RFC 1123, 2.1) or an IPv4 address: letters, digits and hyphens in parts divided by dots.</summary>
        Host = 2,

        /// <summary>A file's name: a-z, 0-9, '-' and '.', as <see cref="Hal.IFileArea"/> takes it.</summary>
        File = 3,

        /// <summary>A number of up to 64 bits in decimal digits.</summary>
        Digits = 4,

        /// <summary>A Wi-Fi passphrase: 8..63 characters of ASCII, or 64 hexadecimal digits (IEEE 802.11, Annex J.4).</summary>
        Passphrase = 5,

        /// <summary>4..8 decimal digits.</summary>
        Pin = 6,
    }
}
