namespace Sidetap.Settings
{
    /// <summary>What a setting's value is.</summary>
    public enum SettingType : byte
    {
        /// <summary>Text in UTF-8 without control characters; minimum and maximum are octets, and none at all is always allowed where the minimum is 0.</summary>
        Text = 0,

        /// <summary>Octets, which people write in hexadecimal; minimum and maximum are octets.</summary>
        Octets = 1,

        /// <summary>A whole number from minimum to maximum.</summary>
        Number = 2,

        /// <summary>On (1) or off (0); people write true and false.</summary>
        Switch = 3,

        /// <summary>One of several names; its number counts from 0.</summary>
        Choice = 4,

        /// <summary>IPv4 addresses with a port, "10.0.0.7:1883", as many as minimum to maximum say; several are divided by commas. Six octets each, as
        /// <see cref="Hal.LinkAddress"/> has them.</summary>
        Address = 5,

        /// <summary>An IPv4 address or mask, "10.0.0.7", or none. Four octets.</summary>
        IpAddress = 6,
    }
}
