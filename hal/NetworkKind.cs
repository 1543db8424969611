namespace Sidetap.Hal
{
    /// <summary>What a network interface is.</summary>
    public enum NetworkKind : byte
    {
        /// <summary>That of the computer the box runs on.</summary>
        Host = 0,

        /// <summary>A cable.</summary>
        Ethernet = 1,

        /// <summary>A station of a Wi-Fi network.</summary>
        Wifi = 2,
    }
}
