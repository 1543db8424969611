using Sidetap.Hal;

namespace Sidetap.Boards.Host.Desktop;

/// <summary>The desktop's network: always there, and nobody's to reset.</summary>
public sealed class HostNetwork : INetwork
{
    /// <inheritdoc/>
    public NetworkState State => NetworkState.Up;

    /// <inheritdoc/>
    public void Connect()
    {
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
