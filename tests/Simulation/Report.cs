using System.Globalization;
using System.Text.Json;
using Sidetap.Simulation.Faults;

namespace Sidetap.Simulation;

/// <summary>What a run prints.</summary>
internal static class Report
{
    /// <summary>The run as text, with a table of faults and all violations.</summary>
    public static void Print(RunTotals totals, SimulationOptions options, TextWriter output)
    {
        foreach (var violation in totals.Violations)
        {
            Print(violation, options, output);
        }

        Write(output, $"seeds {totals.Seeds:N0}, simulated hours {totals.SimulatedHours:N0}, frames {totals.Frames:N0}, {totals.WallSeconds:F1} s");
        Write(output, $"samples {totals.Samples:N0}, arrived {totals.Arrived:N0}, events {totals.Events:N0}, again {totals.Repeated:N0}, counted as lost {totals.Lost:N0}");
        Write(output, $"starts {totals.Boots:N0}, in RAM when the power went {totals.TakenByResets:N0}, found in flash {totals.Recovered:N0}");
        Write(output, $"seeds with updates {totals.Updated:N0}, power cuts during updates {totals.UpdateCuts:N0}, images confirmed {totals.Confirmed:N0}, reverted {totals.Reverted:N0}");
        output.WriteLine("faults:");
        for (var i = 0; i < totals.FaultCounts.Length; i += 3)
        {
            var line = "";
            for (var j = i; j < Math.Min(i + 3, totals.FaultCounts.Length); j++)
            {
                line += string.Create(CultureInfo.InvariantCulture, $"  {FaultKinds.NameOf((FaultKind)j),-24}{totals.FaultCounts[j],12:N0}");
            }

            output.WriteLine(line);
        }

        PrintMissing(totals, options, output);
        var isSeen = options.Seeds < SimulationOptions.SeedsForEveryFault || totals.MissingFaults.Length == 0;
        var result = totals.Violations.Count > 0 ? $"{totals.Violations.Count} violations" : isSeen ? "no violation" : "no violation, but not every fault was seen";
        Write(output, $"simulation: {totals.Seeds} seeds, {result}");
    }

    /// <summary>The run as JSON.</summary>
    public static void PrintJson(RunTotals totals, TextWriter output)
    {
        var faults = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < totals.FaultCounts.Length; i++)
        {
            faults[FaultKinds.NameOf((FaultKind)i)] = totals.FaultCounts[i];
        }

        var report = new
        {
            seeds = totals.Seeds,
            simulatedHours = Math.Round(totals.SimulatedHours, 2),
            frames = totals.Frames,
            samples = totals.Samples,
            arrived = totals.Arrived,
            repeated = totals.Repeated,
            lost = totals.Lost,
            recovered = totals.Recovered,
            takenByResets = totals.TakenByResets,
            starts = totals.Boots,
            updated = totals.Updated,
            updateCuts = totals.UpdateCuts,
            confirmed = totals.Confirmed,
            reverted = totals.Reverted,
            wallSeconds = Math.Round(totals.WallSeconds, 2),
            faults,
            missingFaults = totals.MissingFaults,
            violations = totals.Violations.ConvertAll(v => new { seed = v.Seed, rule = v.Rule, text = v.Text, lastEvents = v.LastEvents }),
        };
        output.WriteLine(JsonSerializer.Serialize(report, new JsonSerializerOptions { WriteIndented = true }));
    }

    private static void Print(SeedResult violation, SimulationOptions options, TextWriter output)
    {
        Write(output, $"seed {violation.Seed}: {violation.Rule}");
        Write(output, $"  {violation.Text}");
        output.WriteLine("  last events:");
        foreach (var line in violation.LastEvents)
        {
            output.WriteLine("    " + line);
        }

        Write(output, $"  replay: dotnet run -c Release --project tests/Simulation -- --seed {violation.Seed} --hours {options.Hours} --trace");
        output.WriteLine();
    }

    private static void PrintMissing(RunTotals totals, SimulationOptions options, TextWriter output)
    {
        var missing = totals.MissingFaults;
        if (missing.Length > 0)
        {
            var note = options.Seeds < SimulationOptions.SeedsForEveryFault ? "; with so few seeds that may be chance" : "";
            Write(output, $"not seen: {string.Join(", ", missing)}{note}");
        }
    }

    private static void Write(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
