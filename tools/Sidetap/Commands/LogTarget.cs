using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>How and where to a log is written.</summary>
/// <param name="Export">csv or json; null: lines.</param>
/// <param name="Path">The file of an export; null: standard output.</param>
/// <param name="MayReplace">Whether a file that is there may be written over.</param>
/// <param name="IsJson">Whether lines are JSON.</param>
internal sealed record LogTarget(string? Export, string? Path, bool MayReplace, bool IsJson)
{
    /// <summary>Opens it.</summary>
    /// <param name="context">Standard output.</param>
    /// <param name="input">The file that is read; null: none.</param>
    /// <exception cref="CliError">The options contradict each other, or the file exists or can't be written.</exception>
    public ILogWriter Open(CliContext context, string? input)
    {
        if (Export is not (null or "csv" or "json"))
        {
            throw new CliError($"--export takes csv or json, not {Export}");
        }

        if (Export != null && IsJson)
        {
            throw new CliError("--json prints lines; with --export json it is an array: choose one of them");
        }

        if (Path != null && Export == null)
        {
            throw new CliError("-o goes with --export csv or --export json");
        }

        if (Export == null)
        {
            return IsJson ? new LogJsonLines(context) : new LogLines(context);
        }

        (TextWriter writer, bool isFile) = Path == null ? (context.Output, false) : (OutputFile.Begin(Path, MayReplace, input ?? ""), true);
        return Export == "csv" ? new LogCsv(writer, isFile) : new LogJsonArray(writer, isFile);
    }
}
