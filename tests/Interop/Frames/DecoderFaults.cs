using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>
/// The frames a decoder is not asked about, and why. A frame may be left out of one decoder's list only: the other one answers for it, and
/// a test sees to that.
/// </summary>
internal static class DecoderFaults
{
    /// <summary>Of tshark's dissector.</summary>
    public static readonly DecoderFault[] OfTshark =
    [
        new(
            c => c.Type is MessageType.WillTopic or MessageType.WillTopicUpd && !c.Fields.Has(FrameField.WillTopic),
            "5.4.7 and 5.4.22: the frame that deletes the will is two octets long, without Flags. tshark 4.0 reads Flags all the same and "
            + "reports a malformed packet."),
    ];

    /// <summary>Of Scapy as a decoder.</summary>
    public static readonly DecoderFault[] OfScapy = [];

    /// <summary>Of Scapy as a builder.</summary>
    public static readonly DecoderFault[] OfScapyBuilding =
    [
        new(
            c => c.Type == MessageType.Disconnect && !c.Fields.Has(FrameField.Duration),
            "5.4.21: Duration is optional. Scapy 2.5 subtracts its two octets from a Length that never counted them."),
    ];

    /// <summary>The frames a decoder is asked about.</summary>
    /// <param name="cases">All frames.</param>
    /// <param name="faults">What it does wrong.</param>
    /// <returns>The frames it does right, wrapped ones included.</returns>
    public static IReadOnlyList<FrameCase> Without(this IEnumerable<FrameCase> cases, DecoderFault[] faults)
    {
        return cases.Where(c => !c.Messages.Any(m => faults.Any(f => f.Applies(m)))).ToList();
    }
}
