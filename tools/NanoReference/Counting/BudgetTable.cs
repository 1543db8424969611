using System.Globalization;

namespace Sidetap.NanoReference.Counting;

/// <summary>The budgets of scenarios: name, IL instructions, allocations, separated by tabs; # begins a comment.</summary>
public sealed class BudgetTable
{
    private const int Columns = 3;

    private readonly Dictionary<string, Budget> budgets = [];

    private BudgetTable(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the scenarios that have a budget.</summary>
    public IEnumerable<string> Names => budgets.Keys;

    /// <summary>Reads a table.</summary>
    /// <exception cref="InputException">There is no such file, or a line is not what it has to be; the message has its number.</exception>
    public static BudgetTable Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: there is no such file");
        }

        BudgetTable table = new(path);
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] != '#')
            {
                table.Add(lines[i].Split('\t'), i + 1);
            }
        }

        return table;
    }

    /// <summary>The budget of a scenario; null when it has none.</summary>
    public Budget? Of(string name) => budgets.GetValueOrDefault(name);

    private void Add(string[] columns, int line)
    {
        if (columns.Length != Columns || Number(columns[1]) is not { } operations || Number(columns[2]) is not { } allocations)
        {
            throw new InputException($"{Path}({line},1): error SNR902: a line has three columns, separated by tabs: scenario, operations, allocations");
        }

        if (!budgets.TryAdd(columns[0], new Budget(operations, allocations, line)))
        {
            throw new InputException($"{Path}({line},1): error SNR902: '{columns[0]}' has a budget already");
        }
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
