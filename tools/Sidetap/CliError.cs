namespace Sidetap.Tool;

/// <summary>Ends a command with one line on stderr and an exit code. Every failure a user can bring about is one of these.</summary>
/// <param name="message">What is wrong and, where it helps, what to do. One line, no full stop.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
public sealed class CliError(string message, int exitCode = Tool.ExitCode.BadInput) : Exception(message)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;
}
