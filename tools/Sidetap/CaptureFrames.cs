using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Pcap;

namespace Sidetap.Tool;

/// <summary>A capture as verbs read it: packet by packet, with what is in a datagram of a gateway's ports.</summary>
internal sealed class CaptureFrames : IDisposable
{
    /// <summary>Ports MQTT-SN is usually found on; none is assigned to it.</summary>
    public static readonly int[] UsualPorts = [1883, 1884, 1885, 10000];

    private readonly FileStream _file;
    private readonly PcapReader _reader;
    private readonly HashSet<int> _ports;
    private readonly SortedDictionary<int, long> _others = [];
    private readonly FrameInterpreter _interpreter;

    private CaptureFrames(FileStream file, PcapReader reader, HashSet<int> ports, FrameInterpreter interpreter)
    {
        _file = file;
        _reader = reader;
        _ports = ports;
        _interpreter = interpreter;
    }

    /// <summary>Datagrams on other ports, of what has been read so far.</summary>
    public long Others => _others.Values.Sum();

    /// <summary>What there is when nothing was found: where the other datagrams are, because a port that nobody named is what is most often wrong.</summary>
    public string NothingFound
    {
        get
        {
            string wanted = $"no datagrams on UDP port{(_ports.Count > 1 ? "s" : "")} {string.Join(", ", _ports.Order())}";
            IEnumerable<int> busiest = _others.OrderByDescending(one => one.Value).Take(5).Select(one => one.Key);
            return _others.Count == 0 ? wanted : $"{wanted}; there are some on {string.Join(", ", busiest)} (name one with --port)";
        }
    }

    /// <summary>What is wrong with the capture itself; null for nothing.</summary>
    public string? Fault => _reader.Fault;

    /// <summary>The data sets that have been read so far.</summary>
    public DataSetView DataSets => _interpreter.DataSets;

    /// <summary>Opens a capture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ports">The gateways' UDP ports; none: <see cref="UsualPorts"/>.</param>
    /// <param name="topics">Predefined topics.</param>
    /// <returns>The capture.</returns>
    /// <exception cref="CliError">There is no such file, or it is no capture.</exception>
    public static CaptureFrames Open(string path, IReadOnlyCollection<int>? ports = null, IReadOnlyDictionary<int, string>? topics = null)
    {
        InputFile.Check(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (!PcapReader.TryOpen(file, out PcapReader? reader, out string? reason))
        {
            file.Dispose();
            throw new CliError($"{path}: {reason}");
        }

        return new CaptureFrames(file, reader, [.. ports is { Count: > 0 } ? ports : UsualPorts], new FrameInterpreter(topics));
    }

    /// <summary>Reads it.</summary>
    /// <returns>Each packet; without a reading when it is no UDP datagram, or one of other ports.</returns>
    public IEnumerable<(CapturedPacket Packet, FrameReading? Reading)> Read()
    {
        foreach (CapturedPacket packet in _reader.Read())
        {
            bool isOurs = packet.Datagram is { } one && Has(one);
            yield return (packet, isOurs ? _interpreter.Read(packet.Datagram!.Payload, packet.Datagram.Source.ToString(), packet.Datagram.Destination.ToString()) : null);
        }
    }

    /// <summary>Whether a datagram went to a gateway or came from one; one that did not is counted.</summary>
    private bool Has(UdpDatagram datagram)
    {
        if (_ports.Contains(datagram.Source.Port) || _ports.Contains(datagram.Destination.Port))
        {
            return true;
        }

        int port = Math.Min(datagram.Source.Port, datagram.Destination.Port);
        _others[port] = _others.GetValueOrDefault(port) + 1;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
