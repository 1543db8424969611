using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>A datagram as it was understood.</summary>
public sealed record FrameReading
{
    /// <summary>The datagram.</summary>
    public required byte[] Octets { get; init; }

    /// <summary>The message; only meaningful when <see cref="Error"/> is <see cref="FrameError.None"/>.</summary>
    public required MessageType Type { get; init; }

    /// <summary>Why it is no MQTT-SN frame.</summary>
    public required FrameError Error { get; init; }

    /// <summary>All fields, those of the payload included.</summary>
    public required IReadOnlyList<LayoutRow> Rows { get; init; }

    /// <summary>What the frame says, in a line.</summary>
    public required string Summary { get; init; }

    /// <summary>What is wrong with the frame or its UADP payload; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>The topic of a PUBLISH; null when it is not known.</summary>
    public string? Topic { get; init; }

    /// <summary>The payload of a PUBLISH.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The UADP message of a PUBLISH.</summary>
    public NetworkMessage? Message { get; init; }

    /// <summary>What the message did to the data sets.</summary>
    public IReadOnlyList<DataSetUpdate> Updates { get; init; } = [];

    /// <summary>Why the payload is not UADP, where it need not be.</summary>
    public string? OtherPayload { get; init; }
}
