namespace Sidetap.Profiles;

/// <summary>Something wrong with a profile, and where.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">The line, from 1; 0 where there is none.</param>
/// <param name="Column">The column in characters, from 1; 0 where there is none.</param>
/// <param name="Message">What is wrong; what to do.</param>
/// <param name="IsWarning">Whether the profile can be used all the same.</param>
public sealed record ProfileProblem(string File, int Line, int Column, string Message, bool IsWarning = false)
{
    /// <summary>One line, as compilers print it.</summary>
    /// <returns>"file.json:LINE:COLUMN: message".</returns>
    public override string ToString() => (Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ") + (IsWarning ? "warning: " : "") + Message;
}
