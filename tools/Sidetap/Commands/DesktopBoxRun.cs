using System.CommandLine;
using System.Net.Sockets;
using System.Reflection;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Desktop;
using Sidetap.Boards.Host.Lines;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Runs a box that is set up over its line.</summary>
internal static class DesktopBoxRun
{
    /// <summary>The firmware's version, which is the tool's.</summary>
    public static string Version { get; } = typeof(DesktopBoxRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Puts the box together, so that it says what it does.</summary>
    /// <param name="context">Where it says it.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="arguments">What is around the box.</param>
    /// <param name="line">Its line.</param>
    /// <param name="folder">Its folder; null: its files go with the process.</param>
    /// <exception cref="CliError">Something about the options is wrong.</exception>
    public static DesktopBox Make(CliContext context, ParseResult parsed, BoxArguments arguments, HostLine line, StateFolder? folder)
    {
        try
        {
            DesktopBoxLog log = new(context);
            return new DesktopBox(arguments.Surround(parsed, line, Version, folder)) { Started = log.Started, Stepped = log.Stepped };
        }
        catch (ArgumentException error)
        {
            throw new CliError(error.Message.TrimEnd('.').ReplaceLineEndings(" "));
        }
    }

    /// <summary>Runs it in the foreground.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="arguments">What is around the box.</param>
    /// <param name="desktop">Its line.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(CliContext context, ParseResult parsed, BoxArguments arguments, DesktopBoxArguments desktop)
    {
        desktop.CheckUnused(parsed, arguments.AroundTheBox);
        using StateFolder? folder = arguments.OpenState(parsed);
        using HostLine line = desktop.Open(parsed);
        DesktopBox box = Make(context, parsed, arguments, line, folder);
        context.Console.MarkupLineInterpolated($"box on a {arguments.Describe(parsed)}, its line is [bold]{line.Name}[/]; Ctrl+C stops");
        context.Console.MarkupLineInterpolated($"  set it up  sidetap configure shell --port {line.Name}");
        if (folder is null)
        {
            context.Console.MarkupLine("  its files  are gone with this process (--state DIR keeps them)");
        }

        RunToEnd(context, parsed, arguments, box);
        return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    /// <summary>Runs a box until its time is over or somebody ends it.</summary>
    /// <param name="context">When it has to stop.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="arguments">How long it runs.</param>
    /// <param name="box">The box.</param>
    /// <exception cref="CliError">The system gives it no socket.</exception>
    public static void RunToEnd(CliContext context, ParseResult parsed, BoxArguments arguments, DesktopBox box)
    {
        try
        {
            box.Run(arguments.DurationMs(parsed) ?? long.MaxValue, context.Stop);
        }
        catch (SocketException error)
        {
            throw new CliError($"no UDP socket to be had: {error.Message}");
        }
    }
}
