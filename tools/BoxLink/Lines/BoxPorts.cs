using System.Globalization;
using System.IO.Ports;

namespace Sidetap.BoxLink.Lines;

/// <summary>This machine's ports.</summary>
public sealed class BoxPorts : IBoxPorts
{
    /// <summary>How the name of a TCP port begins.</summary>
    public const string TcpPrefix = "tcp:";

    /// <inheritdoc/>
    public IReadOnlyList<string> Find()
    {
        try
        {
            return [.. SerialPort.GetPortNames().Distinct().Where(IsUsual).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return []; // a system that does not tell has none to offer
        }
    }

    /// <summary>Whether a word can be the name of a port.</summary>
    /// <param name="word">The word.</param>
    /// <returns>True for a path, "COM5" and "tcp:…".</returns>
    public static bool IsName(string word) => word.StartsWith(TcpPrefix, StringComparison.OrdinalIgnoreCase) || word.Contains('/') || IsCom(word);

    /// <inheritdoc/>
    public IBoxPort Of(string name)
    {
        if (name.StartsWith(TcpPrefix, StringComparison.OrdinalIgnoreCase))
        {
            (string host, int port) = SplitTcp(name);
            return new TcpBoxPort(host, port);
        }

        return IsName(name) ? new SerialBoxPort(name) : throw new FormatException($"'{name}' is no port; write it like /dev/ttyUSB0, COM5 or tcp:10.0.0.7:2323");
    }

    private static (string Host, int Port) SplitTcp(string name)
    {
        string rest = name[TcpPrefix.Length..];
        int colon = rest.LastIndexOf(':');
        string host = colon > 0 ? rest[..colon].Trim('[', ']') : "";
        return host.Length > 0 && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
            ? (host, port)
            : throw new FormatException($"'{name}' is not tcp:HOST:PORT; write it like tcp:10.0.0.7:2323");
    }

    private static bool IsCom(string word) =>
        word.Length > 3 && word.StartsWith("COM", StringComparison.OrdinalIgnoreCase) && word.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Linux lists the ports of a PC's mainboard, whether they are there or not, and macOS each one twice; a box is on USB.</summary>
    private static bool IsUsual(string name) =>
        OperatingSystem.IsWindows() || (OperatingSystem.IsMacOS() ? name.StartsWith("/dev/cu.usb", StringComparison.Ordinal) : !name.StartsWith("/dev/ttyS", StringComparison.Ordinal));
}
