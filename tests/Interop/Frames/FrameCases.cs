using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>Every message of MQTT-SN 1.2 in every form the firmware can write it.</summary>
internal static class FrameCases
{
    private static readonly Lazy<IReadOnlyList<FrameCase>> Cases = new(() =>
    {
        FrameCase[] plain = [.. ConnectionCases.All(), .. TopicCases.All(), .. PublishCases.All()];
        return [.. plain, .. Forwarded(plain)];
    });

    /// <summary>All frames.</summary>
    public static IReadOnlyList<FrameCase> All => Cases.Value;

    /// <summary>
    /// Frames wrapped by a forwarder (5.5): the first of every message type, and all radii and node ids around one of them. What identifies
    /// a node is the forwarder's affair; two octets are a radio's short address, six a UDP endpoint, 252 the most that Length can tell.
    /// </summary>
    private static IEnumerable<FrameCase> Forwarded(IEnumerable<FrameCase> plain)
    {
        foreach (FrameCase wrapped in plain.DistinctBy(c => c.Type))
        {
            yield return Wrap(1, [0xC0, 0xA8], wrapped);
        }

        FrameCase longOne = PublishCases.Publish(new FlagBits(QoS: 1), 7, 9, SampleValues.Octets(300));
        foreach (int radius in (int[])[0, 1, 2, 3])
        {
            foreach (int nodeIdLength in (int[])[1, 2, 6, 252])
            {
                yield return Wrap(radius, SampleValues.Octets(nodeIdLength), longOne);
            }
        }
    }

    private static FrameCase Wrap(int radius, byte[] nodeId, FrameCase wrapped)
    {
        return FrameCase.Write(
            MessageType.Encapsulated,
            new FrameFields().With(FrameField.Ctrl, radius).With(FrameField.WirelessNodeId, nodeId),
            (b, o) => FrameWriter.Encapsulated(b, o, radius, nodeId, wrapped.Octets, 0, wrapped.Octets.Length),
            wrapped);
    }
}
