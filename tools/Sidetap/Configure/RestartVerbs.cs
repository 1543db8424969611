using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure confirm</c>, <c>reboot</c> and <c>factory-reset</c>.</summary>
internal static class RestartVerbs
{
    /// <summary>What is said before a restart.</summary>
    public static string Waiting { get; } = $"the box restarts: waiting until it answers again, {BoxRestart.Patience.TotalSeconds:0} s at the most";

    public static Command BuildConfirm(CliContext context, BoxSession session)
    {
        ExampleCommand command = new(
            "confirm", "Make settings on trial permanent. Exit code 1 when none are on trial.", ("sidetap configure confirm", "after the restart, when the box does what it should"));
        command.SetAction(parsed => session.Change(parsed, box =>
        {
            if (!box.Confirm())
            {
                throw new CliError("no settings are on trial; there is nothing to confirm", ExitCode.Finding);
            }

            context.Output.WriteLine("the settings are confirmed");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command BuildReboot(CliContext context, BoxSession session)
    {
        Option<bool> confirm = new("--confirm") { Description = "Where settings are on trial: confirm them when the box is online with them, or report that the old ones came back." };
        ExampleCommand command = new(
            "reboot",
            "Restart the box and wait until it answers again.",
            ("sidetap configure reboot", "returns when the box is back"),
            ("sidetap configure reboot --confirm", "and sees a trial to its end"))
        {
            confirm,
        };
        command.SetAction(parsed => session.Change(parsed, box => Reboot(context, box, parsed.GetValue(confirm))));
        return command;
    }

    public static Command BuildFactoryReset(CliContext context, BoxSession session)
    {
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask." };
        ExampleCommand command = new(
            "factory-reset",
            "Make a box forget settings, profile, calibration, PIN and counts, and restart it. Asks first.",
            ("sidetap configure factory-reset", "asks"),
            ("sidetap configure factory-reset --yes", "does not ask"))
        {
            yes,
        };
        command.SetAction(parsed => session.Run(parsed, box =>
        {
            BoxVersion version = box.Version();
            if (!Questions.Yes(context, $"box {version.ClientId} ({version.UniqueId}) forgets settings, profile, calibration and PIN", parsed.GetValue(yes)))
            {
                context.Output.WriteLine("nothing was changed");
                return ExitCode.Ok;
            }

            BoxSession.Unlock(box);
            Busy.While(context, "the box forgets everything and restarts", _ =>
            {
                BoxRestart.Run(box, "factory-reset yes");
                return true;
            });
            context.Output.WriteLine("the box is as it came, and runs");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static int Reboot(CliContext context, BoxClient box, bool isConfirm)
    {
        string end = Busy.While(context, "the box restarts", tell =>
        {
            Busy.Tell(context, Waiting);
            BoxRestart.Run(box);
            BoxStatus status = box.Status();
            return !status.IsTrialRunning ? "the box has restarted"
                : isConfirm ? new TrialWatch(context, box).Run(null, tell)
                : $"the box has restarted, its settings are on trial: {status.TrialLeftSeconds} s until the old ones come back, unless gateway or broker answer it or you confirm (sidetap configure confirm)";
        });
        context.Output.WriteLine(end);
        return ExitCode.Ok;
    }
}
