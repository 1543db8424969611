using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure calibrate</c>.</summary>
internal static class CalibrateCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string?> field = new("FIELD") { Description = "The signal: its field's name, or its channel's number where no field shows it; without it, all that can be calibrated are listed.", Arity = ArgumentArity.ZeroOrOne };
        Option<double?> low = new("--low") { Description = "What the first point really is; does not ask.", HelpName = "V", CustomParser = Value };
        Option<double?> high = new("--high") { Description = "What the second point really is; it is taken when a line comes on standard input, or its end.", HelpName = "V", CustomParser = Value };
        Option<bool> clear = new("--clear") { Description = "Forget the correction." };
        ExampleCommand command = new(
            "calibrate",
            "Calibrate a signal against a reference, in two points: says what to do, shows the raw reading, takes the points and saves the correction. One point corrects the offset only.",
            ("sidetap configure calibrate", "which signals can be calibrated"),
            ("sidetap configure calibrate SpindleCurrent", "guided"),
            ("sidetap configure calibrate 2 --low 4", "channel 2, which no field shows"),
            ("sidetap configure calibrate OilTemperature --low 20.5", "one point, the offset only"),
            ("sidetap configure calibrate OilTemperature --low 0 --high 100", "for scripts: the second point waits for a line on standard input"),
            ("sidetap configure calibrate OilTemperature --clear", "back to none"))
        {
            field, low, high, clear,
        };
        command.SetAction(parsed =>
        {
            (string? name, double? first, double? second, bool isClear) = (parsed.GetValue(field), parsed.GetValue(low), parsed.GetValue(high), parsed.GetValue(clear));
            if (isClear && (first ?? second) is not null)
            {
                throw new CliError("--clear goes without --low and --high; leave one or the other out");
            }

            if (name is null)
            {
                return isClear || (first ?? second) is not null ? throw new CliError("which signal? write it behind calibrate")
                    : session.Run(parsed, box => List(context, box));
            }

            return session.Change(parsed, box => isClear ? Clear(context, box, name) : new CalibrationRun(context, box, name).Run(first, second));
        });
        return command;
    }

    private static double? Value(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} {text} is no number; write it like 20.5");
        return null;
    }

    private static int List(CliContext context, BoxClient box)
    {
        IReadOnlyList<CalibrationState> states = box.Calibration();
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Signal", "Channel", "Raw", "Value", "Unit", "Gain", "Offset");
        foreach (CalibrationState one in states)
        {
            table.AddRow([.. ((string[])[one.Label, one.Channel, one.Raw, one.Value, one.Unit, one.Gain, one.Offset]).Select(PlainText.Markup)]);
        }

        if (states.Count == 0)
        {
            context.Output.WriteLine("the box's profile has no signal that can be calibrated");
        }
        else
        {
            context.Console.Write(table);
        }

        return ExitCode.Ok;
    }

    private static int Clear(CliContext context, BoxClient box, string name)
    {
        box.Request($"calibrate {name} clear");
        context.Output.WriteLine(PlainText.Of($"{CalibrationRun.LabelOf(name)}: no correction any more"));
        return ExitCode.Ok;
    }
}
