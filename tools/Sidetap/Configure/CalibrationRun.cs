using System.Globalization;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>Calibrates one signal, guided or by what the command line says. Nothing is in force before it is saved.</summary>
/// <param name="context">Where it reads and writes.</param>
/// <param name="box">The box, unlocked.</param>
/// <param name="name">The signal.</param>
internal sealed class CalibrationRun(CliContext context, BoxClient box, string name)
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(500);

    private TimeSpan _next = TimeSpan.Zero;
    private readonly string _label = LabelOf(name);
    private string _reading = "";

    /// <summary>Takes the points and saves.</summary>
    /// <param name="low">The first point's value; null with <paramref name="high"/> null: asks.</param>
    /// <param name="high">The second point's value; null: one point only.</param>
    /// <returns>The exit code.</returns>
    public int Run(double? low, double? high)
    {
        CalibrationState before = State();
        if ((low ?? high) is not null)
        {
            return Scripted(low, high);
        }

        return context.NextKey is null
            ? throw new CliError("there is nobody to guide here; say what the points are: --low V, --high V")
            : Guided(before);
    }

    private int Scripted(double? low, double? high)
    {
        if (low is { } first)
        {
            Take("low", first);
        }

        if (high is { } second)
        {
            if (low is not null)
            {
                context.Error.WriteLine(PlainText.Of($"bring {_label} to {Text(second)}, then send a line"));
                context.Input.ReadLine();
            }

            Take("high", second);
        }

        return Save();
    }

    private int Guided(CalibrationState before)
    {
        context.Error.WriteLine(PlainText.Of($"{_label} on {before.Channel}: correction now is gain {before.Gain}, offset {before.Offset} {before.Unit}"));
        context.Error.WriteLine("1. Bring the machine to a low value that a reference shows, wait until the raw reading stands still, and type what the reference shows.");
        if (!Ask("low", before.Unit, mayBeEmpty: false))
        {
            return GiveUp();
        }

        context.Error.WriteLine("2. The same with a high value, as far from the first as you can. An empty line corrects the offset only.");
        Ask("high", before.Unit, mayBeEmpty: true);
        context.Error.WriteLine("3. Save it? From then on the values are corrected.");
        return Questions.Yes(context, $"{_label} is corrected by these points", isSaid: false) ? Save() : GiveUp();
    }

    /// <summary>Asks until a point was taken.</summary>
    /// <returns>False: an empty line.</returns>
    private bool Ask(string point, string unit, bool mayBeEmpty)
    {
        while (true)
        {
            string line = Questions.Line(context, $"   {point} [{unit}], empty for {(mayBeEmpty ? "none" : "the end")}: ", meanwhile: Redraw).Trim();
            if (line.Length == 0)
            {
                return false;
            }

            if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                context.Error.WriteLine("   that is no number; write it like 12.5");
                continue;
            }

            try
            {
                Take(point, value);
                return true;
            }
            catch (BoxError error) when (error.Code is BoxErrorCode.NotGood or BoxErrorCode.PointsTooClose or BoxErrorCode.WrongArguments)
            {
                context.Error.WriteLine(PlainText.Of($"   {error.Text}; try again"));
            }
            catch (NoBoxException error) when (error.WasSent)
            {
                context.Error.WriteLine("   the box's answer was lost; type it again");
            }
        }
    }

    /// <summary>Shows the raw reading in the line where somebody types.</summary>
    private void Redraw(string question)
    {
        if (!context.Console.Profile.Capabilities.Ansi || box.Port.Clock.Now < _next)
        {
            return;
        }

        _next = box.Port.Clock.Now + s_pace;
        CalibrationState now = State();
        string reading = $"raw {now.Raw}, value {now.Value} {now.Unit}".TrimEnd();
        if (reading != _reading)
        {
            _reading = reading;
            context.Error.Write($"\r\u001b[K{PlainText.Of($"   {reading} |{question}")}");
        }
    }

    private void Take(string point, double value)
    {
        string[] row = box.Request($"calibrate {name} {point} {Text(value)}").Rows.FirstOrDefault() ?? [];
        string raw = row.Length > 1 ? row[1] : "";
        string unit = row.Length > 3 ? $" {row[3]}" : "";
        context.Error.WriteLine(PlainText.Of($"{_label} {point}: raw {raw} is {Text(value)}{unit}"));
    }

    private int Save()
    {
        try
        {
            box.Request($"calibrate {name} save");
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.NoPoint && error.WasRepeated)
        {
            // The answer to the first one was lost; it has saved the points.
        }

        CalibrationState after = State();
        context.Output.WriteLine(PlainText.Of($"{_label}: gain {after.Gain}, offset {after.Offset} {after.Unit}".TrimEnd() + "; saved, and in effect"));
        return ExitCode.Ok;
    }

    private int GiveUp()
    {
        context.Output.WriteLine("nothing was changed");
        return ExitCode.Ok;
    }

    private CalibrationState State() => box.Calibration(name).FirstOrDefault()
        ?? throw new BoxError(BoxErrorCode.UnknownField, $"{_label} can't be calibrated; see what can: sidetap configure calibrate");

    /// <summary>What people call a signal that <c>calibrate</c> was told by its field's name or its channel's number.</summary>
    public static string LabelOf(string name) => name.All(char.IsAsciiDigit) ? $"channel {name}" : name;

    private static string Text(double value) => value.ToString("0.###############", CultureInfo.InvariantCulture);
}
