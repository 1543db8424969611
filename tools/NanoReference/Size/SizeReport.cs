using System.Globalization;

namespace Sidetap.NanoReference.Size;

/// <summary>An image's estimated size, held against what an assembly can have and may have.</summary>
public sealed class SizeReport
{
    private readonly string path;
    private readonly ImageSize size;
    private readonly int? limit;

    /// <summary>Makes a report.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="size">Its estimate.</param>
    /// <param name="limit">Octets that the image may have; null: the estimate is printed, and nothing refused.</param>
    public SizeReport(string path, ImageSize size, int? limit)
    {
        this.path = path;
        this.size = size;
        this.limit = limit;
    }

    /// <summary>Whether the image keeps every limit, or there is none.</summary>
    public bool IsWithin => limit is null || !Errors().Any();

    /// <summary>Prints the sections, then what is wrong: in the format that the build shows as errors when there is a limit.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine(
            $"{Path.GetFileName(path)} as .pe: some {Text(size.Total)} octets: code {Text(size.Code)}, strings {Text(size.Strings)}, "
            + $"signatures and data {Text(size.Signatures)}, tables {Text(size.Tables)}");
        foreach (string error in Errors())
        {
            output.WriteLine(limit is null ? $"  {error}" : $"{path}: error SNR023: {error}");
        }
    }

    private IEnumerable<string> Errors()
    {
        if (size.Total > limit)
        {
            yield return $"the image will have some {Text(size.Total)} octets; the budget is {Text(limit.Value)}";
        }

        foreach ((string name, int octets) in new[] { ("code", size.Code), ("strings", size.Strings), ("signatures", size.Signatures) })
        {
            if (octets > ImageSize.TableLimit)
            {
                yield return $"{name}: {Text(octets)} octets, an assembly can have {Text(ImageSize.TableLimit)}: nanoFramework's metadata processor refuses it; divide the assembly";
            }
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
