using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sidetap.Tool.Output;
using Sidetap.Wear;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap wear fit</c>: learns the coefficients of a tool-wear source.</summary>
internal static class WearFitCommand
{
    public static Command Build(CliContext context)
    {
        WearOptions options = new();
        Option<string> output = new("--output", "-o") { Description = "Where the profile goes, or without --profile the calibration alone.", HelpName = "FILE" };
        Option<bool> force = OutputFile.Force();
        ExampleCommand command = new(
            "fit",
            "Learn the coefficients of a tool-wear source from a table with measured wear: three tools or more, each from fresh to worn.",
            ("sidetap wear fit --data turning.csv", "print the calibration as JSON, to be put into a profile by hand"),
            ("sidetap wear fit --data turning.csv --profile cnc.json -o cnc-turning.json", "put it into a profile"),
            ("sidetap wear fit --data lathe.csv --wear VB --tool insert --feed-current Iz --cut pass", "a table with other headings"),
            ("sidetap wear fit --data turning.csv --without time", "a model that does not count how long the tool has cut"));
        options.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(force);
        command.SetAction(parsed => WearCommand.Run(() => Run(context, options, parsed, parsed.GetValue(output), parsed.GetValue(force))));
        return command;
    }

    private static int Run(CliContext context, WearOptions options, ParseResult parsed, string? output, bool mayReplace)
    {
        WearProfile? profile = options.ReadProfile(context, parsed);
        string[] inputs = options.Inputs(parsed);
        CheckOutput(profile != null, output, mayReplace, inputs);
        WearParameters before = profile?.Parameters ?? new WearParameters();
        int rowMs = options.RowMs(parsed);
        double limit = options.Limit(parsed, before);
        if (profile != null && limit != before.WearLimit)
        {
            throw new CliError("--wear-limit differs from the profile's wearLimit; change it there");
        }

        WearTable table = options.ReadTable(parsed);
        WearFit fit = Calibration.Of(table, options.Menu(parsed), limit, rowMs);
        WearParameters parameters = Calibration.Parameters(fit, limit, rowMs);
        string text = profile?.With(parameters) ?? WearProfile.Fragment(parameters);
        if (output != null)
        {
            OutputFile.Write(output, text, mayReplace, inputs);
        }

        if (parsed.GetValue(options.Json))
        {
            context.Output.WriteLine(JsonText.Line(json => WriteJson(json, table, fit, parameters, output)));
            return ExitCode.Ok;
        }

        // The calibration is what a program reads from standard output; what a person wants to know besides goes where it does not disturb.
        TextWriter log = output == null ? context.Error : context.Output;
        Describe(log, table, fit);
        if (output == null)
        {
            context.Output.Write(text);
        }
        else
        {
            log.WriteLine(profile == null ? $"{output}: the calibration" : $"{output}: the profile, with source {profile.SourceName} calibrated");
        }

        return ExitCode.Ok;
    }

    private static void CheckOutput(bool hasProfile, string? output, bool mayReplace, string[] inputs)
    {
        if (hasProfile && output == null)
        {
            throw new CliError("-o says where the new profile goes (try: sidetap wear fit --help)");
        }

        OutputFile.CheckReplaceable(output, mayReplace, inputs);
    }

    private static void Describe(TextWriter log, WearTable table, WearFit fit)
    {
        log.WriteLine($"{table.Tools.Count} tools, {table.RowCount} rows. Mean absolute error on tools left out:");
        foreach ((WearTerms terms, double error) in fit.Errors)
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {terms,-28} {error,6:0.0} µm{(terms == fit.Terms ? "  <- chosen" : "")}"));
        }

        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"80 % interval: ±{fit.Model.IntervalBase:0} µm for a fresh tool, ±{fit.Model.HalfWidth(300):0} µm at 300 µm. sidetap wear evaluate says more."));
    }

    private static void WriteJson(Utf8JsonWriter json, WearTable table, WearFit fit, WearParameters parameters, string? output)
    {
        json.WriteNumber("tools", table.Tools.Count);
        json.WriteNumber("rows", table.RowCount);
        json.WriteString("terms", fit.Terms.ToString());
        json.WriteStartObject("errorsUm");
        foreach ((WearTerms terms, double error) in fit.Errors)
        {
            json.WriteNumber(terms.ToString(), error);
        }

        json.WriteEndObject();
        json.WriteStartObject("parameters");
        foreach (string name in WearParameters.Names)
        {
            json.WriteNumber(name, parameters[name]);
        }

        json.WriteEndObject();
        json.WriteString("output", output);
    }
}
