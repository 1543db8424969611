namespace Sidetap.Tests.Interop.Decoders;

/// <summary>Finds the scripts of this folder: node must run where its node_modules are, in the source tree.</summary>
internal static class HelperFiles
{
    /// <summary>The path of a file of tests/Interop.</summary>
    /// <param name="relativePath">Its path there.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="InvalidOperationException">The tests do not run from within a checkout.</exception>
    public static string PathOf(string relativePath)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "Interop", relativePath);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException($"tests/Interop/{relativePath} was not found above {AppContext.BaseDirectory}.");
    }
}
