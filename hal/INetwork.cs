namespace Sidetap.Hal
{
    /// <summary>The network interface: Ethernet, or a station of a Wi-Fi network whose name and password the board was given. Nothing here blocks and
    /// nothing here throws.</summary>
    public interface INetwork
    {
        /// <summary>How far it is.</summary>
        NetworkState State { get; }

        /// <summary>Begins to connect, or begins anew; returns at once. From then on <see cref="State"/> is Connecting until the attempt has led to something: Up, or
        /// Down when it has failed.</summary>
        void Connect();

        /// <summary>Gives an attempt up and forgets what is left of it. After a lost access point this comes before <see cref="Connect"/>: nanoFramework's
        /// Wi-Fi helper is known to stick otherwise.</summary>
        void Reset();
    }
}
