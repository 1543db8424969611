using Sidetap.BoxLink.Lines;
using Spectre.Console;

namespace Sidetap.Tool;

/// <summary>Where a command reads and writes, and when it has to stop. Commands know nothing else of the process they run in.</summary>
public sealed class CliContext
{
    // Wide enough that nothing wraps in a file or a pipe.
    private const int RedirectedWidth = 10000;

    private readonly Func<TextReader> _input;

    /// <summary>Makes a context.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isTerminal">Whether output goes to a terminal: lines wrap, and colours are allowed.</param>
    /// <param name="stop">Cancelled by Ctrl+C.</param>
    /// <param name="input">Opens standard input; without it, there is nothing to read.</param>
    /// <param name="nextKey">Takes the next key that was pressed, or null, without waiting; without it, nobody sits at a keyboard.</param>
    /// <param name="ports">Where boxes can be reached; without it, this machine's ports.</param>
    /// <param name="passKeys">Turned on, Ctrl+C and cursor keys come as keys too.</param>
    public CliContext(
        TextWriter output,
        TextWriter error,
        bool isTerminal = false,
        CancellationToken stop = default,
        Func<TextReader>? input = null,
        Func<char?>? nextKey = null,
        IBoxPorts? ports = null,
        Action<bool>? passKeys = null)
    {
        _input = input ?? (() => TextReader.Null);
        Output = output;
        Error = error;
        Stop = stop;
        NextKey = nextKey;
        Ports = ports ?? new BoxPorts();
        PassKeys = passKeys ?? (_ => { });
        bool hasColours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            Console.Profile.Width = RedirectedWidth;
        }
    }

    /// <summary>Standard input, opened when it is first asked for.</summary>
    public TextReader Input => _input();

    /// <summary>Standard output for text as it is: JSON.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output for tables and colours.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Takes the next key that was pressed, or null, without waiting; null where nobody sits at a keyboard.</summary>
    public Func<char?>? NextKey { get; }

    /// <summary>Where boxes can be reached.</summary>
    public IBoxPorts Ports { get; }

    /// <summary>Turned on, Ctrl+C and cursor keys come as keys too: the latter as the sequences of a VT100.</summary>
    public Action<bool> PassKeys { get; }
}
