using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>A command's time with a box: which port, which PIN, and how whatever goes wrong reaches the user.</summary>
internal sealed class BoxSession
{
    private readonly CliContext _context;
    private readonly Option<string?> _port = new("--port", "-p")
    {
        Description = "Where the box is: /dev/ttyUSB0, COM5, /dev/pts/3 or tcp:HOST:PORT. Default: the one serial port there is.",
        HelpName = "PORT",
        Recursive = true,
    };

    private readonly Option<string?> _pin = new("--pin") { Description = "The box's PIN (console.pin), where it has one.", HelpName = "PIN", Recursive = true };

    private readonly Argument<string?> _positional = new("PORT")
    {
        Description = "The same as --port.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes one.</summary>
    /// <param name="context">Where commands read and write.</param>
    public BoxSession(CliContext context)
    {
        _context = context;
    }

    /// <summary>Gives the command of all commands its options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        string Verbs() => string.Join(", ", command.Subcommands.Select(verb => verb.Name));
        _positional.Validators.Add(result =>
        {
            string word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (word.Length > 0 && !BoxPorts.IsName(word))
            {
                result.AddError($"there is no command 'configure {word}': {Verbs()}");
            }
        });
        command.Add(_port);
        command.Add(_pin);
        command.Add(_positional);
    }

    /// <summary>Does something with a box.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">What to do; returns the exit code.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliError">It failed.</exception>
    public int Run(ParseResult parsed, Func<BoxClient, int> work) => Guard(() =>
    {
        using BoxClient box = Client(parsed);
        box.Open();
        return work(box);
    });

    /// <summary>Does something that changes a box: nothing is staged from before, and the PIN is asked for first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">What to do; returns the exit code.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliError">It failed.</exception>
    public int Change(ParseResult parsed, Func<BoxClient, int> work) => Run(parsed, box =>
    {
        box.Restart();
        Unlock(box);
        return work(box);
    });

    /// <summary>A box that is not there yet.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The box.</returns>
    /// <exception cref="CliError">Nobody knows which port.</exception>
    public BoxClient Client(ParseResult parsed)
    {
        string? pin = parsed.GetValue(_pin);
        return new BoxClient(Port(parsed), _context.Stop)
        {
            PinAsked = () => pin ??= _context.NextKey is null ? null : Questions.Secret(_context, "PIN of the box: "),
        };
    }

    /// <summary>The port that a command line means.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The port.</returns>
    /// <exception cref="CliError">Nobody knows which one.</exception>
    public IBoxPort Port(ParseResult parsed)
    {
        string? name = parsed.GetValue(_port) ?? parsed.GetValue(_positional);
        if (name is null)
        {
            IReadOnlyList<string> ports = _context.Ports.Find();
            name = ports.Count switch
            {
                1 => ports[0],
                0 => throw new CliError($"there is no serial port; plug the box in, or name where it is: --port PORT, --port tcp:HOST:PORT{PortsCommand.DesktopHint}", ExitCode.NoBox),
                _ => throw new CliError($"there are several ports; say which: {string.Join(" or ", ports.Select(port => $"--port {port}"))}"),
            };
        }

        try
        {
            return _context.Ports.Of(name);
        }
        catch (FormatException error)
        {
            throw new CliError(error.Message);
        }
    }

    /// <summary>Whether the command line has a PIN.</summary>
    /// <param name="parsed">The command line.</param>
    public bool HasPin(ParseResult parsed) => parsed.GetValue(_pin) is not null;

    /// <summary>Unlocks a box that is locked.</summary>
    /// <param name="box">The box.</param>
    /// <exception cref="BoxError">It stays locked.</exception>
    public static void Unlock(BoxClient box)
    {
        if (box.Status().Text("locked") == "yes")
        {
            string pin = box.PinAsked?.Invoke() ?? throw new BoxError(BoxErrorCode.Locked, "the box is locked");
            box.Request($"unlock {pin}");
        }
    }

    /// <summary>Makes what can go wrong with a box an error of the command line.</summary>
    /// <param name="work">What to do.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliError">It failed.</exception>
    public int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.Locked)
        {
            throw new CliError("the box is locked by a PIN; add --pin PIN");
        }
        catch (BoxError error) when (error.Code is BoxErrorCode.WrongPin or BoxErrorCode.Wait)
        {
            throw new CliError($"the box does not take the PIN: {PlainText.Of(error.Text)}");
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.UnknownSetting)
        {
            throw new CliError("the box has no such setting; see what it has: sidetap configure get", ExitCode.Finding);
        }
        catch (BoxError error)
        {
            throw new CliError($"the box says: {PlainText.Of(error.Text)}", ExitCode.Finding);
        }
        catch (NoBoxException error)
        {
            throw new CliError(error.Message, ExitCode.NoBox);
        }
        catch (BoxLineException error)
        {
            throw new CliError(error.Message, ExitCode.NoBox);
        }
        catch (InvalidDataException error)
        {
            throw new CliError(error.Message, ExitCode.Finding);
        }
        catch (ArgumentException error) when (error.ParamName == "request")
        {
            throw new CliError(error.Message.Split(" (Parameter")[0]);
        }
        catch (OperationCanceledException) when (_context.Stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
