using System.Runtime.CompilerServices;

namespace Sidetap.Profiles.Tests;

/// <summary>Files of the repository, which tests hold to the code or write anew.</summary>
internal static class Repository
{
    /// <summary>Set to 1, tests write what they would otherwise compare.</summary>
    public static bool Writes => Environment.GetEnvironmentVariable("SIDETAP_WRITE") == "1";

    public static string PathOf(string name, [CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", name);

    /// <summary>Checks that a file is as it should be, or makes it so.</summary>
    public static void CheckFile(string name, Func<string, string> update)
    {
        string path = PathOf(name);
        string text = File.ReadAllText(path);
        string updated = update(text);
        if (Writes)
        {
            File.WriteAllText(path, updated);
        }

        Assert.IsTrue(Writes || updated == text, $"{name} is out of date; run these tests with SIDETAP_WRITE=1 and commit what they write.");
    }
}
