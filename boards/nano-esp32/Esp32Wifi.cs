using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using Sidetap.Boards.Nano;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>A station of a Wi-Fi network.</summary>
    /// <remarks>Here and not with what all boards share, because an assembly that uses System.Device.Wifi does not start on a nanoCLR without
    /// it.</remarks>
    public sealed class Esp32Wifi : NanoNetwork
    {
        private readonly string _ssid;
        private readonly string _password;
        private readonly IPConfiguration _address;

        /// <summary>Makes it.</summary>
        /// <param name="ssid">The network's name; null or empty: the network and address that are stored in the board's own network configuration.</param>
        /// <param name="password">Its password; empty: an open network.</param>
        /// <param name="address">A fixed address with mask, gateway and name servers; null: DHCP.</param>
        public Esp32Wifi(string ssid, string password, IPConfiguration address)
            : base(NetworkInterfaceType.Wireless80211)
        {
            _ssid = ssid;
            _password = password;
            _address = address;
        }

        /// <inheritdoc/>
        protected override bool TryConnect(CancellationToken token)
        {
            if (_ssid == null || _ssid.Length == 0)
            {
                return WifiNetworkHelper.Reconnect(false, 0, token);
            }

            return _address == null
                ? WifiNetworkHelper.ConnectDhcp(_ssid, _password, WifiReconnectionKind.Automatic, false, 0, token)
                : WifiNetworkHelper.ConnectFixAddress(_ssid, _password, _address, WifiReconnectionKind.Automatic, false, 0, token);
        }

        /// <inheritdoc/>
        /// <remarks>Reset comes before every attempt: Reconnect alone is known to stick after a lost access point.</remarks>
        protected override void Forget()
        {
            if (WifiNetworkHelper.WifiAdapter != null)
            {
                WifiNetworkHelper.WifiAdapter.Disconnect();
            }

            WifiNetworkHelper.Reset();
        }
    }
}
