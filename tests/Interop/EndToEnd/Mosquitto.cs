using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>Debian's mosquitto, an MQTT broker, on a loopback port of its own; ended by its id.</summary>
internal sealed class Mosquitto : IDisposable
{
    private const string HowToInstall = "Install it: apt-get install mosquitto mosquitto-clients";
    private const int Attempts = 100;
    private static readonly TimeSpan AttemptPause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly string _port;

    /// <summary>The port it listens on.</summary>
    public string Port => _port;

    /// <summary>Starts the broker and waits until it answers.</summary>
    public Mosquitto()
    {
        int port = FreePort();
        _port = port.ToString(CultureInfo.InvariantCulture);
        string program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        try
        {
            // Without a configuration file mosquitto 2 listens on loopback only and lets anybody in.
            _process = Process.Start(new ProcessStartInfo(program, ["-p", _port]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertFailedException($"mosquitto is not installed. {HowToInstall}");
        }

        WaitFor(port);
    }

    /// <summary>Publishes a retained message.</summary>
    /// <param name="topic">Where to.</param>
    /// <param name="payload">Its octets.</param>
    public void PublishRetained(string topic, ReadOnlyMemory<byte> payload)
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, payload.ToArray());
        HelperProcess.Run("mosquitto_pub", HowToInstall, ["-p", _port, "-q", "1", "-r", "-t", topic, "-f", file]);
        File.Delete(file);
    }

    /// <summary>Reads the retained messages of a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Payloads in upper-case hexadecimal, by topic.</returns>
    public Dictionary<string, string> ReadRetained(string filter, int count)
    {
        string[] arguments = ["-p", _port, "-t", filter, "-C", $"{count}", "-W", "10", "-F", "%t %X"];
        return HelperProcess.Run("mosquitto_sub", HowToInstall, arguments)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WaitFor(int port)
    {
        for (int i = 0; i < Attempts && !_process.HasExited; i++)
        {
            try
            {
                using TcpClient client = new("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                _process.WaitForExit(AttemptPause);
            }
        }

        throw new AssertFailedException($"mosquitto does not answer on port {port}: {(_process.HasExited ? _process.StandardError.ReadToEnd() : "still starting")}");
    }
}
