using System.Text.Json;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>MCUboot images made by tests/Interop/python/mcuboot.py, which signs with python3-ecdsa.</summary>
internal static class PythonImages
{
    // Debian puts python3-ecdsa where only the system's own Python looks; the one on PATH may be another.
    private const string Python = "/usr/bin/python3";

    private const string HowToInstall = "Install it: apt-get install python3-ecdsa";

    /// <summary>Makes images.</summary>
    /// <param name="wishes">What is to be in each: an object that becomes JSON.</param>
    /// <returns>The images, in the same order.</returns>
    public static IReadOnlyList<byte[]> Make(IReadOnlyList<object> wishes)
    {
        string input = string.Concat(wishes.Select(wish => JsonSerializer.Serialize(wish) + "\n"));
        string output = HelperProcess.Run(Python, HowToInstall, [HelperFiles.PathOf("python/mcuboot.py")], input);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == wishes.Count
            ? lines.Select(line => Convert.FromHexString(line.Trim())).ToList()
            : throw new InvalidOperationException($"mcuboot.py gave {lines.Length} images for {wishes.Count} requests.");
    }
}
