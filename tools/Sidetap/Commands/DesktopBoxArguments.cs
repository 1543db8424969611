using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Lines;

namespace Sidetap.Tool.Commands;

/// <summary>The options of a box that is set up over its serial line, as a board's box is: <c>box --pty</c>, <c>box --console tcp:PORT</c>.</summary>
internal sealed class DesktopBoxArguments
{
    private const string TcpPrefix = "tcp:";

    private readonly Option<bool> _pty = new("--pty")
    {
        Description = "Be as a board's box: settings and profile are the ones in --state, and a pseudo-terminal is its serial line, for sidetap configure, screen or minicom.",
    };

    private readonly Option<string> _console = new("--console")
    {
        Description = "The same with a line over TCP on this machine, as on Windows there is no pseudo-terminal; 0 takes a port that is free.",
        HelpName = "tcp:PORT",
    };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_pty);
        command.Options.Add(_console);
    }

    /// <summary>Whether such a box was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_pty) || parsed.GetValue(_console) is not null;

    /// <summary>Refuses options that a board's box has as settings.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="allowed">The options that say what is around the box.</param>
    /// <exception cref="CliError">One was given.</exception>
    public void CheckUnused(ParseResult parsed, IEnumerable<Option> allowed)
    {
        Option? other = parsed.CommandResult.Command.Options.Except(allowed).FirstOrDefault(o => o != _pty && o != _console && BoxArguments.IsGiven(parsed, o));
        if (other is not null)
        {
            throw new CliError($"{other.Name} does not go with {(parsed.GetValue(_pty) ? "--pty" : "--console")}: such a box is told everything over its line (sidetap configure), as a board is");
        }
    }

    /// <summary>Opens the line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The line.</returns>
    /// <exception cref="CliError">It can't be had.</exception>
    public HostLine Open(ParseResult parsed)
    {
        if (parsed.GetValue(_pty) && parsed.GetValue(_console) is not null)
        {
            throw new CliError("a box has one line: --pty or --console");
        }

        try
        {
            return parsed.GetValue(_pty) ? new PtyLine() : new TcpLine(PortOf(parsed.GetRequiredValue(_console)));
        }
        catch (PlatformNotSupportedException)
        {
            throw new CliError("--pty is for Linux: take --console tcp:4001, and sidetap configure --port tcp:127.0.0.1:4001");
        }
        catch (SocketException error)
        {
            throw new CliError($"--console {parsed.GetValue(_console)}: {error.Message.TrimEnd('.')}; tcp:0 takes a port that is free");
        }
        catch (Win32Exception error)
        {
            throw new CliError($"--pty: the system gives no pseudo-terminal: {error.Message}");
        }
    }

    private static int PortOf(string text) =>
        text.StartsWith(TcpPrefix, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(TcpPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535
            ? port
            : throw new CliError($"--console {text} is not tcp:PORT with a port of 0 to 65535");
}
