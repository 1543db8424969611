using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tool.Configure;

/// <summary>Waits for the end of a trial: confirms the new settings when the box is online with them, or finds that the old ones came back.</summary>
/// <param name="context">Where to say what is waited for.</param>
/// <param name="box">The box, after the restart that began the trial.</param>
internal sealed class TrialWatch(CliContext context, BoxClient box)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_telling = TimeSpan.FromSeconds(30);

    // A restart at the trial's end, and what a clock may be off.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_usualTrial = TimeSpan.FromSeconds(300);

    /// <summary>Waits.</summary>
    /// <param name="hasNewSettings">Whether the box has the new settings; null where nobody can tell.</param>
    /// <param name="tell">Told how it stands.</param>
    /// <returns>What to say.</returns>
    /// <exception cref="CliError">The old settings came back, or it never ended.</exception>
    public string Run(Func<bool>? hasNewSettings, Action<string> tell)
    {
        BoxStatus status = box.Status();
        TimeSpan left = status.TrialLeftSeconds > 0 ? TimeSpan.FromSeconds(status.TrialLeftSeconds) : s_usualTrial;
        TimeSpan end = box.Port.Clock.Now + left + s_margin;
        bool wasRunning = status.IsTrialRunning;
        string last = status.Connection;
        TimeSpan next = box.Port.Clock.Now + s_telling;
        if (wasRunning)
        {
            Busy.Tell(context, $"settings are on trial: waiting until gateway or broker answer the box, {left.TotalSeconds:0} s at the most; then the old ones come back");
        }

        while (box.Port.Clock.Now < end)
        {
            if (!status.IsTrialRunning)
            {
                return End(status, hasNewSettings, wasRunning, last);
            }

            last = status.Text("refused") is { Length: > 0 } refused ? $"{status.Connection}, refused: {refused}" : status.Connection;
            if (status.IsOnline && Confirm())
            {
                return "the box is online; the settings are confirmed";
            }

            string state = $"on trial, {last}, {status.TrialLeftSeconds} s left";
            tell(state);
            if (box.Port.Clock.Now >= next)
            {
                next = box.Port.Clock.Now + s_telling;
                Busy.Tell(context, $"still {state}");
            }

            box.Port.Clock.Pause(s_pause, box.Stop);
            status = Patiently();
        }

        throw new CliError("the trial does not end; look at the box: sidetap configure diagnose", ExitCode.Finding);
    }

    private bool Confirm()
    {
        BoxSession.Unlock(box);
        return box.Confirm();
    }

    /// <summary>The status, from a box that may just restart.</summary>
    private BoxStatus Patiently()
    {
        try
        {
            return box.Status();
        }
        catch (NoBoxException)
        {
            box.Drop();
            box.Open(BoxRestart.Patience);
            return box.Status();
        }
    }

    private static string End(BoxStatus status, Func<bool>? hasNewSettings, bool wasRunning, string last)
    {
        if (hasNewSettings is null ? status.IsOnline || !wasRunning : hasNewSettings())
        {
            return "the settings are confirmed: gateway or broker have answered the box";
        }

        throw new CliError(
            $"the box did not get online with the new settings ({last}) and has the old ones again; check network, gateway and password, then apply them again", ExitCode.Finding);
    }
}
