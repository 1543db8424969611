using System.CommandLine;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Desktop;
using Sidetap.Boards.Host.Lines;
using Sidetap.BoxLink.Lines;
using Sidetap.ConsoleServer;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tool.WebConsole;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap console</c>: the page with which a box is set up, in a browser on this machine.</summary>
public static class ConsoleCommand
{
    private const int UsualPort = 8088;

    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<string> port = new("--port") { Description = "The box's serial port, or tcp:HOST:PORT; without it, a box on a simulated machine runs in this process.", HelpName = "PORT" };
        Option<int> web = new("--web-port") { Description = "The page's TCP port on this machine; 0 takes one that is free.", HelpName = "N", DefaultValueFactory = _ => UsualPort };
        web.Validators.Add(result => NumberCheck.Add(result, 0, 65535, "a port"));
        BoxArguments arguments = new(context);
        ExampleCommand command = new(
            "console",
            "Show a box in the browser: live readings, its machine, settings, calibration. The page is served to this machine only.",
            ("sidetap console", "a box on a simulated mill, to try it"),
            ("sidetap console --machine agv --state agv-1", "another machine; the box's files stay in a folder"),
            ("sidetap console --port /dev/ttyUSB0", "the box on a serial port"),
            ("sidetap console --port tcp:127.0.0.1:4001 --web-port 0", "the box of sidetap box --console tcp:4001"))
        {
            port, web,
        };
        foreach (Option option in arguments.AroundTheBox)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            if (!Sidetap.ConsoleServer.WebConsole.HasPage)
            {
                throw new CliError("the page is not built in: npm ci and npm run build in tools/console, then build sidetap again");
            }

            return parsed.GetValue(port) is { } name
                ? ServePort(context, parsed, arguments, name, parsed.GetValue(web))
                : ServeDesktop(context, parsed, arguments, parsed.GetValue(web));
        });
        return command;
    }

    private static int ServePort(CliContext context, ParseResult parsed, BoxArguments arguments, string name, int webPort)
    {
        if (arguments.AroundTheBox.FirstOrDefault(option => BoxArguments.IsGiven(parsed, option)) is { } other)
        {
            throw new CliError($"{other.Name} is for a box in this process: leave it out, or --port");
        }

        IBoxPort port;
        try
        {
            port = new BoxPorts().Of(name);
        }
        catch (FormatException error)
        {
            throw new CliError(error.Message);
        }

        port.Open(context.Stop).Dispose(); // a wrong name is told here, not in the page
        return Serve(context, webPort, port.Name, stop => Task.Run<IBoxWire>(() => new LineWire(port.Open(stop)), stop), () => context.Stop.WaitHandle.WaitOne());
    }

    private static int ServeDesktop(CliContext context, ParseResult parsed, BoxArguments arguments, int webPort)
    {
        using StateFolder? folder = arguments.OpenState(parsed);
        using PipeLine line = new();
        DesktopBox box = DesktopBoxRun.Make(context, parsed, arguments, line, folder);
        return Serve(
            context,
            webPort,
            $"a {arguments.Describe(parsed)}",
            _ => Task.FromResult<IBoxWire>(new PipeWire(line)),
            () => DesktopBoxRun.RunToEnd(context, parsed, arguments, box));
    }

    private static int Serve(CliContext context, int webPort, string what, Func<CancellationToken, Task<IBoxWire>> open, Action run)
    {
        Sidetap.ConsoleServer.WebConsole console = new(webPort, Profiles(), open) { Failed = message => context.Error.WriteLine($"sidetap: {message}") };
        try
        {
            console.StartAsync().GetAwaiter().GetResult();
            context.Console.MarkupLineInterpolated($"the box on {what} is at [bold]{console.Address}[/], for a browser on this machine; Ctrl+C stops");
            run();
        }
        catch (IOException error) when (console.Address.Length == 0)
        {
            throw new CliError($"--web-port {webPort}: {error.GetBaseException().Message.TrimEnd('.')}; --web-port 0 takes a port that is free");
        }
        finally
        {
            console.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    /// <summary>The shipped profiles, compiled.</summary>
    private static IReadOnlyList<ServedProfile> Profiles() =>
    [
        .. ShippedProfiles.Names.Select(name =>
        {
            ProfileModel profile = ProfileInput.Require(null, name);
            return new ServedProfile(name, profile.Category, ProfileCompiler.Compile(profile, withDescriptions: true).Octets);
        }),
    ];
}
