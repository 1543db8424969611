using System.Globalization;

namespace Sidetap.NanoReference.Size;

/// <summary>The estimated size of the assemblies that make up an image, held against what an assembly can have and what all of them may.</summary>
public sealed class SizeReport
{
    private readonly IReadOnlyList<(string Path, ImageSize Size)> assemblies;
    private readonly int? limit;

    /// <summary>Makes a report.</summary>
    /// <param name="assemblies">The assemblies of an image, with the estimate of each.</param>
    /// <param name="limit">Octets that all of them together may have; null: any number.</param>
    public SizeReport(IReadOnlyList<(string Path, ImageSize Size)> assemblies, int? limit)
    {
        this.assemblies = assemblies;
        this.limit = limit;
    }

    /// <summary>Octets of all assemblies.</summary>
    public int Total => assemblies.Sum(assembly => assembly.Size.Total);

    /// <summary>Whether every assembly is one that the metadata processor takes, and all together keep the limit.</summary>
    public bool IsWithin => Total <= (limit ?? int.MaxValue) && !assemblies.Any(assembly => Refused(assembly.Size).Any());

    /// <summary>Prints the sections of each assembly and the sum, then what is wrong, in the format that the build shows as errors.</summary>
    public void Print(TextWriter output)
    {
        foreach ((string path, ImageSize size) in assemblies)
        {
            output.WriteLine(
                $"{Path.GetFileName(path)} as .pe: some {Text(size.Total)} octets: code {Text(size.Code)}, strings {Text(size.Strings)}, "
                + $"signatures and data {Text(size.Signatures)}, tables {Text(size.Tables)}");
        }

        if (assemblies.Count > 1)
        {
            output.WriteLine($"{Text(assemblies.Count)} assemblies: some {Text(Total)} octets");
        }

        foreach ((string path, ImageSize size) in assemblies)
        {
            foreach ((string section, int octets) in Refused(size))
            {
                output.WriteLine(
                    $"{path}: error SNR023: {section}: {Text(octets)} octets, an assembly can have {Text(ImageSize.TableLimit)}: "
                    + "nanoFramework's metadata processor refuses it; divide the assembly");
            }
        }

        if (Total > limit)
        {
            output.WriteLine($"{assemblies[0].Path}: error SNR023: the image will have some {Text(Total)} octets; the budget is {Text(limit.Value)}");
        }
    }

    private static IEnumerable<(string Section, int Octets)> Refused(ImageSize size) =>
        new[] { ("code", size.Code), ("strings", size.Strings), ("signatures", size.Signatures) }.Where(section => section.Item2 > ImageSize.TableLimit);

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
