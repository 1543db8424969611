using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure watch</c>.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan s_keyPace = TimeSpan.FromMilliseconds(50);

    public static Command Build(CliContext context, BoxSession session)
    {
        Option<bool> once = new("--once") { Description = "One reading, and end." };
        Option<bool> json = new("--json") { Description = "One JSON object a reading." };
        Option<int> interval = new("--interval") { Description = "Milliseconds from reading to reading.", HelpName = "MS", DefaultValueFactory = _ => 1000 };
        Option<int> seconds = new("--seconds") { Description = "Stop after so many seconds; without it, q or Ctrl+C stops.", HelpName = "N" };
        interval.Validators.Add(result => NumberCheck.Add(result, 100, 3_600_000, "a number of milliseconds"));
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue / 1000, "a number of seconds"));
        ExampleCommand command = new(
            "watch",
            "Show the fields of a box as they are now, with status and course.",
            ("sidetap configure watch", "until q or Ctrl+C"),
            ("sidetap configure watch --once", "one table"),
            ("sidetap configure watch --json --seconds 60", "a minute, for other programs"))
        {
            once, json, interval, seconds,
        };
        command.SetAction(parsed => session.Run(parsed, box =>
        {
            TimeSpan pause = TimeSpan.FromMilliseconds(parsed.GetValue(interval));
            TimeSpan end = parsed.GetValue(seconds) is > 0 and var n ? box.Port.Clock.Now + TimeSpan.FromSeconds(n) : TimeSpan.MaxValue;
            return parsed.GetValue(json) ? WatchJson(context, box, parsed.GetValue(once), pause, end) : Watch(context, box, parsed.GetValue(once), pause, end);
        }));
        return command;
    }

    private static int WatchJson(CliContext context, BoxClient box, bool isOnce, TimeSpan pause, TimeSpan end)
    {
        while (true)
        {
            IReadOnlyList<SensorReading> readings = box.Sensors();
            context.Output.WriteLine(JsonText.Line(json => Write(json, readings)));
            if (isOnce || box.Port.Clock.Now + pause >= end)
            {
                return ExitCode.Ok;
            }

            box.Port.Clock.Pause(pause, box.Stop);
        }
    }

    private static int Watch(CliContext context, BoxClient box, bool isOnce, TimeSpan pause, TimeSpan end)
    {
        SensorTable table = new();
        string name = box.Version().ClientId;
        if (isOnce || !context.Console.Profile.Capabilities.Ansi)
        {
            do
            {
                table.Take(box.Sensors());
                context.Console.Write(table.Draw(context.Console.Profile.Width, int.MaxValue, name));
            }
            while (!isOnce && box.Port.Clock.Now + pause < end && Waits(context, box, pause));
            return ExitCode.Ok;
        }

        table.Take(box.Sensors());
        string note = $"{name}; {(context.NextKey is null ? "Ctrl+C" : "q")} stops";
        context.Console.Live(table.Draw(context.Console.Profile.Width, context.Console.Profile.Height, note)).Start(view =>
        {
            while (box.Port.Clock.Now + pause < end && Waits(context, box, pause))
            {
                table.Take(box.Sensors());
                view.UpdateTarget(table.Draw(context.Console.Profile.Width, context.Console.Profile.Height, note));
            }
        });
        return ExitCode.Ok;
    }

    /// <summary>Waits for the next reading.</summary>
    /// <returns>False: somebody pressed q.</returns>
    private static bool Waits(CliContext context, BoxClient box, TimeSpan pause)
    {
        TimeSpan end = box.Port.Clock.Now + pause;
        while (box.Port.Clock.Now < end)
        {
            if (context.NextKey?.Invoke() is 'q' or 'Q')
            {
                return false;
            }

            TimeSpan left = end - box.Port.Clock.Now;
            box.Port.Clock.Pause(left < s_keyPace ? left : s_keyPace, box.Stop);
        }

        return true;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SensorReading> readings)
    {
        json.WriteString("time", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteStartArray("fields");
        foreach (SensorReading reading in readings)
        {
            json.WriteStartObject();
            json.WriteString("name", reading.Name);
            if (reading.IsBad)
            {
                json.WriteNull("value");
            }
            else if (double.IsFinite(reading.Number))
            {
                json.WriteNumber("value", reading.Number);
            }
            else
            {
                json.WriteString("value", reading.Value);
            }

            json.WriteString("unit", reading.Unit);
            json.WriteString("status", reading.Status);
            if (reading.Raw.Length > 0)
            {
                json.WriteString("raw", reading.Raw);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
