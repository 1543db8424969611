using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;

namespace Sidetap.Boards.Nano
{
    /// <summary>A cable.</summary>
    public sealed class NanoEthernet : NanoNetwork
    {
        private readonly IPConfiguration _address;

        /// <summary>Makes it.</summary>
        /// <param name="address">A fixed address with mask, gateway and name servers; null: DHCP.</param>
        public NanoEthernet(IPConfiguration address)
            : base(NetworkInterfaceType.Ethernet)
        {
            _address = address;
        }

        /// <inheritdoc/>
        protected override bool TryConnect(CancellationToken token)
        {
            return _address == null
                ? NetworkHelper.SetupAndConnectNetwork(token, false)
                : NetworkHelper.SetupAndConnectNetwork(_address, token, false);
        }

        /// <inheritdoc/>
        protected override void Forget()
        {
            NetworkHelper.Reset();
        }
    }
}
