using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.Settings;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure provision</c>.</summary>
internal static class ProvisionCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string> list = new("CSV") { Description = "A heading of setting names and perhaps \"profile\", then a row for each box. An empty cell leaves the box's own value.", HelpName = "CSV" };
        Option<string?> labels = new("--labels") { Description = "Write the labels into this file too, behind those that are there.", HelpName = "FILE" };
        Option<int> wait = new("--wait") { Description = "Give up when no further box comes for so many seconds; without it, Ctrl+C ends.", HelpName = "N" };
        Option<bool> yes = new("--yes", "-y") { Description = "Take every box that comes, without asking." };
        wait.Validators.Add(result => NumberCheck.Add(result, 1, 86400, "a number of seconds"));
        ExampleCommand command = new(
            "provision",
            "Set up many boxes, one after the other, by a list: settings, profile, restart, read back, a label. Network settings are made permanent at once, since their network may not be here. "
            + "What is done is noted in CSV.done, and skipped when the list is taken up again. Exit code 1 when a box refuses something, 3 when no further box came.",
            ("sidetap configure provision boxes.csv --labels labels.txt", "asks for each box and waits for it"),
            ("sidetap configure --port COM5 provision boxes.csv --yes", "takes every box that comes on this port"))
        {
            list, labels, wait, yes,
        };
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(list);
            IReadOnlyList<ProvisionRow> rows = ProvisionList.Read(file);
            Dictionary<string, byte[]> profiles = rows.Select(row => row.Profile).OfType<string>().Distinct().ToDictionary(name => name, name => ProfileVerbs.Compile(context, name));
            bool isYes = parsed.GetValue(yes);
            if (!isYes && context.NextKey is null)
            {
                throw new CliError("there is nobody to ask whether it is the right box; to take every box that comes, add --yes");
            }

            TimeSpan? patience = parsed.GetValue(wait) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
            return session.Guard(() => new ProvisionRun(context, session, parsed, file, profiles, parsed.GetValue(labels), isYes, patience).Run(rows));
        });
        return command;
    }

    /// <summary>The names of the settings that are secret, as this program knows them, and what looks like one.</summary>
    public static IReadOnlySet<string> Secrets(IEnumerable<string> names)
    {
        SettingTable table = SettingTable.Create();
        HashSet<string> known = [.. Enumerable.Range(0, table.Count).Where(index => !table.IsSecret(index)).Select(table.NameOf)];
        return names.Where(name => !known.Contains(name)).ToHashSet();
    }
}
