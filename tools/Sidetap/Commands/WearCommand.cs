using System.CommandLine;
using Sidetap.Wear;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap wear</c>: calibrates the tool-wear estimator of the box, and says how far it can be trusted.</summary>
public static class WearCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        ExampleCommand command = new(
            "wear",
            "Calibrate the tool-wear estimator on machining with known wear, and see how well it does on tools it has not seen.",
            ("sidetap wear evaluate --data turning.csv", "each tool estimated by what the others teach"),
            ("sidetap wear fit --data turning.csv --profile cnc.json -o cnc-turning.json", "a profile that knows this operation"))
        {
            WearFitCommand.Build(context), WearEvaluateCommand.Build(context),
        };
        return command;
    }

    /// <summary>Runs a command; what is wrong with its files reaches the user as one line.</summary>
    internal static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (WearException error)
        {
            throw new CliError(error.Message);
        }
    }
}
