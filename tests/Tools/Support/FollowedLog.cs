using System.Globalization;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Support;

/// <summary><c>sidetap log --port 0 --json</c> in the background. Who comes to it comes when it has said where it listens.</summary>
internal sealed class FollowedLog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private readonly Watched _error = new();
    private readonly Task<int> _running;

    public FollowedLog(params string[] options)
    {
        CliContext context = new(TextWriter.Synchronized(_output), TextWriter.Synchronized(_error), isTerminal: false, _stop.Token, () => TextReader.Null);
        _running = Task.Factory.StartNew(() => Cli.Run(["log", "--port", "0", "--json", .. options], context), TaskCreationOptions.LongRunning);
        Assert.IsTrue(_error.Address.Task.Wait(Patience), $"it does not listen: {_error}");
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => _error.Address.Task.Result;

    /// <summary>Waits until it ends by itself.</summary>
    public CommandRun Wait()
    {
        Assert.IsTrue(_running.Wait(Patience), "it does not end");
        return new CommandRun(_running.Result, _output.ToString(), _error.ToString());
    }

    /// <summary>Stops it, as Ctrl+C does.</summary>
    public CommandRun Interrupt()
    {
        _stop.Cancel();
        return Wait();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(Patience);
        _stop.Dispose();
    }

    /// <summary>Standard error, whose first line names the address.</summary>
    private sealed class Watched() : StringWriter(CultureInfo.InvariantCulture)
    {
        public TaskCompletionSource<IPEndPoint> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Split(' ').FirstOrDefault(word => word.Contains(':') && char.IsAsciiDigit(word[0])) is { } address)
            {
                Address.TrySetResult(IPEndPoint.Parse(address));
            }
        }
    }
}
