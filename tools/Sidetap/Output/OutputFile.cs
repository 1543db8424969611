using System.CommandLine;
using System.Text;

namespace Sidetap.Tool.Output;

/// <summary>Writes results to files, without surprises: what is there stays, unless it is empty or --force was given, and what was read stays in any case.</summary>
public static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The option of every verb that writes a file, by which one that is there may be written over.</summary>
    /// <returns>A new option.</returns>
    public static Option<bool> Force() => new("--force") { Description = "Write over a file that is there." };

    /// <summary>Writes a text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text.</param>
    /// <param name="mayReplace">Whether a file that is there may be written over.</param>
    /// <param name="inputs">What the text was made of: never written over.</param>
    /// <exception cref="CliError">The file is an input, or there already, or its folder is not.</exception>
    public static void Write(string path, string text, bool mayReplace, params IEnumerable<string> inputs)
    {
        CheckReplaceable(path, mayReplace, inputs);
        File.WriteAllText(path, text, Utf8);
    }

    /// <summary>Writes octets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="octets">The octets.</param>
    /// <param name="mayReplace">Whether a file that is there may be written over.</param>
    /// <param name="inputs">What they were made of: never written over.</param>
    /// <exception cref="CliError">The file is an input, or there already, or its folder is not.</exception>
    public static void Write(string path, byte[] octets, bool mayReplace, params IEnumerable<string> inputs)
    {
        CheckReplaceable(path, mayReplace, inputs);
        File.WriteAllBytes(path, octets);
    }

    /// <summary>Begins a text that is written line by line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayReplace">Whether a file that is there may be written over.</param>
    /// <param name="inputs">What it is made of: never written over.</param>
    /// <returns>The file; it can be read while it grows.</returns>
    /// <exception cref="CliError">The file is an input, or there already, or its folder is not.</exception>
    public static StreamWriter Begin(string path, bool mayReplace, params IEnumerable<string> inputs)
    {
        CheckReplaceable(path, mayReplace, inputs);
        return new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), Utf8);
    }

    /// <summary>Says what is wrong with an output file before the work is done, not after it.</summary>
    /// <param name="path">The file; null: there is none, and nothing is wrong.</param>
    /// <param name="mayReplace">Whether a file that is there may be written over.</param>
    /// <param name="inputs">Files that are never written over.</param>
    /// <exception cref="CliError">It can't be written.</exception>
    public static void CheckReplaceable(string? path, bool mayReplace, params IEnumerable<string> inputs)
    {
        if (path == null)
        {
            return;
        }

        string full = Path.GetFullPath(path);
        if (inputs.Any(input => File.Exists(input) && Path.GetFullPath(input) == full))
        {
            throw new CliError($"{path} is the input; name another output file");
        }

        if (Directory.Exists(full))
        {
            throw new CliError($"{path} is a folder; name a file in it");
        }

        if (File.Exists(full) && new FileInfo(full).Length > 0 && !mayReplace)
        {
            throw new CliError($"{path} is there already; name another file, or add --force to write over it");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new CliError($"there is no folder {Path.GetDirectoryName(path)}; make it first");
        }
    }
}
