using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>
/// Reads one datagram after another as an onlooker between clients and gateway: frames, topic names, the UADP messages in them, and what these do to the
/// data sets.
/// </summary>
public sealed class FrameInterpreter
{
    private const int MaxWrappers = 4;

    private readonly Frame _frame = new();
    private readonly TopicMap _topics;

    /// <summary>Makes an interpreter that knows nothing yet.</summary>
    /// <param name="predefined">The predefined topic ids and their names.</param>
    public FrameInterpreter(IReadOnlyDictionary<int, string>? predefined = null) => _topics = new TopicMap(predefined);

    /// <summary>The data sets that have been seen.</summary>
    public DataSetView DataSets { get; } = new();

    /// <summary>Reads a datagram.</summary>
    /// <param name="datagram">The datagram, which may hold anything.</param>
    /// <param name="from">Its sender.</param>
    /// <param name="to">Its receiver.</param>
    /// <returns>What it says.</returns>
    public FrameReading Read(byte[] datagram, string from = "", string to = "")
    {
        LayoutRecorder recorder = new();
        int offset = 0;
        string wrapper = "";
        FrameError error;
        for (int wrappers = 0; ; wrappers++)
        {
            error = FrameLayout.Describe(datagram, offset, datagram.Length - offset, _frame, recorder, _ => _topics.NameOf(_frame, from, to));
            if (error != FrameError.None || _frame.Type != MessageType.Encapsulated || wrappers == MaxWrappers)
            {
                break;
            }

            wrapper += $"node {Convert.ToHexStringLower(datagram.AsSpan(_frame.NodeIdOffset, _frame.NodeIdLength))}: ";
            offset = _frame.DataOffset; // 5.5: what a forwarder has wrapped
        }

        FrameReading reading = new() { Octets = datagram, Type = _frame.Type, Error = error, Rows = recorder.Rows, Summary = "" };
        if (error != FrameError.None)
        {
            string name = error == FrameError.TooShort ? "datagram" : MessageTypes.NameOf((int)_frame.Type) ?? $"MsgType 0x{(int)_frame.Type:X2}";
            return reading with { Summary = wrapper + name, Problem = $"malformed MQTT-SN: {FrameText.Of(error)}" };
        }

        _topics.Follow(_frame, from, to);
        reading = _frame.Type == MessageType.Publish
            ? ReadPublish(reading, recorder, _topics.NameOf(_frame, from, to))
            : reading with { Summary = FrameSummary.Of(_frame) };
        return reading with { Summary = wrapper + reading.Summary };
    }

    private FrameReading ReadPublish(FrameReading reading, LayoutRecorder recorder, string? topic)
    {
        string summary = FrameSummary.OfPublish(_frame, topic);
        reading = reading with { Topic = topic, Summary = summary, Payload = _frame.Buffer.AsMemory(_frame.DataOffset, _frame.DataLength) };
        ReadOnlySpan<byte> data = _frame.Buffer.AsSpan(_frame.DataOffset, _frame.DataLength);
        if (!MayBeUadp(topic, data))
        {
            return reading with { OtherPayload = "not UADP", Summary = $"{summary}, {data.Length} octets: {FrameText.OfText(data)}" };
        }

        DecodeOptions options = new() { Recorder = recorder, BaseOffset = _frame.DataOffset };
        if (!DataSets.TryTake(data, options, out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason))
        {
            return reading with { Problem = $"malformed UADP: {reason}" };
        }

        return reading with { Message = message, Updates = updates, Summary = $"{summary}, {FrameSummary.Of(message)}" };
    }

    /// <summary>By its topic where that tells (OPC 10000-14, 7.3.4.7.3), else by the UADPVersion in the first octet.</summary>
    private static bool MayBeUadp(string? topic, ReadOnlySpan<byte> data)
    {
        bool startsLikeIt = !data.IsEmpty && (data[0] & 0x0F) == 1;
        if (topic == null)
        {
            return startsLikeIt;
        }

        return topic.Contains("/uadp/", StringComparison.Ordinal) || (startsLikeIt && UadpDecoder.TryDecode(data, out _, out _));
    }
}
