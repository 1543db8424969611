namespace Sidetap.Tests.Interop.Decoders;

/// <summary>An MQTT-SN message as tshark shows it.</summary>
/// <param name="Fields">Its fields by tshark's names, e.g. "mqttsn.topic.id".</param>
internal sealed record TsharkMessage(IReadOnlyDictionary<string, TsharkField> Fields)
{
    /// <summary>MsgType.</summary>
    public int Type => Fields["mqttsn.msg.type"].Number;

    /// <summary>Length.</summary>
    public int Length => Fields["mqttsn.msg.len"].Number;
}
