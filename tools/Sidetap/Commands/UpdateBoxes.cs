using System.CommandLine;
using Sidetap.Updates;

namespace Sidetap.Tool.Commands;

/// <summary>The boxes of <c>update</c>: each by its PublisherId, on the command line or in a file.</summary>
internal static class UpdateBoxes
{
    private const int MaxBoxes = 10_000;
    private const string Example = "a line for each box: its PublisherId, and behind it a name, if you like";

    /// <summary>The option that names boxes.</summary>
    /// <param name="description">What for.</param>
    public static Option<string[]> Option(string description) => new("--box") { Description = description, HelpName = "ID", AllowMultipleArgumentsPerToken = true };

    /// <summary>Reads PublisherIds from the command line.</summary>
    /// <exception cref="CliError">One is none, or there twice.</exception>
    public static List<(ulong Box, string? Name)> Of(string[]? texts)
    {
        List<(ulong, string?)> boxes = [];
        foreach (string text in texts ?? [])
        {
            if (!UpdateTopics.TryBox(text, out ulong box))
            {
                throw new CliError($"--box {text} is no PublisherId: a decimal number, as sidetap update status shows it");
            }

            boxes.Add((box, null));
        }

        return Unique(boxes, "--box");
    }

    /// <summary>Reads a file of boxes.</summary>
    /// <exception cref="CliError">There is no such file, or something is wrong with it.</exception>
    public static List<(ulong Box, string? Name)> Read(string path)
    {
        InputFile.Check(path);
        List<(ulong, string?)> boxes = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string text = line.Split('#')[0].Trim();
            int end = text.IndexOfAny([' ', '\t', ',', ';']);
            if (text.Length == 0)
            {
                continue;
            }

            if (!UpdateTopics.TryBox(end < 0 ? text : text.AsSpan(0, end), out ulong box))
            {
                throw new CliError($"{path}:{number}: no PublisherId; {Example}");
            }

            string name = end < 0 ? "" : text[end..].Trim(' ', '\t', ',', ';', '"');
            boxes.Add((box, name.Length > 0 ? name : null));
            if (boxes.Count > MaxBoxes)
            {
                throw new CliError($"{path} names more than {MaxBoxes} boxes; divide it");
            }
        }

        return boxes.Count > 0 ? Unique(boxes, path) : throw new CliError($"{path} names no box; {Example}");
    }

    private static List<(ulong Box, string? Name)> Unique(List<(ulong Box, string? Name)> boxes, string place) =>
        boxes.GroupBy(box => box.Box).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new CliError($"{place} names box {twice.Key} twice; remove one of them")
            : boxes;
}
