namespace Sidetap.Simulation.Mutations;

/// <summary>
/// A deliberate fault of the firmware that the simulator has to find: a piece of a source file and what stands in its place. Kept as text files beside this
/// one; README.md says how they are written.
/// </summary>
internal sealed class Mutation
{
    private const string Extension = ".mutation";

    private Mutation(string name) => Name = name;

    /// <summary>The file's name without its extension.</summary>
    public string Name { get; }

    /// <summary>The source file, from the repository's root.</summary>
    public string File { get; private set; } = "";

    /// <summary>The rules of which one has to be reported as broken.</summary>
    public string[] Expected { get; private set; } = [];

    /// <summary>How many seeds it may take to find it.</summary>
    public int Seeds { get; private set; } = 40;

    /// <summary>What the fault is, in a sentence.</summary>
    public string About { get; private set; } = "";

    /// <summary>What is replaced.</summary>
    public string Find { get; private set; } = "";

    /// <summary>What it is replaced by.</summary>
    public string Replacement { get; private set; } = "";

    /// <summary>The folder of the mutations.</summary>
    public static string Folder => Path.Combine(Root, "tests", "Simulation", "Mutations");

    /// <summary>The repository's root, from wherever the tool was built to.</summary>
    public static string Root
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (System.IO.File.Exists(Path.Combine(folder.FullName, "Firmware.sln")))
                {
                    return folder.FullName;
                }
            }

            throw new InvalidOperationException("Mutations need the source tree: run the tool from within it.");
        }
    }

    /// <summary>The names of all mutations.</summary>
    public static string[] Names()
    {
        var files = Directory.GetFiles(Folder, "*" + Extension);
        var names = Array.ConvertAll(files, file => Path.GetFileNameWithoutExtension(file)!);
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>Reads a mutation.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">The file lacks a part; the message says which.</exception>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static Mutation Load(string name)
    {
        var path = Path.Combine(Folder, name + Extension);
        if (!System.IO.File.Exists(path))
        {
            throw new FileNotFoundException($"There is no mutation '{name}'; choose out of: {string.Join(", ", Names())}.");
        }

        return Parse(name, System.IO.File.ReadAllText(path));
    }

    /// <summary>Reads a mutation's text.</summary>
    public static Mutation Parse(string name, string text)
    {
        var mutation = new Mutation(name);
        var part = "";
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line is "--- find" or "--- replace")
            {
                part = line;
            }
            else if (part == "--- find")
            {
                mutation.Find += line + "\n";
            }
            else if (part == "--- replace")
            {
                mutation.Replacement += line + "\n";
            }
            else
            {
                mutation.Set(line);
            }
        }

        if (mutation.File.Length == 0 || mutation.Find.Length == 0 || mutation.Expected.Length == 0 || mutation.About.Length == 0)
        {
            throw new InvalidDataException($"Mutation '{name}' needs lines 'about:', 'file:', 'expect:' and parts '--- find' and '--- replace'.");
        }

        return mutation;
    }

    /// <summary>Applies it to the source.</summary>
    /// <exception cref="InvalidDataException">The text is not there, or there more than once.</exception>
    public string ApplyTo(string source)
    {
        var text = source.ReplaceLineEndings("\n");
        var at = text.IndexOf(Find, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(Find, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidDataException(
                $"Mutation '{Name}' no longer fits {File}: its text is there {(at < 0 ? "not at all" : "more than once")}. Write the 'find' part of "
                + $"tests/Simulation/Mutations/{Name}{Extension} anew.");
        }

        return string.Concat(text.AsSpan(0, at), Replacement, text.AsSpan(at + Find.Length));
    }

    private void Set(string line)
    {
        var colon = line.IndexOf(':');
        var value = colon < 0 ? "" : line[(colon + 1)..].Trim();
        switch (colon < 0 ? "" : line[..colon])
        {
            case "about":
                About = value;
                break;
            case "file":
                File = value;
                break;
            case "expect":
                Expected = value.Split(", ");
                break;
            case "seeds":
                Seeds = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                break;
        }
    }
}
