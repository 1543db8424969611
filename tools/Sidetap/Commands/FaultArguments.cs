using System.Globalization;
using Sidetap.Boards.Host.Machines;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Faults of simulated machines on the command line: [MACHINE:]FAULT[@FROM[-UNTIL]].</summary>
internal static class FaultArguments
{
    private const string Form = "[MACHINE:]FAULT[@FROM[-UNTIL]], for example mill:tool-break@20s-1m";

    /// <summary>A year; the box's time does not reach further here.</summary>
    private const double MaxMs = 365.0 * 24 * 3600 * 1000;

    /// <summary>Reads faults.</summary>
    /// <param name="texts">As they were given.</param>
    /// <param name="machines">The machines that run.</param>
    /// <returns>Each machine's plans.</returns>
    /// <exception cref="CliError">One of them is not of the form, or names what there is not.</exception>
    public static ILookup<string, FaultPlan> Parse(IEnumerable<string> texts, IReadOnlyList<string> machines) =>
        texts.Select(text => Parse(text, machines)).ToLookup(f => f.Machine, f => f.Plan);

    /// <summary>Prints which faults there are.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="isJson">One JSON object a line.</param>
    public static void List(CliContext context, bool isJson)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in (string[])["Fault", "Key", "What happens"])
        {
            table.AddColumn(new TableColumn(heading));
        }

        foreach ((string machine, MachineFault fault) in SimulatedMachines.Names.SelectMany(m => SimulatedMachines.FaultsOf(m).Select(f => (m, f))))
        {
            table.AddRow($"{machine}:{fault.Name}", $"{fault.Key}", PlainText.Markup(fault.Meaning));
            if (isJson)
            {
                context.Output.WriteLine(JsonText.Line(json =>
                {
                    json.WriteString("machine", machine);
                    json.WriteString("fault", fault.Name);
                    json.WriteString("key", $"{fault.Key}");
                    json.WriteString("meaning", fault.Meaning);
                }));
            }
        }

        if (!isJson)
        {
            context.Console.Write(table);
        }
    }

    private static (string Machine, FaultPlan Plan) Parse(string text, IReadOnlyList<string> machines)
    {
        string[] parts = text.Split('@', 2);
        (long from, long until) = parts.Length == 2 ? Times(text, parts[1]) : (0, long.MaxValue);
        int colon = parts[0].IndexOf(':');
        string fault = parts[0][(colon + 1)..];
        string machine = colon >= 0 ? Named(text, parts[0][..colon], machines) : Owner(text, fault, machines);
        return Has(machine, fault)
            ? (machine, new FaultPlan(fault, from, until))
            : throw new CliError($"--fault {text}: '{fault}' is not a fault of the {machine}; these are: {Names(machine)}");
    }

    private static string Named(string text, string machine, IReadOnlyList<string> machines) => machines.Contains(machine)
        ? machine
        : throw new CliError(SimulatedMachines.Names.Contains(machine)
            ? $"--fault {text}: no {machine} runs here, only {string.Join(", ", machines)}"
            : $"--fault {text}: '{machine}' is not a machine; these are: {string.Join(", ", machines)}");

    private static string Owner(string text, string fault, IReadOnlyList<string> machines)
    {
        string[] owners = [.. machines.Where(m => Has(m, fault))];
        return owners.Length switch
        {
            1 => owners[0],
            0 when machines.Count == 1 => machines[0],
            0 => throw new CliError($"--fault {text}: no machine has the fault '{fault}' (try: sidetap demo --list-faults)"),
            _ => throw new CliError($"--fault {text}: {string.Join(" and ", owners)} have this fault; say which: {owners[0]}:{text}"),
        };
    }

    private static bool Has(string machine, string fault) => SimulatedMachines.FaultsOf(machine).Any(f => f.Name == fault);

    private static string Names(string machine) => string.Join(", ", SimulatedMachines.FaultsOf(machine).Select(f => f.Name));

    private static (long From, long Until) Times(string text, string times)
    {
        string[] parts = times.Split('-');
        long? from = Ms(parts[0]);
        long? until = parts.Length == 1 ? long.MaxValue : Ms(parts[1]);
        if (from is null || until is null || parts.Length > 2)
        {
            throw new CliError($"--fault {text}: '{times}' is no time; the form is {Form} (seconds, or with ms, s, m or h)");
        }

        return until > from ? (from.Value, until.Value) : throw new CliError($"--fault {text} ends before it begins");
    }

    private static long? Ms(string text)
    {
        string unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        double factor = unit switch { "" or "s" => 1000, "ms" => 1, "m" => 60_000, "h" => 3_600_000, _ => double.NaN };
        return double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * factor <= MaxMs
            ? (long)Math.Round(number * factor)
            : null;
    }
}
