using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>An MQTT-SN message as Scapy knows it.</summary>
/// <param name="Type">MsgType.</param>
/// <param name="Length">Length; not needed for building, Scapy computes it.</param>
/// <param name="Fields">The fields by Scapy's names, e.g. "tid": a number, or an object with "octets" in hexadecimal.</param>
internal sealed record ScapyMessage(
    [property: JsonPropertyName("type")] int Type,
    [property: JsonPropertyName("length")] int? Length,
    [property: JsonPropertyName("fields")] IReadOnlyDictionary<string, JsonElement> Fields)
{
    /// <summary>A number.</summary>
    /// <param name="name">The field.</param>
    /// <returns>Its value.</returns>
    public int Number(string name)
    {
        return Fields[name].GetInt32();
    }

    /// <summary>A string of octets.</summary>
    /// <param name="name">The field.</param>
    /// <returns>Its value; of no octets when the message has no such field.</returns>
    public byte[] Octets(string name)
    {
        return Fields.TryGetValue(name, out JsonElement value) ? Convert.FromHexString(value.GetProperty("octets").GetString()!) : [];
    }
}
