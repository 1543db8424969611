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

    private readonly string _port;
    private readonly string[] _arguments;
    private Process _process;

    /// <summary>Starts the broker and waits until it answers.</summary>
    public Mosquitto()
    {
        Port = FreePort();
        PlainPort = Port;
        _port = Port.ToString(CultureInfo.InvariantCulture);

        // Without a configuration file mosquitto 2 listens on loopback only and lets anybody in.
        _arguments = ["-p", _port];
        _process = Start();
    }

    /// <summary>Starts the broker with a configuration, and waits until it answers.</summary>
    /// <param name="folder">Where the configuration is put.</param>
    /// <param name="lines">The configuration, but for the listeners: what they say of TLS is for <see cref="Port"/>.</param>
    public Mosquitto(DirectoryInfo folder, params string[] lines)
    {
        Port = FreePort();
        PlainPort = FreePort();
        _port = Port.ToString(CultureInfo.InvariantCulture);

        // The user: as root, mosquitto would become another one, who can't read the folder.
        string configuration = Path.Combine(folder.FullName, "mosquitto.conf");
        File.WriteAllLines(configuration, [$"listener {_port} 127.0.0.1", $"user {Environment.UserName}", .. lines, $"listener {PlainPort} 127.0.0.1"]);
        _arguments = ["-c", configuration];
        _process = Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>A port without TLS.</summary>
    public int PlainPort { get; }

    /// <summary>Kills it, as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Starts it again on the same port, after <see cref="Kill"/>.</summary>
    public void StartAgain()
    {
        _process.Dispose();
        _process = Start();
    }

    /// <summary>Has it write down its sessions and subscriptions.</summary>
    public void Save() => HelperProcess.Run("kill", "It is part of every system", ["-USR1", $"{_process.Id}"]);

    private Process Start()
    {
        string program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        try
        {
            Process process = Process.Start(new ProcessStartInfo(program, _arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            WaitFor(process, Port);
            return process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertFailedException($"mosquitto is not installed. {HowToInstall}");
        }
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
        Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WaitFor(Process process, int port)
    {
        for (int i = 0; i < Attempts && !process.HasExited; i++)
        {
            try
            {
                using TcpClient client = new("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                process.WaitForExit(AttemptPause);
            }
        }

        throw new AssertFailedException($"mosquitto does not answer on port {port}: {(process.HasExited ? process.StandardError.ReadToEnd() : "still starting")}");
    }
}
