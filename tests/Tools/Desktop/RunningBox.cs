using System.Diagnostics;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Desktop;

/// <summary><c>sidetap box --pty</c> or <c>--console</c> in the background, set up with <c>sidetap configure</c> as a user would. tests/Interop uses this file as well.</summary>
internal sealed class RunningBox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TextWriter _heard; // holds its own lock while it writes to _output
    private readonly Task<int> _running;

    public RunningBox(params string[] options)
    {
        _heard = TextWriter.Synchronized(_output);
        CliContext context = new(_heard, TextWriter.Synchronized(_error), isTerminal: false, _stop.Token);
        _running = Task.Factory.StartNew(() => Cli.Run(["box", .. options], context), TaskCreationOptions.LongRunning);
        string text = WaitFor(output => output.Contains(LineWord, StringComparison.Ordinal) && output.Contains("started", StringComparison.Ordinal));
        Port = text[(text.IndexOf(LineWord, StringComparison.Ordinal) + LineWord.Length)..].Split(';')[0];
    }

    private const string LineWord = "its line is ";

    /// <summary>Its line.</summary>
    public string Port { get; }

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_heard)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Runs <c>sidetap configure</c> on it.</summary>
    public CommandRun Configure(params string[] arguments) => CommandRun.Of(["configure", Port, .. arguments]);

    /// <summary>The same, and it has to go well.</summary>
    public string Done(params string[] arguments)
    {
        CommandRun run = Configure(arguments);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, $"{string.Join(' ', arguments)}: {run.Error}{run.Output}\n{Output}");
        return run.Output;
    }

    /// <summary>Waits until it has printed something.</summary>
    public string WaitFor(Func<string, bool> isThere)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !_running.IsCompleted)
        {
            string output = Output;
            if (isThere(output))
            {
                return output;
            }

            _running.Wait(TimeSpan.FromMilliseconds(20));
        }

        throw new AssertFailedException($"the box has not said so: {Output}{_error}");
    }

    /// <summary>Ends it, as Ctrl+C does.</summary>
    public CommandRun Interrupt()
    {
        _stop.Cancel();
        Assert.IsTrue(_running.Wait(Patience), "it does not end");
        return new CommandRun(_running.Result, _output.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(Patience);
        _stop.Dispose();
    }
}
