using System;
using System.Device.Wifi;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>A station of a Wi-Fi network, which also looks what other networks there are.</summary>
    /// <remarks>nanoFramework v1 tells neither security nor channel of a network, and the strength of the own one only as that of what a scan has found. Here and not with what all boards share, because an assembly that uses System.Device.Wifi does not start on a nanoCLR without
    /// it.</remarks>
    public sealed class Esp32Wifi : NanoNetwork, INetworkScan
    {
        private readonly string _ssid;
        private readonly string _password;
        private readonly IPConfiguration _address;
        private WifiAdapter _adapter;
        private WifiAvailableNetwork[] _found;
        private InquiryState _scan;
        private int _signalDbm;

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
        public override string Ssid
        {
            get { return _ssid == null ? string.Empty : _ssid; }
        }

        /// <inheritdoc/>
        /// <remarks>As the last scan has found it.</remarks>
        public override int SignalDbm
        {
            get { return _signalDbm; }
        }

        /// <inheritdoc/>
        InquiryState INetworkScan.State
        {
            get { return _scan; }
        }

        /// <inheritdoc/>
        public int Count
        {
            get { return _found == null ? 0 : _found.Length; }
        }

        /// <inheritdoc/>
        public bool Begin()
        {
            if (State == NetworkState.Connecting)
            {
                return false; // the radio can't do both, and the helper does not bear it
            }

            _found = null;
            try
            {
                if (_adapter == null)
                {
                    WifiAdapter[] all = WifiAdapter.FindAllAdapters();
                    if (all.Length == 0)
                    {
                        return false;
                    }

                    _adapter = all[0];
                    _adapter.AvailableNetworksChanged += NetworksFound;
                }

                _scan = InquiryState.Running;
                _adapter.ScanAsync();
                return true;
            }
            catch (Exception)
            {
                _scan = InquiryState.Failed; // busy, or not started
                return false;
            }
        }

        /// <inheritdoc/>
        public string SsidOf(int index)
        {
            string ssid = _found[index].Ssid;
            return ssid == null ? string.Empty : ssid;
        }

        /// <inheritdoc/>
        public int SignalOf(int index)
        {
            return (int)_found[index].NetworkRssiInDecibelMilliwatts;
        }

        /// <inheritdoc/>
        public string SecurityOf(int index)
        {
            return string.Empty;
        }

        /// <inheritdoc/>
        public int ChannelOf(int index)
        {
            return 0;
        }

        /// <inheritdoc/>
        public void End()
        {
            _found = null;
            _scan = InquiryState.Idle;
        }

        /// <summary>A scan has come to its end; nanoFramework calls this on its own thread.</summary>
        private void NetworksFound(WifiAdapter sender, object e)
        {
            if (_scan != InquiryState.Running)
            {
                return;
            }

            try
            {
                WifiAvailableNetwork[] found = sender.NetworkReport.AvailableNetworks;
                for (int i = 0; i < found.Length; i++)
                {
                    _signalDbm = found[i].Ssid == _ssid ? (int)found[i].NetworkRssiInDecibelMilliwatts : _signalDbm;
                }

                _found = found;
                _scan = InquiryState.Done;
            }
            catch (Exception)
            {
                _scan = InquiryState.Failed;
            }
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
