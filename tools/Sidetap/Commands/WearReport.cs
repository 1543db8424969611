using System.Globalization;
using System.Text.Json;
using Sidetap.Tool.Output;
using Sidetap.Wear;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>An evaluation of the tool-wear estimator, for people and for programs.</summary>
internal static class WearReport
{
    private const int WorstShown = 5;

    /// <summary>Writes tables.</summary>
    public static void WriteText(CliContext context, WearEvaluation evaluation, string? plot)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumns(["tool", "segments", "wear µm", "mean abs. error µm", "bias µm", "inside 80 % interval", "model"]);
        foreach (int numeric in (int[])[1, 2, 3, 4, 5])
        {
            table.Columns[numeric].RightAligned();
        }

        foreach (ToolScore score in evaluation.Scores)
        {
            Add(
                table,
                score.Tool.Name,
                score.Points.Count,
                $"{Whole(score.Points.Min(point => point.Row.Wear))}..{Whole(score.Points.Max(point => point.Row.Wear))}",
                score.MeanAbsoluteError,
                score.Bias,
                score.Coverage,
                score.Terms?.ToString() ?? "profile");
        }

        Add(table, "all", evaluation.Points.Count(), "", evaluation.MeanAbsoluteError, evaluation.Bias, evaluation.Coverage, "");
        context.Console.Write(table);
        context.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Intervals are {evaluation.MeanWidth:0} µm wide in the mean. Of a tool's segments, {evaluation.Scores.Min(score => score.Coverage):P0} to "
            + $"{evaluation.Scores.Max(score => score.Coverage):P0} are inside, depending on the tool."));
        if (!double.IsNaN(evaluation.GuessError))
        {
            context.Output.WriteLine($"Guessing the mean wear of the other tools errs by {Tenth(evaluation.GuessError)} µm.");
        }

        WriteWorst(context, evaluation);
        if (plot != null)
        {
            context.Output.WriteLine($"Drawing: {plot}");
        }
    }

    /// <summary>Writes a line for each tool and one for all.</summary>
    public static void WriteJson(CliContext context, WearEvaluation evaluation)
    {
        foreach (ToolScore score in evaluation.Scores)
        {
            context.Output.WriteLine(JsonText.Line(json =>
            {
                json.WriteString("tool", score.Tool.Name);
                WriteScore(json, score.Points.Count, score.MeanAbsoluteError, score.Bias, score.Coverage);
                json.WriteString("model", score.Terms?.ToString() ?? "profile");
            }));
        }

        context.Output.WriteLine(JsonText.Line(json =>
        {
            json.WriteNull("tool");
            WriteScore(json, evaluation.Points.Count(), evaluation.MeanAbsoluteError, evaluation.Bias, evaluation.Coverage);
            json.WriteNumber("meanWidthUm", evaluation.MeanWidth);
            if (!double.IsNaN(evaluation.GuessError))
            {
                json.WriteNumber("guessErrorUm", evaluation.GuessError);
            }

            json.WriteStartArray("worst");
            foreach ((ToolScore score, WearPoint point) in Worst(evaluation))
            {
                json.WriteStartObject();
                json.WriteNumber("line", point.Row.Line);
                json.WriteString("tool", score.Tool.Name);
                json.WriteNumber("measuredUm", point.Row.Wear);
                json.WriteNumber("estimatedUm", point.Wear);
                json.WriteNumber("lowUm", point.Low);
                json.WriteNumber("highUm", point.High);
                json.WriteString("quality", point.Quality.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private static void WriteScore(Utf8JsonWriter json, int segments, double error, double bias, double coverage)
    {
        json.WriteNumber("segments", segments);
        json.WriteNumber("meanAbsoluteErrorUm", error);
        json.WriteNumber("biasUm", bias);
        json.WriteNumber("coverage", coverage);
    }

    private static void WriteWorst(CliContext context, WearEvaluation evaluation)
    {
        Table table = new() { Border = TableBorder.Simple, Title = new TableTitle("worst segments") };
        table.AddColumns(["line", "tool", "measured µm", "estimated µm", "80 % interval µm", "quality"]);
        foreach (int numeric in (int[])[0, 2, 3, 4])
        {
            table.Columns[numeric].RightAligned();
        }

        foreach ((ToolScore score, WearPoint point) in Worst(evaluation))
        {
            table.AddRow(
                point.Row.Line.ToString(CultureInfo.InvariantCulture),
                Plain(score.Tool.Name),
                Whole(point.Row.Wear),
                Whole(point.Wear),
                $"{Whole(point.Low)}..{Whole(point.High)}",
                point.Quality.ToString());
        }

        context.Console.Write(table);
    }

    private static IEnumerable<(ToolScore Score, WearPoint Point)> Worst(WearEvaluation evaluation) => evaluation.Scores
        .SelectMany(score => score.Points.Select(point => (Score: score, Point: point)))
        .OrderByDescending(one => Math.Abs(one.Point.Error))
        .Take(WorstShown);

    private static void Add(Table table, string tool, int segments, string range, double error, double bias, double coverage, string model) => table.AddRow(
        Plain(tool),
        segments.ToString(CultureInfo.InvariantCulture),
        range,
        Tenth(error),
        bias.ToString("+0;-0;0", CultureInfo.InvariantCulture),
        coverage.ToString("P1", CultureInfo.InvariantCulture),
        model);

    private static string Plain(string text) => Markup.Escape(PlainText.Of(text));

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Tenth(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
