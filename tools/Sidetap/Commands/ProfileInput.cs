using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>Profiles as commands are given them: a JSON file, a compiled one, or the name of a shipped profile.</summary>
internal static class ProfileInput
{
    /// <summary>Reads a profile, with what is wrong with it.</summary>
    /// <param name="file">A file or the name of a shipped profile.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CliError">There is no such file or profile.</exception>
    public static ProfileDocument Read(string file)
    {
        if (Directory.Exists(file))
        {
            throw new CliError($"{file} is a folder; name a profile in it");
        }

        return File.Exists(file) || ShippedProfiles.Names.Contains(file)
            ? ProfileFile.Load(file)
            : throw new CliError($"no such file: {file}; shipped profiles are {string.Join(", ", ShippedProfiles.Names)}");
    }

    /// <summary>Reads a profile that has to be sound. Warnings go to standard error.</summary>
    /// <param name="context">Where warnings go.</param>
    /// <param name="file">A file or the name of a shipped profile.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CliError">There is no such file or profile, or it has errors, of which the first is told.</exception>
    public static ProfileModel Require(CliContext context, string file)
    {
        ProfileDocument document = Read(file);
        if (document.Model is { } profile)
        {
            foreach (ProfileProblem warning in document.Problems)
            {
                context.Error.WriteLine(PlainText.Of(warning.ToString()));
            }

            return profile;
        }

        List<ProfileProblem> errors = [.. document.Errors];
        string others = errors.Count == 1 ? "" : $" (and {errors.Count - 1} more: sidetap profile check {file})";
        throw new CliError($"{errors[0]}{others}", ExitCode.Finding);
    }
}
