namespace Sidetap.Hal
{
    /// <summary>How far the network below the link is.</summary>
    public enum NetworkState : byte
    {
        /// <summary>No cable, no access point, or nothing has been asked for.</summary>
        Down = 0,

        /// <summary>The cable is looked at, the access point is joined, or the address is waited for.</summary>
        Connecting = 1,

        /// <summary>There is a link and an IPv4 address.</summary>
        Up = 2,
    }
}
