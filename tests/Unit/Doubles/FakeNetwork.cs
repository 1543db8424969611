using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A network interface with all that a board can have of it. The test says how it is.</summary>
    public sealed class FakeNetwork : INetwork, INetworkInfo, INetworkScan, INameResolver
    {
        /// <summary>How often a scan's state is looked at before it has come to its end.</summary>
        public int ScanLooks = 3;

        /// <summary>How a scan ends.</summary>
        public InquiryState ScanEnd = InquiryState.Done;

        /// <summary>Whether a scan can begin.</summary>
        public bool CanScan = true;

        /// <summary>The name that was looked up last.</summary>
        public string Host = "";

        /// <summary>How looking a name up ends.</summary>
        public InquiryState ResolveEnd = InquiryState.Done;

        private int _looks;
        private int _resolveLooks;

        /// <inheritdoc/>
        public NetworkState State { get; set; } = NetworkState.Up;

        /// <inheritdoc/>
        public NetworkKind Kind { get; set; } = NetworkKind.Wifi;

        /// <inheritdoc/>
        public string Address { get; set; } = "10.0.0.5";

        /// <inheritdoc/>
        public string Ssid
        {
            get { return "hall 3"; }
        }

        /// <inheritdoc/>
        public int SignalDbm { get; set; }

        /// <summary>Whether a scan's results are held.</summary>
        public bool HoldsScan { get; private set; }

        /// <inheritdoc/>
        InquiryState INetworkScan.State
        {
            get
            {
                if (!HoldsScan)
                {
                    return InquiryState.Idle;
                }

                _looks++;
                return _looks > ScanLooks ? ScanEnd : InquiryState.Running;
            }
        }

        /// <inheritdoc/>
        public int Count
        {
            get { return 2; }
        }

        /// <inheritdoc/>
        InquiryState INameResolver.State
        {
            get
            {
                _resolveLooks++;
                return _resolveLooks > 3 ? ResolveEnd : InquiryState.Running;
            }
        }

        /// <inheritdoc/>
        string INameResolver.Address
        {
            get { return "192.0.2.7"; }
        }

        /// <inheritdoc/>
        public void Connect()
        {
        }

        /// <inheritdoc/>
        public void Reset()
        {
        }

        /// <inheritdoc/>
        bool INetworkScan.Begin()
        {
            _looks = 0;
            HoldsScan = CanScan;
            return CanScan;
        }

        /// <inheritdoc/>
        public string SsidOf(int index)
        {
            return index == 0 ? "hall 3" : "";
        }

        /// <inheritdoc/>
        public int SignalOf(int index)
        {
            return -50 - index;
        }

        /// <inheritdoc/>
        public string SecurityOf(int index)
        {
            return index == 0 ? "WPA2" : "";
        }

        /// <inheritdoc/>
        public int ChannelOf(int index)
        {
            return index == 0 ? 11 : 0;
        }

        /// <inheritdoc/>
        public void End()
        {
            HoldsScan = false;
        }

        /// <inheritdoc/>
        bool INameResolver.Begin(string host)
        {
            Host = host;
            _resolveLooks = 0;
            return true;
        }
    }
}
