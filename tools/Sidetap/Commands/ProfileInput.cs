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
    /// <param name="context">Where warnings go; null: they are told elsewhere.</param>
    /// <param name="file">A file or the name of a shipped profile.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CliError">There is no such file or profile, or it has errors, of which the first is told.</exception>
    public static ProfileModel Require(CliContext? context, string file)
    {
        ProfileDocument document = Read(file);
        if (document.Model is { } profile)
        {
            foreach (ProfileProblem warning in document.Problems)
            {
                context?.Error.WriteLine(PlainText.Of(warning.ToString()));
            }

            return profile;
        }

        throw new CliError(Refusal(document, file));
    }

    /// <summary>Why a profile can't be used, in a line: the first error, and where to see the others.</summary>
    /// <param name="document">A profile with errors.</param>
    /// <param name="file">What it was called.</param>
    /// <returns>The line.</returns>
    public static string Refusal(ProfileDocument document, string file)
    {
        List<ProfileProblem> errors = [.. document.Errors];
        return errors.Count == 1 ? $"{errors[0]}" : $"{errors[0]} (and {errors.Count - 1} more: sidetap profile check {file})";
    }
}
