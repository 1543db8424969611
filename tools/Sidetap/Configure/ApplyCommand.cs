using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure apply</c>.</summary>
internal static class ApplyCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string> file = new("FILE") { Description = "Settings in JSON, like docs/box.json, or compiled." };
        Option<bool> only = new("--only") { Description = "Change only what the file names. Without it, what the file leaves out goes back to its default; secrets stay." };
        Option<bool> dryRun = new("--dry-run") { Description = "Have the box check it and show what would change, and change nothing." };
        Option<bool> reboot = new("--reboot") { Description = "Restart the box where it is needed; confirm settings on trial when it is online with them, or report that the old ones came back." };
        ExampleCommand command = new(
            "apply",
            "Give a box the settings of a file, all or nothing: shows what changes, has the box check and save it, reads it back and compares. Exit code 1 when the file or the box "
            + "finds something wrong, or the old settings came back.",
            ("sidetap configure apply box.json --dry-run", "what would change"),
            ("sidetap configure apply box.json --reboot", "change it, restart, and wait until the box is online"),
            ("sidetap configure apply wifi.json --only", "a few settings, the others stay"))
        {
            file, only, dryRun, reboot,
        };
        command.SetAction(parsed =>
        {
            SettingDocument document = Load(parsed.GetRequiredValue(file), parsed.GetValue(only));
            if (SettingsInput.Tell(context, document) != ExitCode.Ok)
            {
                return ExitCode.Finding; // before a box is asked for anything
            }

            bool isOnly = parsed.GetValue(only);
            bool isDryRun = parsed.GetValue(dryRun);
            return isDryRun && !session.HasPin(parsed)
                ? session.Run(parsed, box => DryRun(context, box, document, isOnly))
                : session.Change(parsed, box => Apply(context, box, document, isOnly, isDryRun, parsed.GetValue(reboot)));
        });
        return command;
    }

    private static SettingDocument Load(string file, bool isPart) => Directory.Exists(file) ? throw new CliError($"{file} is a folder; name a file of settings in it")
        : File.Exists(file) ? SettingFile.Load(file, isPart)
        : throw new CliError($"no such file: {file}; docs/box.json is an example");

    /// <summary>A dry run: on a box that is locked by what it shows, since reading is open and staging is not.</summary>
    private static int DryRun(CliContext context, BoxClient box, SettingDocument document, bool isOnly)
    {
        box.Restart(); // nothing is staged from before
        if (box.Status().Text("locked") != "yes")
        {
            return Apply(context, box, document, isOnly, isDryRun: true, isReboot: false);
        }

        SettingsChange change = new(box);
        if (!change.Preview(Edits(document, isOnly ? [] : box.Get(), change.Infos)))
        {
            return Refuse(context, change);
        }

        if (change.Changes.Count > 0)
        {
            context.Console.Write(SettingsText.Changes(change.Changes, change.Infos));
        }

        context.Output.WriteLine($"dry run: {Count(change.Changes.Count)} would change; nothing was changed; the box is locked and has not checked them, with --pin PIN it does");
        return ExitCode.Ok;
    }

    private static int Apply(CliContext context, BoxClient box, SettingDocument document, bool isOnly, bool isDryRun, bool isReboot)
    {
        SettingsChange change = new(box);
        List<SettingEdit> edits = Edits(document, isOnly ? [] : box.Get(), change.Infos);
        bool isSound = Busy.While(context, "the box checks the settings", _ => change.Stage(edits));
        if (!isSound)
        {
            return Refuse(context, change);
        }

        if (change.Changes.Count > 0)
        {
            context.Console.Write(SettingsText.Changes(change.Changes, change.Infos));
            if (isDryRun)
            {
                change.Drop();
                context.Output.WriteLine($"dry run: {Count(change.Changes.Count)} would change; nothing was changed");
                return ExitCode.Ok;
            }

            if (!Busy.While(context, "the box saves the settings", _ => change.Save(edits)))
            {
                return Refuse(context, change);
            }
        }

        string done = change.Changes.Count > 0 ? $"{Count(change.Changes.Count)} changed; " : "";
        BoxStatus status = box.Status();
        bool isOnTrial = status.IsTrialPending || status.IsTrialRunning;
        if (!isReboot || isDryRun || !(change.Result.NeedsRestart || isOnTrial))
        {
            string trial = change.Changes.Count == 0 && isOnTrial ? $"; settings on trial wait for {(status.IsTrialPending ? "a restart: sidetap configure reboot --confirm" : "their end: sidetap configure confirm")}" : "";
            context.Output.WriteLine(done + SettingsText.Saved(change.Result) + trial);
            return ExitCode.Ok;
        }

        string end = Busy.While(context, "the box restarts", tell =>
        {
            if (!status.IsTrialRunning)
            {
                Busy.Tell(context, RestartVerbs.Waiting);
                BoxRestart.Run(box);
            }

            return isOnTrial ? new TrialWatch(context, box).Run(() => change.Different(edits).Count == 0, tell) : EndOf(change, edits);
        });
        context.Output.WriteLine($"{done}{end}");
        return ExitCode.Ok;
    }

    private static string EndOf(SettingsChange change, IReadOnlyList<SettingEdit> edits) => change.Different(edits) is { Count: > 0 } different
        ? throw new CliError($"the box has restarted without {string.Join(", ", different)}; look at it: sidetap configure diagnose", ExitCode.Finding)
        : "saved, and in effect after the restart";

    private static int Refuse(CliContext context, SettingsChange change)
    {
        foreach (string problem in change.Problems)
        {
            context.Error.WriteLine(PlainText.Of(problem));
        }

        context.Error.WriteLine("sidetap: nothing was changed");
        return ExitCode.Finding;
    }

    private static string Count(int count) => count == 1 ? "1 setting" : $"{count} settings";

    /// <summary>What the file asks for, in its order; then what it leaves out and the box has not at its default.</summary>
    private static List<SettingEdit> Edits(SettingDocument document, IReadOnlyList<SettingState> states, IReadOnlyDictionary<string, SettingInfo> infos)
    {
        SettingValues values = document.Values!;
        SettingTable table = values.Table;
        List<SettingEdit> edits = [];
        foreach ((int index, (int line, int column)) in document.Places.OrderBy(place => place.Value))
        {
            string place = line > 0 ? $"{document.File}:{line}:{column}: " : $"{document.File}: ";
            edits.Add(new SettingEdit(table.NameOf(index), TextOf(values, index), place));
        }

        HashSet<string> named = [.. edits.Select(edit => edit.Name)];
        edits.AddRange(states
            .Where(state => state.IsSet && !named.Contains(state.Name) && infos.GetValueOrDefault(state.Name) is { IsSecret: false })
            .Select(state => new SettingEdit(state.Name, null, $"{document.File}: ")));
        return edits;
    }

    private static string TextOf(SettingValues values, int index)
    {
        byte[] buffer = new byte[SettingText.MaxOctets];
        return System.Text.Encoding.UTF8.GetString(buffer, 0, SettingText.Format(values, index, buffer, 0));
    }
}
