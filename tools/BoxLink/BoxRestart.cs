using Sidetap.BoxLink.Results;

namespace Sidetap.BoxLink;

/// <summary>Restarts a box and waits for it.</summary>
public static class BoxRestart
{
    /// <summary>How long a box may take from its restart to its first answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    // What a box still does after it has said OK.
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(1);

    /// <summary>Restarts a box and waits until it answers again.</summary>
    /// <param name="box">The box.</param>
    /// <param name="request">"reboot" or "factory-reset yes".</param>
    /// <exception cref="BoxError">The box refuses.</exception>
    /// <exception cref="NoBoxException">It does not come back in a minute.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static void Run(BoxClient box, string request = "reboot")
    {
        BoxStatus before = box.Status();
        TimeSpan sent = box.Port.Clock.Now;
        try
        {
            box.Request(request);
        }
        catch (NoBoxException error) when (error.WasSent)
        {
            // It may restart before its answer is out; whether it did is seen below.
        }

        box.Drop();
        box.Port.Clock.Pause(s_leave, box.Stop);
        box.Open(Patience);
        BoxStatus status = box.Status();
        TimeSpan passed = box.Port.Clock.Now - sent;
        bool isYounger = status.UptimeMs <= passed.TotalMilliseconds + (before.UptimeMs / 2.0);

        // A simulated box's time may run faster than ours; then its count of starts tells.
        if (!isYounger && status.Starts == before.Starts)
        {
            throw new NoBoxException($"the box on {box.Port.Name} did not restart; try it again, or switch it off and on");
        }
    }
}
