namespace Sidetap.Hal
{
    /// <summary>Looks which Wi-Fi networks there are: <see cref="Begin"/>, then <see cref="State"/> until it is Done or Failed. Takes seconds, in which a connection may
    /// pause. Nothing here blocks and nothing here throws.</summary>
    public interface INetworkScan
    {
        /// <summary>How far it is.</summary>
        InquiryState State { get; }

        /// <summary>Networks that were found; while Done only.</summary>
        int Count { get; }

        /// <summary>Begins to look.</summary>
        /// <returns>False when it can't now: a connection is being made, or the radio is off.</returns>
        bool Begin();

        /// <summary>A network's name.</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        /// <returns>Empty for one that hides it.</returns>
        string SsidOf(int index);

        /// <summary>How strong it is received.</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        /// <returns>dBm, less than 0.</returns>
        int SignalOf(int index);

        /// <summary>How it is secured, as people call it: "WPA2".</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        /// <returns>Empty: the board can't tell.</returns>
        string SecurityOf(int index);

        /// <summary>Its channel.</summary>
        /// <param name="index">0..<see cref="Count"/> - 1.</param>
        /// <returns>1 or more; 0: the board can't tell.</returns>
        int ChannelOf(int index);

        /// <summary>Forgets what was found.</summary>
        void End();
    }
}
