namespace Sidetap.NanoReference.Tests;

/// <summary>Finds files of the source tree from wherever the tests were built to.</summary>
internal static class Repository
{
    public static string RootFolder { get; } = FindRoot();

    public static string ToolFolder => Path.Combine(RootFolder, "tools", "NanoReference");

    public static string Sources => Path.Combine(ToolFolder, "nano-api-v1.sources.tsv");

    public static string BoardsFolder => Path.Combine(RootFolder, "boards");

    public static string ProfilesFolder => Path.Combine(RootFolder, "profiles");

    public static string ApiTable => Path.Combine(ToolFolder, "nano-api-v1.tsv");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests have to run from within the source tree.");
    }
}
