using System.ComponentModel;
using System.Diagnostics;

namespace Sidetap.Conformance.Udp;

/// <summary>The client under test as a process that is started for one case and ended after it, with all it has started itself.</summary>
internal sealed class ClientProcess : IDisposable
{
    private const int ExitWaitMs = 2000;

    // What a shell returns when it can't run a command: found but not executable, not found.
    private const int NotExecutable = 126;
    private const int NotFound = 127;
    private const int ErrorWaitMs = 1000;

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _firstError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _lastLine = "";

    private ClientProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.ErrorDataReceived += KeepFirst;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a command line, as a shell would.</summary>
    /// <exception cref="LaunchException">There is no shell to run it.</exception>
    public static ClientProcess Start(string command, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? "cmd.exe" : "/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(OperatingSystem.IsWindows() ? "/c" : "-c");
        start.ArgumentList.Add(command);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ClientProcess(Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            throw new LaunchException($"can't start the client: {error.Message}", error);
        }
    }

    /// <summary>How it has ended, where it has ended by itself; else null.</summary>
    public string? Ending => !_process.HasExited ? null
        : _lastLine.Length == 0 ? $"the client ended with exit code {_process.ExitCode}"
        : $"the client ended with exit code {_process.ExitCode}: {_lastLine}";

    /// <summary>Refuses to go on when the shell has found nothing to run.</summary>
    /// <exception cref="LaunchException">The shell could not start the command.</exception>
    public void CheckStarted()
    {
        if (_process.HasExited && _process.ExitCode is (NotExecutable or NotFound))
        {
            string said = _firstError.Task.Wait(ErrorWaitMs) ? _firstError.Task.Result : "";
            throw new LaunchException($"the command can't be started: {(said.Length > 0 ? said : $"exit code {_process.ExitCode}")}");
        }
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(ExitWaitMs);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _process.Dispose();
    }

    private void KeepFirst(object sender, DataReceivedEventArgs line)
    {
        if (line.Data == null || !string.IsNullOrWhiteSpace(line.Data))
        {
            _firstError.TrySetResult(line.Data?.Trim() ?? "");
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (!string.IsNullOrWhiteSpace(line.Data))
        {
            _lastLine = line.Data.Trim();
        }
    }
}
