namespace Sidetap.NanoReference.Api;

/// <summary>A row of the table that cannot be used.</summary>
public sealed class ApiTableException : InputException
{
    /// <summary>Creates the exception; its message is in the format that MSBuild shows as an error of that line.</summary>
    /// <param name="path">The table.</param>
    /// <param name="line">The row's line, from 1.</param>
    /// <param name="reason">What is wrong with it.</param>
    public ApiTableException(string path, int line, string reason)
        : base($"{path}({line}): error SNR900: {reason}")
    {
        Line = line;
        Reason = reason;
    }

    /// <summary>The row's line, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong with the row.</summary>
    public string Reason { get; }
}
