using Sidetap.Tool.Output;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tool.Commands;

/// <summary>Runs a rollout and shows it: redrawn in place, as lines, or as JSON lines.</summary>
internal sealed class RolloutRun(CliContext context, IUpdateLink link, UpdateTopics topics, UpdateImage image, RolloutRecord record, string recordPath)
{
    private readonly Dictionary<string, string> _told = [];

    /// <summary>Runs it to its end, or until somebody stops it.</summary>
    /// <param name="isJson">Whether every change is written as a JSON object.</param>
    /// <returns>The exit code.</returns>
    public int Run(bool isJson)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        UpdateLoop loop = new(link);
        RolloutFile file = new(recordPath);
        RolloutWork work = new(image, topics, record, file.Save, loop.Now);
        UpdateView view = new(context);
        string boxes = record.Boxes.Count == 1 ? "1 box" : $"{record.Boxes.Count} boxes";
        context.Error.WriteLine(PlainText.Of($"sidetap: {image.Version} for {image.Board} to {boxes} in {work.Rollout.Rings} {(work.Rollout.Rings == 1 ? "ring" : "rings")} over {link.Name}; record: {recordPath}; Ctrl+C interrupts"));
        foreach (RolloutBox box in record.Boxes)
        {
            _told[box.Id] = RolloutTexts.Key(box, isJson); // what is in the record already is no news
        }

        bool wasUp = false;
        view.Show(!isJson, lines => RolloutTexts.Draw(work.Rollout, loop, lines), turn => wasUp = loop.Run(work, stop.Token, UpdateLinkArguments.ConnectPatience, () =>
        {
            turn();
            Tell(isJson, view.IsLive);
            if (view.WantsToStop)
            {
                stop.Cancel();
            }
        }));
        Tell(isJson, view.IsLive);
        if (!wasUp && !stop.IsCancellationRequested)
        {
            throw UpdateLinkArguments.NoConnection(link, loop);
        }

        return Report(work.Rollout);
    }

    /// <summary>Boxes that have changed get a line, where nothing is redrawn.</summary>
    private void Tell(bool isJson, bool isLive)
    {
        foreach (RolloutBox box in record.Boxes)
        {
            string key = RolloutTexts.Key(box, isJson);
            if (_told[box.Id] == key)
            {
                continue;
            }

            _told[box.Id] = key;
            if (isJson)
            {
                context.Output.WriteLine(RolloutTexts.Json(box));
            }
            else if (!isLive)
            {
                context.Output.WriteLine(PlainText.Of(RolloutTexts.Line(box)));
            }
        }
    }

    private int Report(Rollout rollout)
    {
        foreach (RolloutBox box in record.Boxes.Where(box => box.Stage is RolloutStage.Failed or RolloutStage.Silent or RolloutStage.Skipped))
        {
            context.Error.WriteLine(PlainText.Of($"sidetap: box {box.Label}: {RolloutTexts.Words(box)}: {box.Advice}"));
        }

        string counts = RolloutTexts.Counts(record);
        switch (rollout.End)
        {
            case RolloutEnd.Stopped:
                context.Error.WriteLine($"sidetap: stopped, {record.StoppedBecause}; {counts}; with a better image begin anew, or go on with --resume {recordPath} and a higher --max-failed");
                return ExitCode.Stopped;

            case RolloutEnd.Done:
                bool isAll = record.Boxes.All(box => box.Stage is RolloutStage.Confirmed or RolloutStage.Skipped) && record.Boxes.Any(box => box.Stage == RolloutStage.Confirmed);
                context.Error.WriteLine($"sidetap: done, {counts}");
                return isAll ? ExitCode.Ok : ExitCode.Finding;

            default:
                context.Error.WriteLine($"sidetap: interrupted, {counts}; offers stay; go on with: sidetap update rollout --resume {recordPath}");
                return ExitCode.Interrupted;
        }
    }
}
