using System.CommandLine;
using Sidetap.Tool.Output;
using Sidetap.Wear;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap wear evaluate</c>: the error on each tool.</summary>
internal static class WearEvaluateCommand
{
    // Below that it is over before anybody has read that it is under way.
    private const int LongTable = 50_000;

    public static Command Build(CliContext context)
    {
        WearOptions options = new();
        Option<bool> force = OutputFile.Force();
        Option<string> plot = new("--plot") { Description = "Draw wear over cutting time, measured and estimated, for each tool.", HelpName = "FILE.svg" };
        ExampleCommand command = new(
            "evaluate",
            "Say how well the box estimates the wear of each tool of a table. Without --profile, each tool is left out in turn and everything is learned "
            + "from the others; with it, the profile's calibration is put to all tools.",
            ("sidetap wear evaluate --data turning.csv --plot wear.svg", "each tool estimated by what the others teach, with a drawing"),
            ("sidetap wear evaluate --data unseen.csv --profile cnc-turning.json", "a calibration against tools it has not seen"),
            ("sidetap wear evaluate --data turning.csv --without time --without entry", "what the feed current alone can do"),
            ("sidetap wear evaluate --data turning.csv --json", "for other programs"));
        options.AddTo(command);
        command.Options.Add(plot);
        command.Options.Add(force);
        command.SetAction(parsed => WearCommand.Run(() => Run(context, options, parsed, parsed.GetValue(plot), parsed.GetValue(force))));
        return command;
    }

    private static int Run(CliContext context, WearOptions options, ParseResult parsed, string? plot, bool mayReplace)
    {
        if (plot != null && !plot.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new CliError($"--plot {plot}: drawings are SVG; give the file that ending");
        }

        string[] inputs = options.Inputs(parsed);
        OutputFile.CheckReplaceable(plot, mayReplace, inputs);
        WearProfile? profile = options.ReadProfile(context, parsed);
        WearParameters parameters = profile?.Parameters ?? new WearParameters();
        if (profile != null && !parameters.IsCalibrated)
        {
            throw new CliError($"{parsed.GetValue(options.Profile)}: source {profile.SourceName} is not calibrated (try: sidetap wear fit --help)");
        }

        if (profile != null && (parsed.GetResult(options.Without) is { Implicit: false } || parsed.GetResult(options.WearLimit) is { Implicit: false }))
        {
            throw new CliError("--without and --wear-limit have no meaning with --profile: its calibration is taken as it is");
        }

        int rowMs = options.RowMs(parsed);
        WearTable table = options.ReadTable(parsed);
        WearEvaluation evaluation = profile != null
            ? WearEvaluation.With(table, parameters, rowMs)
            : WearEvaluation.LeaveOneToolOut(table, options.Menu(parsed), options.Limit(parsed, parameters), rowMs, done => Progress(context, table, done));
        if (plot != null)
        {
            string title = $"{Path.GetFileName(table.FileName)}: {(profile == null ? "each tool left out in turn" : parsed.GetValue(options.Profile))}";
            OutputFile.Write(plot, WearPlot.Svg(evaluation, title), mayReplace, inputs);
        }

        if (parsed.GetValue(options.Json))
        {
            WearReport.WriteJson(context, evaluation);
        }
        else
        {
            WearReport.WriteText(context, evaluation, plot);
        }

        return ExitCode.Ok;
    }

    private static void Progress(CliContext context, WearTable table, int done)
    {
        if (context.Stop.IsCancellationRequested)
        {
            throw new CliError("interrupted", ExitCode.Interrupted);
        }

        if (table.RowCount >= LongTable)
        {
            context.Error.WriteLine($"{done} of {table.Tools.Count} tools");
        }
    }
}
