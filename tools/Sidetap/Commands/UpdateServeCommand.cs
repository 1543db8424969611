using System.CommandLine;
using System.Globalization;
using Sidetap.Images;
using Sidetap.Updates;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap update serve</c>: boxes that were offered an image get it.</summary>
internal static class UpdateServeCommand
{
    // Heading, the line of counts, and the cursor's own.
    private const int OtherLines = 4;

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string[]> images = new("IMAGE") { Description = "The images.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        Option<int> seconds = new("--seconds") { Description = "Stop after so many seconds; without it, Ctrl+C stops.", HelpName = "N" };
        Option<bool> untilDone = new("--until-done") { Description = "Stop when boxes have begun, and each of them runs the image or has given it up." };
        Option<string?> key = UpdateImages.Key();
        Option<string?> password = ImageKeyInput.PasswordFile();
        Option<bool> json = new("--json") { Description = "Every change of a box, one JSON object a line." };
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue / 1000, "a number of seconds"));
        UpdateLinkArguments links = new();
        ExampleCommand command = new(
            "serve",
            "Send images to the boxes that were offered them, and show how they get on. A box asks for what it has not got, so a server can be stopped and started again at any time.",
            ("sidetap update serve app.img --broker plant:1883", "until Ctrl+C"),
            ("sidetap update serve app.img other.img --key release.pem.pub --broker plant --broker-ca ca.pem", "two images, with TLS"),
            ("sidetap update serve app.img --gateway 127.0.0.1:1885 --until-done --seconds 600 --json", "on a bench, ten minutes at the most; for other programs"))
        {
            images, seconds, untilDone, key, password, json,
        };
        links.AddTo(command);
        command.SetAction(parsed =>
        {
            UpdateTopics topics = links.Topics(parsed);
            ImageKey? known = UpdateImages.KeyOf(parsed.GetValue(key), parsed.GetValue(password));
            List<UpdateImage> served = [.. parsed.GetRequiredValue(images).Select(path => UpdateImages.Read(path, known))];
            using IUpdateLink link = links.Open(parsed);
            return Run(context, link, topics, served, parsed.GetValue(seconds), parsed.GetValue(untilDone), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(CliContext context, IUpdateLink link, UpdateTopics topics, List<UpdateImage> images, int seconds, bool isUntilDone, bool isJson)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        UpdateServer server = new(topics, images);
        ServingWork work = new(topics, server, isUntilDone);
        UpdateLoop loop = new(link);
        UpdateView view = new(context);
        Dictionary<ulong, string> told = [];
        server.StatusTaken += box => Tell(context, box, told, isJson, isLive: view.IsLive);
        context.Error.WriteLine($"sidetap: {string.Join(", ", images.Select(one => $"{one.Version} for {one.Board}"))} over {link.Name}; Ctrl+C stops");
        bool wasUp = false;
        view.Show(!isJson, lines => Draw(work, loop, lines), turn => wasUp = loop.Run(work, stop.Token, UpdateLinkArguments.ConnectPatience, () =>
        {
            turn();
            if (view.WantsToStop)
            {
                stop.Cancel();
            }
        }));
        if (!wasUp && !context.Stop.IsCancellationRequested)
        {
            throw UpdateLinkArguments.NoConnection(link, loop);
        }

        context.Error.WriteLine($"sidetap: {Counts(work)}");
        return context.Stop.IsCancellationRequested && !work.IsOver ? ExitCode.Interrupted
            : isUntilDone && !work.IsOver && !view.WantsToStop ? ExitCode.Finding
            : ExitCode.Ok;
    }

    /// <summary>A box that changes gets a line, where nothing is redrawn.</summary>
    private static void Tell(CliContext context, ServedBox box, Dictionary<ulong, string> told, bool isJson, bool isLive)
    {
        BoxStatus status = box.Status!;
        string now = isJson ? UpdateTable.Json(box) : $"{status.Running} {status.State} {status.Error} {status.Session}";
        if (told.GetValueOrDefault(box.Id) == now)
        {
            return;
        }

        told[box.Id] = now;
        if (isJson)
        {
            context.Output.WriteLine(now);
        }
        else if (!isLive)
        {
            string advice = UpdateErrors.Describe(status.Error);
            context.Output.WriteLine($"box {box.Id} runs {status.Running}, {UpdateTable.Words(status)}{(advice.Length > 0 ? $" ({advice})" : "")}");
        }
    }

    private static IRenderable Draw(ServingWork work, UpdateLoop loop, int lines)
    {
        List<ServedBox> boxes = [.. work.Server.Boxes.Where(box => box.Status != null).OrderBy(box => box.Status!.State == Update.UpdateState.Idle).ThenBy(box => box.Id)];
        string link = loop.IsUp ? "" : loop.WasUp ? "[red]the connection is lost; trying again[/]  " : "connecting  ";
        return new Rows(UpdateTable.Of(boxes, lines - OtherLines), new Markup($"{link}{Markup.Escape(Counts(work))}; q stops"));
    }

    private static string Counts(ServingWork work)
    {
        UpdateServerStatistics counts = work.Server.Statistics;
        string odd = counts.Malformed + counts.Strange + counts.HeldBack == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; {counts.Malformed} malformed, {counts.Strange} for something else, {counts.HeldBack} blocks asked for too fast");
        return string.Create(CultureInfo.InvariantCulture, $"{work.Begun} boxes have begun, {work.Done} are through; {counts.Blocks} blocks, {counts.Octets} octets sent{odd}");
    }
}
