using System.CommandLine;
using System.Globalization;
using Sidetap.Images;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap update rollout</c>: many boxes, ring by ring.</summary>
internal static class UpdateRolloutCommand
{
    private const string DefaultSilence = "15m";

    /// <summary>Builds the verb.</summary>
    public static Command Build(CliContext context)
    {
        Argument<string?> image = new("IMAGE") { Description = "The image; with --resume, the record knows it.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> boxes = new("--boxes") { Description = "File with a line for each box: its PublisherId, and behind it a name. They are updated in this order.", HelpName = "FILE" };
        Option<string[]> box = UpdateBoxes.Option("A box, by PublisherId; may be repeated.");
        Option<string?> rings = new("--rings") { Description = $"How many boxes are updated when a ring is done: numbers and percentages that rise, then all. Default: {RolloutPlan.DefaultRings}.", HelpName = "LIST" };
        Option<string?> maxFailed = new("--max-failed") { Description = "How many boxes of a ring may fail or go silent before the rollout stops. Default: none in the first ring, 5% in the others.", HelpName = "N|P%" };
        Option<string?> silentAfter = new("--silent-after") { Description = $"A box that tells nothing, or gets no further, for so long is silent: 90s, 15m, 2h. Longer than boxes sleep. Default: {DefaultSilence}.", HelpName = "TIME" };
        Option<string?> record = new("--record") { Description = "Where it is written what happened to each box. Default: the image's name with .rollout.json.", HelpName = "FILE.json" };
        Option<string?> resume = new("--resume") { Description = "Go on with the rollout of this record.", HelpName = "FILE.json" };
        Option<string?> key = UpdateImages.Key();
        Option<string?> password = ImageKeyInput.PasswordFile();
        Option<bool> json = new("--json") { Description = "Every change of a box, one JSON object a line." };
        UpdateLinkArguments links = new();
        ExampleCommand command = new(
            "rollout",
            "Update many boxes, ring by ring. Each ring is offered the image, gets it, and has to confirm it before the next ring is offered anything. It stops by itself when too many boxes fail or go silent; "
            + "boxes that have not the whole image by then do not get it. The same command again, or --resume, goes on after an interruption. "
            + "Exit codes: 0 all are updated, 1 some are not, 3 no connection, 4 stopped, 130 interrupted.",
            ("sidetap update rollout app.img --boxes boxes.txt --broker plant:1883", "one box, then a tenth, then all"),
            ("sidetap update rollout app.img --boxes boxes.txt --broker plant --rings 2,25%,all --max-failed 1 --silent-after 1h", "other rings, and one failure a ring is borne"),
            ("sidetap update rollout --resume app.img.rollout.json --broker plant:1883", "go on after the tool or the machine was stopped"),
            ("sidetap update rollout app.img --box 17 18 19 --gateway 127.0.0.1:1885 --rings 1,all --json", "on a bench; for other programs"))
        {
            image, boxes, box, rings, maxFailed, silentAfter, record, resume, key, password, json,
        };
        links.AddTo(command);
        command.SetAction(parsed =>
        {
            UpdateTopics topics = links.Topics(parsed);
            string? given = parsed.GetValue(record) ?? parsed.GetValue(resume);
            if (parsed.GetValue(record) != null && parsed.GetValue(resume) is { } other && other != parsed.GetValue(record))
            {
                throw new CliError("--record and --resume name two files; --resume goes on writing the one it names");
            }

            List<(ulong, string?)> listed = parsed.GetValue(boxes) is { } file ? UpdateBoxes.Read(file) : [];
            List<(ulong, string?)> named = UpdateBoxes.Of(parsed.GetValue(box));
            if (listed.Count > 0 && named.Count > 0)
            {
                throw new CliError("--boxes and --box both name boxes; give one of them");
            }

            CheckPlan(parsed.GetValue(rings), parsed.GetValue(maxFailed));
            TimeSpan? silence = parsed.GetValue(silentAfter) is { } time ? TimeOf(time) : null;
            string? path = parsed.GetValue(image);
            string recordPath = given ?? (path != null ? $"{path}.rollout.json" : throw new CliError("name an IMAGE, or --resume FILE.json"));
            RolloutRecord? known = Read(recordPath, mustExist: parsed.GetValue(resume) != null);
            path ??= known?.File ?? throw new CliError($"{recordPath} does not say where the image is; name it");
            UpdateImage read = UpdateImages.Read(path, UpdateImages.KeyOf(parsed.GetValue(key), parsed.GetValue(password)));
            RolloutRecord made = known is null
                ? Create(read, path, listed.Count > 0 ? listed : named, parsed.GetValue(rings), parsed.GetValue(maxFailed), silence)
                : Continue(known, recordPath, read, listed.Count > 0 ? listed : named, parsed.GetValue(rings));
            made.MaxFailed = parsed.GetValue(maxFailed) ?? made.MaxFailed;
            made.SilentAfterSeconds = silence?.TotalSeconds ?? made.SilentAfterSeconds;
            using IUpdateLink link = links.Open(parsed);
            using FileStream held = Hold(recordPath);
            return new RolloutRun(context, link, topics, read, made, recordPath).Run(parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Reads a time: a number and s, m or h.</summary>
    /// <exception cref="CliError">It is none.</exception>
    internal static TimeSpan TimeOf(string text)
    {
        int factor = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => 0,
        };
        return factor > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 100_000
            ? TimeSpan.FromSeconds((double)number * factor)
            : throw new CliError($"--silent-after {text} is no time: a number and s, m or h, for example {DefaultSilence}");
    }

    private static void CheckPlan(string? rings, string? maxFailed)
    {
        if (rings != null && RolloutPlan.ProblemOfRings(rings) is { } ring)
        {
            throw new CliError($"--rings: {ring}");
        }

        if (maxFailed != null && RolloutPlan.ProblemOfLimit(maxFailed) is { } limit)
        {
            throw new CliError($"--max-failed: {limit}");
        }
    }

    private static RolloutRecord? Read(string path, bool mustExist)
    {
        if (!File.Exists(path) && !mustExist)
        {
            return null;
        }

        InputFile.Check(path);
        return RolloutRecord.TryRead(File.ReadAllText(path), out RolloutRecord? record, out string problem) ? record : throw new CliError($"{path} {problem}");
    }

    private static RolloutRecord Create(UpdateImage image, string path, List<(ulong Box, string? Name)> boxes, string? rings, string? maxFailed, TimeSpan? silence) =>
        boxes.Count > 0
            ? RolloutRecord.Create(image, path, new RolloutPlan(rings ?? RolloutPlan.DefaultRings, maxFailed, silence ?? TimeOf(DefaultSilence)), boxes)
            : throw new CliError("name the boxes: --boxes FILE, or --box ID (sidetap update status shows them)");

    private static RolloutRecord Continue(RolloutRecord record, string path, UpdateImage image, List<(ulong Box, string? Name)> boxes, string? rings)
    {
        if (record.Digest != image.Digest)
        {
            throw new CliError($"{path} is the record of another image: {Output.PlainText.Of(record.Version)}, SHA-256 {Output.PlainText.Of(record.Digest[..Math.Min(8, record.Digest.Length)])}…; name another file with --record, or that image");
        }

        if (boxes.Count > 0 && !boxes.Select(box => $"{box.Box}").SequenceEqual(record.Boxes.Select(box => box.Id)))
        {
            throw new CliError($"{path} is the record of a rollout to other boxes; name another file with --record, or leave the boxes out to go on");
        }

        return rings == null || rings == record.Rings
            ? record
            : throw new CliError($"{path} has the rings {Output.PlainText.Of(record.Rings)}; leave --rings out to go on, or name another file with --record");
    }

    /// <summary>Two at once would not know of each other.</summary>
    private static FileStream Hold(string recordPath)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(recordPath));
        if (!Directory.Exists(folder))
        {
            throw new CliError($"there is no folder for {recordPath}; make it first");
        }

        try
        {
            return new FileStream($"{recordPath}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new CliError($"another sidetap is at the rollout of {recordPath}; wait for it, or stop it");
        }
    }
}
