using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.Gateway;

namespace Sidetap.Tool.Commands;

/// <summary>What a published payload is: UADP, or whatever else.</summary>
/// <param name="Summary">It in a line.</param>
/// <param name="Updates">What it did to data sets.</param>
/// <param name="Problem">Why it is not the UADP its topic promises; null when there is nothing to say.</param>
internal sealed record PublishedData(string Summary, IReadOnlyList<DataSetUpdate> Updates, string? Problem)
{
    /// <summary>Whether a topic promises UADP (OPC 10000-14, 7.3.4.7).</summary>
    public static bool MustBeUadp(string? topic) => topic?.Contains("/uadp/", StringComparison.Ordinal) == true;

    /// <summary>Reads the payload of a PUBLISH.</summary>
    public static PublishedData Of(AcceptedPublish publish, DataSetView dataSets)
    {
        ReadOnlySpan<byte> payload = publish.Payload.Span;
        if (dataSets.TryTake(payload, new DecodeOptions(), out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason))
        {
            return new PublishedData(FrameSummary.Of(message), updates, null);
        }

        return MustBeUadp(publish.Topic)
            ? new PublishedData($"{payload.Length} octets", [], $"malformed UADP: {reason}")
            : new PublishedData($"{payload.Length} octets: {FrameText.OfText(payload)}", [], null);
    }
}
