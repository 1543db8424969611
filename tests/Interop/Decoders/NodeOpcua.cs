using System.Text.Json;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>
/// node-opcua-pubsub-common and node-opcua-types. The first decodes NetworkMessages with DataSetMessages, not chunks or discovery messages;
/// the second has the class of what those carry.
/// </summary>
internal static class NodeOpcua
{
    private const string HowToInstall = "Install it: apt-get install nodejs npm, then npm ci --prefix tests/Interop/node";

    /// <summary>Decodes NetworkMessages with DataSetMessages.</summary>
    /// <param name="messages">The messages.</param>
    /// <returns>One answer for each, in the same order.</returns>
    public static IReadOnlyList<NodeAnswer> DecodeUadp(IEnumerable<byte[]> messages)
    {
        return Run(messages.Select(m => JsonSerializer.Serialize(new { uadp = Convert.ToHexStringLower(m) })));
    }

    /// <summary>Decodes DataSetMetaDataType structures in OPC UA Binary.</summary>
    /// <param name="structures">The structures.</param>
    /// <returns>One answer for each, in the same order.</returns>
    public static IReadOnlyList<NodeAnswer> DecodeMetaData(IEnumerable<byte[]> structures)
    {
        return Run(structures.Select(s => JsonSerializer.Serialize(new { metaData = Convert.ToHexStringLower(s) })));
    }

    private static List<NodeAnswer> Run(IEnumerable<string> requests)
    {
        string[] lines = requests.ToArray();
        string output = HelperProcess.Run("node", HowToInstall, [HelperFiles.PathOf("node/decode.js")], string.Join('\n', lines) + '\n');
        List<NodeAnswer> answers = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<NodeAnswer>(line, JsonSerializerOptions.Web)!)
            .ToList();
        return answers.Count == lines.Length
            ? answers
            : throw new InvalidOperationException($"node-opcua gave {answers.Count} answers to {lines.Length} requests.");
    }
}
