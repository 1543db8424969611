using Sidetap.Decoding.Pcap;

namespace Sidetap.Tool.Commands;

/// <summary>The gateways' ports in a capture, and where its other datagrams are: a port that nobody named is what is most often wrong.</summary>
/// <param name="ports">The ports; none: the usual ones.</param>
internal sealed class CapturePorts(int[]? ports)
{
    private readonly HashSet<int> _ports = [.. ports is { Length: > 0 } ? ports : DecodeCommand.UsualPorts];
    private readonly SortedDictionary<int, long> _others = [];

    /// <summary>Datagrams on other ports.</summary>
    public long Others => _others.Values.Sum();

    /// <summary>What there is when nothing was found.</summary>
    public string NothingFound
    {
        get
        {
            string wanted = $"no datagrams on UDP port{(_ports.Count > 1 ? "s" : "")} {string.Join(", ", _ports.Order())}";
            IEnumerable<int> busiest = _others.OrderByDescending(one => one.Value).Take(5).Select(one => one.Key);
            return _others.Count == 0 ? wanted : $"{wanted}; there are some on {string.Join(", ", busiest)} (name one with --port)";
        }
    }

    /// <summary>Whether a datagram went to a gateway or came from one; one that did not is counted.</summary>
    public bool Has(UdpDatagram datagram)
    {
        if (_ports.Contains(datagram.Source.Port) || _ports.Contains(datagram.Destination.Port))
        {
            return true;
        }

        int port = Math.Min(datagram.Source.Port, datagram.Destination.Port);
        _others[port] = _others.GetValueOrDefault(port) + 1;
        return false;
    }
}
