using System.Text.Json;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>Scapy's contrib.mqttsn, which both decodes and builds frames.</summary>
internal static class Scapy
{
    /// <summary>Debian puts python3-scapy where only the system's own Python looks; the one on PATH may be another.</summary>
    private const string Python = "/usr/bin/python3";

    private const string HowToInstall = "Install it: apt-get install python3-scapy";

    /// <summary>Decodes datagrams.</summary>
    /// <param name="datagrams">UDP payloads.</param>
    /// <returns>One answer for each, in the same order.</returns>
    public static IReadOnlyList<ScapyAnswer> Decode(IEnumerable<byte[]> datagrams)
    {
        return Run(datagrams.Select(d => JsonSerializer.Serialize(new { decode = Convert.ToHexString(d) })));
    }

    /// <summary>Builds datagrams.</summary>
    /// <param name="datagrams">For each the message, or a forwarder's wrapper and what it wraps.</param>
    /// <returns>One answer for each, in the same order.</returns>
    public static IReadOnlyList<ScapyAnswer> Build(IEnumerable<IReadOnlyList<ScapyMessage>> datagrams)
    {
        return Run(datagrams.Select(d => JsonSerializer.Serialize(new { build = d })));
    }

    private static List<ScapyAnswer> Run(IEnumerable<string> requests)
    {
        string[] lines = requests.ToArray();
        string output = HelperProcess.Run(Python, HowToInstall, [HelperFiles.PathOf("python/mqttsn.py")], string.Join('\n', lines) + '\n');
        List<ScapyAnswer> answers = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ScapyAnswer>(line)!)
            .ToList();
        return answers.Count == lines.Length
            ? answers
            : throw new InvalidOperationException($"Scapy gave {answers.Count} answers to {lines.Length} requests.");
    }
}
