namespace Sidetap.Hal
{
    /// <summary>What somebody who looks for a fault wants to know of the network interface. Nothing here blocks and nothing here throws; asking may take memory.</summary>
    public interface INetworkInfo
    {
        /// <summary>What it is.</summary>
        NetworkKind Kind { get; }

        /// <summary>Its IPv4 address in dotted form; empty: it has none.</summary>
        string Address { get; }

        /// <summary>The Wi-Fi network it is told to join; empty: the one that the board has stored, or no Wi-Fi.</summary>
        string Ssid { get; }

        /// <summary>How strong that network is received, in dBm; 0: the board can't tell.</summary>
        int SignalDbm { get; }
    }
}
