namespace System.Net
{
    /// <summary>What nanoFramework's IPAddress has besides.</summary>
    public static class NanoIPAddress
    {
        extension(IPAddress)
        {
            public static IPAddress GetDefaultLocalAddress() => IPAddress.Loopback;
        }
    }
}

namespace System.Net.NetworkInformation
{
    public enum NetworkInterfaceType { Unknown = 1, Ethernet = 6, Wireless80211 = 71 }

    public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);

    public class NetworkAvailabilityEventArgs : EventArgs
    {
        public NetworkAvailabilityEventArgs(bool isAvailable)
        {
            IsAvailable = isAvailable;
        }

        public bool IsAvailable { get; }
    }

    public static class NetworkChange
    {
        public static event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged;

        public static void Raise(bool isAvailable) => NetworkAvailabilityChanged?.Invoke(null, new NetworkAvailabilityEventArgs(isAvailable));
    }

    public class NetworkInterface
    {
        /// <summary>The interfaces there are; of each thread's test its own.</summary>
        public static NetworkInterface[] All { get; set; } = new NetworkInterface[0];

        public NetworkInterfaceType NetworkInterfaceType { get; set; }

        public string IPv4Address { get; set; }

        public static NetworkInterface[] GetAllNetworkInterfaces() => All;
    }
}

namespace nanoFramework.Networking
{
    public class IPConfiguration
    {
        public IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[] ipv4DnsAddresses = null)
        {
            IPAddress = ipv4Address;
            IPSubnetMask = ipv4SubnetMask;
            IPGatewayAddress = ipv4GatewayAddress;
            IPDns = ipv4DnsAddresses;
        }

        public string IPAddress { get; set; }

        public string IPSubnetMask { get; set; }

        public string IPGatewayAddress { get; set; }

        public string[] IPDns { get; set; }
    }

    public static class Sntp
    {
        public static bool IsStarted { get; private set; }

        public static string Server1 { get; set; }

        public static string Server2 { get; set; }

        public static void Start() => IsStarted = true;

        public static void UpdateNow()
        {
        }
    }
}

namespace Sidetap.Boards.OnFakes
{
    using System.Threading;
    using Sidetap.Boards.Nano;

    /// <summary>A network whose helper does what a test says, and the one Ethernet interface that there is.</summary>
    public sealed class FakeNetwork : NanoNetwork
    {
        private static readonly System.Net.NetworkInformation.NetworkInterface Ethernet = new System.Net.NetworkInformation.NetworkInterface
        {
            NetworkInterfaceType = System.Net.NetworkInformation.NetworkInterfaceType.Ethernet,
            IPv4Address = "0.0.0.0",
        };

        public FakeNetwork()
            : base(System.Net.NetworkInformation.NetworkInterfaceType.Ethernet)
        {
            System.Net.NetworkInformation.NetworkInterface.All = new[] { Ethernet };
            GivenAddress = "0.0.0.0";
        }

        /// <summary>What the helper did, in its order.</summary>
        public System.Collections.Concurrent.BlockingCollection<string> Calls { get; } = new System.Collections.Concurrent.BlockingCollection<string>();

        /// <summary>What the helper does when it is to connect.</summary>
        public System.Func<CancellationToken, bool> Helper { get; set; } = _ => true;

        /// <summary>The address that the interface has from now on.</summary>
        public string GivenAddress
        {
            get => Ethernet.IPv4Address;
            set => Ethernet.IPv4Address = value;
        }

        public static void RaiseAvailability(bool isAvailable) => System.Net.NetworkInformation.NetworkChange.Raise(isAvailable);

        protected override bool TryConnect(CancellationToken token)
        {
            Calls.Add("connect");
            return Helper(token);
        }

        /// <summary>Whether the helper throws when it is to forget.</summary>
        public bool ForgetFails { get; set; }

        protected override void Forget()
        {
            Calls.Add("forget");
            if (ForgetFails)
            {
                throw new System.InvalidOperationException("nothing to forget");
            }
        }
    }
}
