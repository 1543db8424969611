namespace Sidetap.Hal
{
    /// <summary>Looks up the address of a name: <see cref="Begin"/>, then <see cref="State"/> until it is Done or Failed. Nothing here blocks and nothing here
    /// throws.</summary>
    public interface INameResolver
    {
        /// <summary>How far it is.</summary>
        InquiryState State { get; }

        /// <summary>The first IPv4 address that was found, in dotted form; while Done only.</summary>
        string Address { get; }

        /// <summary>Begins to look a name up.</summary>
        /// <param name="host">The name.</param>
        /// <returns>False when the last one is still being looked up.</returns>
        bool Begin(string host);
    }
}
