using Sidetap.Profiles;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>Settings as commands are given them: a JSON file or a compiled one.</summary>
internal static class SettingsInput
{
    /// <summary>Reads settings, with what is wrong with them.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="CliError">There is no such file.</exception>
    public static SettingDocument Read(string file) => Directory.Exists(file) ? throw new CliError($"{file} is a folder; name a file of settings in it")
        : File.Exists(file) ? SettingFile.Load(file)
        : throw new CliError($"no such file: {file}; docs/box.json is an example");

    /// <summary>Tells every problem on standard error, a line each.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="document">The settings.</param>
    /// <returns>The exit code: whether they can be used.</returns>
    public static int Tell(CliContext context, SettingDocument document)
    {
        foreach (ProfileProblem problem in document.Problems)
        {
            context.Error.WriteLine(PlainText.Of(problem.ToString()));
        }

        return document.IsValid ? ExitCode.Ok : ExitCode.Finding;
    }

    /// <summary>Reads settings that have to be sound.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="CliError">There is no such file, or it has errors, of which the first is told.</exception>
    public static SettingValues Require(string file)
    {
        SettingDocument document = Read(file);
        if (document.Values is { } values)
        {
            return values;
        }

        List<ProfileProblem> errors = [.. document.Errors];
        string others = errors.Count == 1 ? "" : $" (and {errors.Count - 1} more: sidetap settings check {file})";
        throw new CliError($"{errors[0]}{others}", ExitCode.Finding);
    }
}
