using Sidetap.Gateway;
using Sidetap.Tool;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>A run of <c>sidetap box</c>, on a recording or a simulated machine, against a bench gateway on loopback, with the capture it made.</summary>
internal sealed class BenchRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidetap-");
    private readonly UdpGatewayHost _gateway = new(new BenchGatewaySettings { PredefinedTopics = new Dictionary<int, string> { [1] = "data", [2] = "meta" } }, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Runs the box to the end of the recording.</summary>
    /// <param name="mill">The recording.</param>
    /// <param name="arguments">Further arguments of <c>sidetap box</c>.</param>
    public BenchRun(RecordedMill mill, params string[] arguments)
        : this(folder => ["--replay", Written(mill, folder), .. arguments])
    {
    }

    /// <summary>Runs the box as long as its arguments say.</summary>
    /// <param name="arguments">Further arguments of <c>sidetap box</c>.</param>
    public BenchRun(params string[] arguments)
        : this(_ => arguments)
    {
    }

    private BenchRun(Func<string, string[]> arguments)
    {
        _gateway.Gateway.Published += p => Published.Add(p);
        _serving = Task.Factory.StartNew(() => _gateway.Run(_stop.Token), TaskCreationOptions.LongRunning);
        StringWriter output = new();
        StringWriter error = new();
        ExitCode = Cli.Run(
            ["box", "--gateway", $"127.0.0.1:{Port}", "--speed", "200", "--pcap", CapturePath, .. arguments(_folder.FullName)],
            new CliContext(output, error));
        Error = error.ToString();
        _stop.Cancel();
        _serving.Wait();
    }

    /// <summary>The gateway's port.</summary>
    public int Port => _gateway.LocalEndPoint.Port;

    /// <summary>What the command returned.</summary>
    public int ExitCode { get; }

    /// <summary>What the command wrote to standard error.</summary>
    public string Error { get; }

    /// <summary>What the gateway was given, in order.</summary>
    public List<AcceptedPublish> Published { get; } = [];

    /// <summary>The capture.</summary>
    public string CapturePath => Path.Combine(_folder.FullName, "box.pcap");

    /// <inheritdoc/>
    public void Dispose()
    {
        _gateway.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Written(RecordedMill mill, string folder)
    {
        string recording = Path.Combine(folder, "mill.csv");
        mill.Write(recording);
        return recording;
    }
}
