using System.Diagnostics;
using Sidetap.Simulation.Mutations;

namespace Sidetap.Simulation;

/// <summary>The tool.</summary>
internal static class Program
{
    private const int Ok = 0;
    private const int Finding = 1;
    private const int BadInput = 2;

    private static int Main(string[] arguments)
    {
        var options = SimulationOptions.Parse(arguments, out var error);
        if (options.WantsHelp)
        {
            Console.WriteLine(SimulationOptions.Help);
            return Ok;
        }

        if (error is not null)
        {
            Console.Error.WriteLine(error);
            return BadInput;
        }

        if (options.Mutation is not null)
        {
            return RunMutation(options);
        }

        return options.IsTraced ? Trace(options) : Run(options);
    }

    private static int Run(SimulationOptions options)
    {
        var totals = SeedRunner.Run(options, options.IsJson ? null : Progress(options.Seeds));
        if (options.IsJson)
        {
            Report.PrintJson(totals, Console.Out);
        }
        else
        {
            Report.Print(totals, options, Console.Out);
        }

        var isMissing = options.Seeds >= SimulationOptions.SeedsForEveryFault && totals.MissingFaults.Length > 0;
        return totals.Violations.Count > 0 || isMissing ? Finding : Ok;
    }

    private static int RunMutation(SimulationOptions options)
    {
        try
        {
            var mutation = Mutation.Load(options.Mutation!);
            var result = MutatedFirmware.Run(mutation, options.FirstSeed, options.Seeds, options.Hours);
            Console.WriteLine($"{mutation.Name}: {mutation.About}");
            Console.WriteLine(result is null ? $"not found in {options.Seeds} seeds" : $"seed {result.Seed}: {result.Rule}: {result.Text}");
            foreach (var line in result?.LastEvents ?? [])
            {
                Console.WriteLine("    " + line);
            }

            var isExpected = result is not null && Array.IndexOf(mutation.Expected, result.Rule) >= 0;
            Console.WriteLine(isExpected ? "as expected" : $"expected: {string.Join(" or ", mutation.Expected)}");
            return isExpected ? Ok : Finding;
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }
    }

    private static int Trace(SimulationOptions options)
    {
        var output = new StreamWriter(Console.OpenStandardOutput());
        var result = SeedRunner.RunOne(options.FirstSeed, options.Hours, output);
        output.Flush();
        Console.WriteLine($"seed {result.Seed}: {result.Rule ?? "no violation"}{(result.Text is null ? "" : ": ")}{result.Text}; hash {result.Hash:x16}");
        return result.Rule is null ? Ok : Finding;
    }

    private static Action<long> Progress(long seeds)
    {
        var clock = Stopwatch.StartNew();
        var nextMs = 10000L;
        return done =>
        {
            if (clock.ElapsedMilliseconds >= nextMs)
            {
                nextMs += 10000;
                Console.WriteLine($"{done} of {seeds} seeds, {clock.ElapsedMilliseconds / 1000} s");
            }
        };
    }
}
