using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>What a gateway has counted.</summary>
public sealed class GatewayStatistics
{
    private readonly long[] _malformed = new long[Enum.GetValues<FrameError>().Length];
    private readonly long[] _refused = new long[Enum.GetValues<GatewayRefusal>().Length];

    /// <summary>Datagrams that arrived.</summary>
    public long Received { get; internal set; }

    /// <summary>Frames that were sent.</summary>
    public long Sent { get; internal set; }

    /// <summary>Frames that were sent again.</summary>
    public long Retransmitted { get; internal set; }

    /// <summary>PUBLISH messages that were accepted, repeated QoS 2 ones not counted.</summary>
    public long Published { get; internal set; }

    /// <summary>Messages sent to subscribers.</summary>
    public long Delivered { get; internal set; }

    /// <summary>Clients that were lost.</summary>
    public long Lost { get; internal set; }

    /// <summary>Sessions of absent clients that were forgotten to make room.</summary>
    public long Forgotten { get; internal set; }

    /// <summary>Broadcasts of others that a gateway has nothing to do with: ADVERTISE, GWINFO and the like.</summary>
    public long Overheard { get; internal set; }

    /// <summary>Malformed datagrams of all reasons.</summary>
    public long Malformed => _malformed.Sum();

    /// <summary>Refused frames of all reasons.</summary>
    public long Refused => _refused.Sum();

    /// <summary>How many datagrams were malformed for a reason.</summary>
    /// <param name="error">The reason.</param>
    /// <returns>Their number.</returns>
    public long Of(FrameError error) => _malformed[(int)error];

    /// <summary>How many frames were refused for a reason.</summary>
    /// <param name="refusal">The reason.</param>
    /// <returns>Their number.</returns>
    public long Of(GatewayRefusal refusal) => _refused[(int)refusal];

    internal void Count(FrameError error) => _malformed[(int)error]++;

    internal void Count(GatewayRefusal refusal) => _refused[(int)refusal]++;
}
