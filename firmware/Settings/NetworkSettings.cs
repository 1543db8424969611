namespace Sidetap.Settings
{
    /// <summary>How a box comes by its IPv4 address. Addresses are in dotted decimal, as nanoFramework's IPConfiguration takes them.</summary>
    public sealed class NetworkSettings
    {
        /// <summary>Whether a DHCP server gives everything below.</summary>
        public bool UseDhcp = true;

        /// <summary>The box's address; empty: none was set.</summary>
        public string Address = string.Empty;

        /// <summary>The subnet mask.</summary>
        public string Mask = "255.255.255.0";

        /// <summary>The way out of the subnet; empty: there is none.</summary>
        public string Gateway = string.Empty;

        /// <summary>The name server; empty: there is none, and names can't be looked up.</summary>
        public string Dns = string.Empty;
    }
}
