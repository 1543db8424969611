using Sidetap.Gateway;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>What a chapter, or a run, has seen.</summary>
public sealed class FuzzCounts
{
    /// <summary>Frames by target, in the order decoder, client, gateway.</summary>
    public long[] Frames { get; } = new long[3];

    /// <summary>What the decoder said of its frames, by <see cref="FrameError"/>.</summary>
    public long[] Decoded { get; } = new long[Enum.GetValues<FrameError>().Length];

    /// <summary>What the client said of its frames, by <see cref="FrameError"/>.</summary>
    public long[] Client { get; } = new long[Enum.GetValues<FrameError>().Length];

    /// <summary>How often each <see cref="ClientState"/> was entered.</summary>
    public long[] States { get; } = new long[ClientTransitions.StateCount];

    /// <summary>How often each pair of state and event led to another state.</summary>
    public long[] Transitions { get; } = new long[ClientTransitions.StateCount * ClientTransitions.EventCount];

    /// <summary>How the client's attempts to publish ended, by <see cref="PublishOutcome"/>.</summary>
    public long[] Outcomes { get; } = new long[Enum.GetValues<PublishOutcome>().Length];

    /// <summary>Messages the client gave to its owner.</summary>
    public long Messages { get; set; }

    /// <summary>Frames the client sent, all of them judged.</summary>
    public long ClientSent { get; set; }

    /// <summary>What happened at the gateway, by <see cref="GatewayEventKind"/>.</summary>
    public long[] Events { get; } = new long[Enum.GetValues<GatewayEventKind>().Length];

    /// <summary>What the gateway refused, by <see cref="GatewayRefusal"/>.</summary>
    public long[] Refusals { get; } = new long[Enum.GetValues<GatewayRefusal>().Length];

    /// <summary>Frames the gateway sent, all of them judged.</summary>
    public long GatewaySent { get; set; }

    /// <summary>The changes of state in the client's table that were not made.</summary>
    public List<string> TransitionsLeft
    {
        get
        {
            List<string> left = [];
            foreach (ClientState state in Enum.GetValues<ClientState>())
            {
                foreach (ClientEvent cause in Enum.GetValues<ClientEvent>())
                {
                    bool exists = ClientTransitions.Next(state, cause) >= 0;
                    if (exists && Transitions[((int)state * ClientTransitions.EventCount) + (int)cause] == 0)
                    {
                        left.Add($"{state} by {cause}");
                    }
                }
            }

            return left;
        }
    }

    /// <summary>Adds what another chapter has seen.</summary>
    /// <param name="other">The other one.</param>
    public void Add(FuzzCounts other)
    {
        foreach ((long[] mine, long[] others) in new[]
        {
            (Frames, other.Frames), (Decoded, other.Decoded), (Client, other.Client), (States, other.States), (Transitions, other.Transitions),
            (Outcomes, other.Outcomes), (Events, other.Events), (Refusals, other.Refusals),
        })
        {
            for (int i = 0; i < mine.Length; i++)
            {
                mine[i] += others[i];
            }
        }

        Messages += other.Messages;
        ClientSent += other.ClientSent;
        GatewaySent += other.GatewaySent;
    }

    /// <summary>What has to be seen in every run, and was not: a run that has not been everywhere proves little.</summary>
    /// <param name="target">What the run was for.</param>
    /// <returns>The names of what is missing.</returns>
    public List<string> Missing(FuzzTarget target)
    {
        List<string> missing = [];
        if ((target & FuzzTarget.Decoder) != 0)
        {
            missing.AddRange(Unseen<FrameError>(Decoded, "decoder: "));
        }

        if ((target & FuzzTarget.Client) != 0)
        {
            missing.AddRange(Unseen<FrameError>(Client, "client: "));
            missing.AddRange(Unseen<ClientState>(States, "client: "));
        }

        if ((target & FuzzTarget.Gateway) != 0)
        {
            missing.AddRange(Unseen<GatewayEventKind>(Events, "gateway: "));
        }

        return missing;
    }

    private static IEnumerable<string> Unseen<T>(long[] counts, string of)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where((_, i) => counts[i] == 0).Select(value => $"{of}{value}");
}
