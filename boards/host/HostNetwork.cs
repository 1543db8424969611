using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>The network of the computer that a box runs on: its address, and its names. Wi-Fi is the computer's own affair.</summary>
public sealed class HostNetwork : INetwork, INetworkInfo, INameResolver
{
    private volatile InquiryState _state;

    /// <inheritdoc/>
    public NetworkKind Kind => NetworkKind.Host;

    /// <summary>The first IPv4 address of an interface that is up, one that others can reach before the loopback.</summary>
    public string Address
    {
        get
        {
            try
            {
                return NetworkInterface.GetAllNetworkInterfaces()
                    .Where(one => one.OperationalStatus == OperationalStatus.Up)
                    .OrderBy(one => one.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                    .SelectMany(one => one.GetIPProperties().UnicastAddresses)
                    .Select(one => one.Address)
                    .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? string.Empty;
            }
            catch (NetworkInformationException)
            {
                return string.Empty;
            }
        }
    }

    /// <inheritdoc/>
    public string Ssid => string.Empty;

    /// <inheritdoc/>
    public int SignalDbm => 0;

    /// <inheritdoc/>
    NetworkState INetwork.State => NetworkState.Up;

    /// <inheritdoc/>
    InquiryState INameResolver.State => _state;

    /// <inheritdoc/>
    string INameResolver.Address => Resolved;

    private string Resolved { get; set; } = string.Empty;

    /// <inheritdoc/>
    public void Connect()
    {
        // It always is.
    }

    /// <inheritdoc/>
    public void Reset()
    {
        // Nobody's to reset.
    }

    /// <inheritdoc/>
    public bool Begin(string host)
    {
        if (_state == InquiryState.Running)
        {
            return false;
        }

        _state = InquiryState.Running;
        _ = Resolve(host);
        return true;
    }

    private async Task Resolve(string host)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork).ConfigureAwait(false);
            Resolved = addresses.Length > 0 ? addresses[0].ToString() : string.Empty;
            _state = addresses.Length > 0 ? InquiryState.Done : InquiryState.Failed;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            _state = InquiryState.Failed; // not known, or nobody to ask
        }
    }
}
