namespace Sidetap.Tests.Interop.Decoders;

/// <summary>Modbus RTU devices made of pymodbus: tests/Interop/python/modbus.py says what they have.</summary>
internal static class Pymodbus
{
    /// <summary>The address of the device.</summary>
    public const int Address = 17;

    // Debian puts python3-pymodbus where only the system's own Python looks; the one on PATH may be another.
    private const string Python = "/usr/bin/python3";

    private const string HowToInstall = "Install it: apt-get install python3-pymodbus";

    /// <summary>Answers requests.</summary>
    /// <param name="requests">The frames.</param>
    /// <returns>The answer to each; empty where there is none.</returns>
    public static IReadOnlyList<byte[]> Answer(IReadOnlyList<byte[]> requests)
    {
        string input = string.Concat(requests.Select(request => Convert.ToHexString(request) + "\n"));
        string output = HelperProcess.Run(Python, HowToInstall, [HelperFiles.PathOf("python/modbus.py")], input);
        string[] lines = output.Split('\n');
        return lines.Length == requests.Count + 1
            ? lines[..^1].Select(line => Convert.FromHexString(line.Trim())).ToList()
            : throw new InvalidOperationException($"pymodbus gave {lines.Length - 1} answers to {requests.Count} requests.");
    }
}
