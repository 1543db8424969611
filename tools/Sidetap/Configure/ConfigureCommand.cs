using System.CommandLine;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure</c>: a box on a serial line or behind TCP, told what to do through its console (docs/console.md).</summary>
public static class ConfigureCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it reads and writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        BoxSession session = new(context);
        ExampleCommand command = new(
            "configure",
            "Set up a box on its serial line: settings, profile, calibration, a report when something is wrong. Exit code 3 when no box answers.",
            ("sidetap configure get", "all settings of the box on the only serial port"),
            ("sidetap configure --port COM5 set box.id mill-3", "one setting"),
            ("sidetap configure /dev/ttyUSB0 apply box.json --reboot", "a file of settings, all or nothing"),
            ("sidetap configure --port tcp:10.0.0.7:2323 watch", "the fields as they are now, behind a serial server"),
            ("sidetap configure diagnose report.md", "what is not right, as a report to send on"));
        session.AddTo(command);
        foreach (Command verb in (Command[])
        [
            PortsCommand.Build(context),
            GetCommand.Build(context, session),
            SetCommand.Build(context, session),
            ApplyCommand.Build(context, session),
            ExportCommand.Build(context, session),
            ProfileVerbs.Build(context, session),
            WatchCommand.Build(context, session),
            CalibrateCommand.Build(context, session),
            DiagnoseCommand.Build(context, session),
            ProvisionCommand.Build(context, session),
            RestartVerbs.BuildConfirm(context, session),
            RestartVerbs.BuildReboot(context, session),
            RestartVerbs.BuildFactoryReset(context, session),
            ShellCommand.Build(context, session),
        ])
        {
            command.Add(verb);
        }

        return command;
    }
}
