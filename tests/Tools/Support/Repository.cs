using System.Runtime.CompilerServices;

namespace Sidetap.Tools.Tests.Support;

/// <summary>Files of the repository, which tests hold to the code or write anew.</summary>
internal static class Repository
{
    public static string PathOf(string name) => Path.Combine(Root(), name);

    /// <summary>Checks that a file is as it should be, or makes it so when SIDETAP_WRITE is 1.</summary>
    public static void CheckFile(string name, Func<string, string> update)
    {
        string path = PathOf(name);
        string text = File.ReadAllText(path);
        string updated = update(text);
        bool writes = Environment.GetEnvironmentVariable("SIDETAP_WRITE") == "1";
        if (writes)
        {
            File.WriteAllText(path, updated);
        }

        Assert.IsTrue(writes || updated == text, $"{name} is out of date; run these tests with SIDETAP_WRITE=1 and commit what they write.");
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
