using System.Globalization;

namespace Sidetap.NanoReference.Counting;

/// <summary>Counts held against budgets.</summary>
public sealed class CountReport
{
    private readonly BudgetTable budgets;
    private readonly IReadOnlyList<ScenarioCount> counts;

    /// <summary>Makes a report.</summary>
    public CountReport(BudgetTable budgets, IReadOnlyList<ScenarioCount> counts)
    {
        this.budgets = budgets;
        this.counts = counts;
    }

    /// <summary>Whether every scenario keeps its budget, and every budget has a scenario.</summary>
    public bool IsWithin => !Errors().Any();

    /// <summary>Prints the counts, then what is wrong, in the format that the build shows as errors.</summary>
    public void Print(TextWriter output, bool withMethods)
    {
        output.WriteLine("IL instructions and allocations of one run, counted in the code compiled for the device");
        foreach (ScenarioCount count in counts)
        {
            Budget? budget = budgets.Of(count.Name);
            string operations = budget is null ? string.Empty : $"of {Text(budget.Operations)}";
            string allocations = budget is null ? string.Empty : $"of {Text(budget.Allocations)}";
            output.WriteLine($"  {count.Name,-40} {Text(count.Operations),9} {operations,-12} {Text(count.Allocations),5} {allocations}".TrimEnd());
            foreach ((string name, long part) in withMethods ? count.Methods : [])
            {
                output.WriteLine($"    {Text(part),9}  {name}");
            }
        }

        foreach (string error in Errors())
        {
            output.WriteLine(error);
        }
    }

    private IEnumerable<string> Errors()
    {
        foreach (ScenarioCount count in counts)
        {
            if (budgets.Of(count.Name) is not { } budget)
            {
                continue;
            }

            string at = $"{budgets.Path}({budget.Line},1): error SNR022: {count.Name}";
            if (count.Operations > budget.Operations)
            {
                yield return $"{at}: {Text(count.Operations)} IL instructions, the budget is {Text(budget.Operations)}; `nano-reference count --methods` says where they are";
            }

            if (count.Allocations > budget.Allocations)
            {
                yield return $"{at}: {Text(count.Allocations)} allocations, the budget is {Text(budget.Allocations)}; `nano-reference heap` says where they are";
            }
            else if (count.Octets > 0 && budget.Allocations == 0)
            {
                yield return $"{at}: the class library took {Text(count.Octets)} octets of the heap; the budget is none";
            }
        }

        foreach (string name in budgets.Names.Where(name => counts.All(count => count.Name != name)))
        {
            yield return $"{budgets.Path}({budgets.Of(name)!.Line},1): error SNR022: there is no scenario '{name}'";
        }
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
