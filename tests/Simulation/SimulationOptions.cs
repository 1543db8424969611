using System.Globalization;

namespace Sidetap.Simulation;

/// <summary>What the tool is asked to do.</summary>
internal sealed class SimulationOptions
{
    /// <summary>Below this many seeds a kind of fault may be missing by chance.</summary>
    public const int SeedsForEveryFault = 200;

    public const string Help =
        """
        Simulates boxes on bad networks, with bad gateways and bad storage; every seed is one box with a life of its own.

        Usage: dotnet run -c Release --project tests/Simulation -- [options]

          --seeds N        how many seeds; without it 1 with --seed, else 100
          --seed S         the first seed (1); alone it replays that one
          --hours H        simulated hours of each seed (24)
          --threads T      threads (one for each core)
          --trace          prints every event of a single seed
          --mutation NAME  runs a deliberately broken firmware until the fault is found (see tests/Simulation/Mutations)
                           exit code 0 when it is found as expected
          --json           prints the result as JSON
          --help           this text

        Examples:
          dotnet run -c Release --project tests/Simulation -- --seeds 2000
          dotnet run -c Release --project tests/Simulation -- --seed 417 --trace
          dotnet run -c Release --project tests/Simulation -- --mutation dup-not-set --seeds 50

        Exit codes: 0 no violation · 1 a violation, or a kind of fault that never occurred · 2 bad usage
        """;

    public ulong FirstSeed { get; private set; } = 1;

    public long Seeds { get; private set; } = -1;

    public double Hours { get; private set; } = 24;

    public int Threads { get; private set; } = Environment.ProcessorCount;

    public bool IsTraced { get; private set; }

    public bool IsJson { get; private set; }

    public bool WantsHelp { get; private set; }

    public string? Mutation { get; private set; }

    /// <summary>Options for a run from within a test.</summary>
    public static SimulationOptions For(ulong firstSeed, long seeds, double hours, int threads) =>
        new() { FirstSeed = firstSeed, Seeds = seeds, Hours = hours, Threads = threads };

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="error">What is wrong with them, or null.</param>
    public static SimulationOptions Parse(string[] arguments, out string? error)
    {
        var options = new SimulationOptions();
        var hasSeed = false;
        error = null;
        for (var i = 0; i < arguments.Length && error is null; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--help" or "-h":
                    options.WantsHelp = true;
                    continue;
                case "--json":
                    options.IsJson = true;
                    continue;
                case "--trace":
                    options.IsTraced = true;
                    continue;
            }

            i++;
            error = options.Set(arguments[i - 1], value, ref hasSeed);
        }

        options.Seeds = options.Seeds < 0 ? (hasSeed ? 1 : 100) : options.Seeds;
        if (error is null && options.IsTraced && options.Seeds != 1)
        {
            error = "--trace prints one seed: give --seed S without --seeds.";
        }

        return options;
    }

    private string? Set(string name, string? value, ref bool hasSeed)
    {
        switch (name)
        {
            case "--seeds" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds > 0:
                Seeds = seeds;
                return null;
            case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                FirstSeed = seed;
                hasSeed = true;
                return null;
            case "--hours" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 10000:
                Hours = hours;
                return null;
            case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is > 0 and <= 256:
                Threads = threads;
                return null;
            case "--mutation" when value is not null:
                Mutation = value;
                return null;
            case "--seeds" or "--seed" or "--hours" or "--threads" or "--mutation":
                return $"{name} needs a value it can use; '{value}' is none. See --help.";
            default:
                return $"'{name}' is not an option. See --help.";
        }
    }
}
