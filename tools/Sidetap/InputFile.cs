namespace Sidetap.Tool;

/// <summary>Files that verbs read.</summary>
internal static class InputFile
{
    /// <summary>Looks whether there is such a file, before anything is done.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CliError">There is none.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CliError($"{path} is a folder; name a file in it");
        }

        if (!File.Exists(path))
        {
            throw new CliError($"no such file: {path}");
        }
    }
}
