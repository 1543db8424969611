using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>Sets up the boxes of a list.</summary>
internal sealed class ProvisionRun(
    CliContext context,
    BoxSession session,
    ParseResult parsed,
    string file,
    IReadOnlyDictionary<string, byte[]> profiles,
    string? labels,
    bool isYes,
    TimeSpan? patience)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ProvisionRecord _record = new(file);

    /// <summary>Sets up all that are not done yet.</summary>
    /// <param name="rows">The list.</param>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<ProvisionRow> rows)
    {
        IReadOnlySet<string> secrets = ProvisionCommand.Secrets(rows.SelectMany(row => row.Settings.Select(one => one.Name)).Distinct());
        Dictionary<string, int> alike = [];
        int skipped = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            string same = rows[i].Key(secrets, 0);
            int copy = alike.GetValueOrDefault(same);
            alike[same] = copy + 1;
            string key = rows[i].Key(secrets, copy);
            if (_record.Has(key))
            {
                skipped++;
                continue;
            }

            if (!Provision(rows[i], key, $"{i + 1} of {rows.Count}"))
            {
                context.Output.WriteLine(PlainText.Of($"ended before {rows[i].Name}; the same command goes on there"));
                return ExitCode.Ok;
            }
        }

        context.Output.WriteLine($"{rows.Count} boxes are done{(skipped > 0 ? $", {skipped} of them before; to do one again, remove its line from {PlainText.Of(_record.Path)}" : "")}");
        return ExitCode.Ok;
    }

    private bool Provision(ProvisionRow row, string key, string which)
    {
        context.Error.WriteLine(PlainText.Of($"connect the next box: {row.Name} ({which})"));
        using BoxClient box = Next(row);
        BoxVersion version = box.Version();
        if (!Questions.Yes(context, $"box {version.UniqueId} ({version.Board}, firmware {version.Firmware}) becomes {row.Name}", isYes))
        {
            return false;
        }

        box.Restart();
        BoxSession.Unlock(box);
        IReadOnlyList<SettingEdit> edits = row.Edits(file);
        SettingsChange change = new(box);
        if (new ProvisionStep(context, box, change).Run(row, edits, row.Profile is { } name ? profiles[name] : null))
        {
            Busy.While(context, "the box restarts", _ => Restart(box));
        }

        BoxProfile now = box.Profile();
        CheckDone(row, change.Different(edits), now);
        Print(row, box, version, now);
        _record.Add(key, version, row.Name, DateTime.UtcNow);
        return true;
    }

    /// <summary>Waits for a box that was none of the list yet.</summary>
    private BoxClient Next(ProvisionRow row)
    {
        BoxClient? box = null;
        IBoxClock? clock = null;
        TimeSpan end = TimeSpan.MaxValue;
        string told = "";
        while (true)
        {
            context.Stop.ThrowIfCancellationRequested();
            try
            {
                box = session.Client(parsed);
                if (clock is null)
                {
                    clock = box.Port.Clock;
                    end = patience is { } wait ? clock.Now + wait : TimeSpan.MaxValue;
                }

                box.Open();
                string uniqueId = box.Version().UniqueId;
                if (!_record.HasBox(uniqueId))
                {
                    return box;
                }

                if (told != uniqueId)
                {
                    told = uniqueId;
                    context.Error.WriteLine(PlainText.Of($"box {uniqueId} is done already; unplug it and connect {row.Name}"));
                }
            }
            catch (Exception error) when (error is NoBoxException or CliError { ExitCode: ExitCode.NoBox })
            {
                // Not there yet.
            }

            box?.Dispose();
            clock ??= new SystemClock();
            if (patience is { } limit && end == TimeSpan.MaxValue)
            {
                end = clock.Now + limit;
            }

            if (clock.Now >= end)
            {
                throw new CliError($"no further box came; the same command goes on with {row.Name}", ExitCode.NoBox);
            }

            clock.Pause(s_pause, context.Stop);
        }
    }

    /// <summary>Restarts a box; settings that can only be confirmed after it are confirmed then.</summary>
    private static bool Restart(BoxClient box)
    {
        BoxRestart.Run(box);
        if (box.Status().IsTrialRunning)
        {
            BoxSession.Unlock(box);
            box.Confirm();
        }

        return true;
    }

    private void CheckDone(ProvisionRow row, List<string> different, BoxProfile now)
    {
        if (different.Count > 0)
        {
            throw new CliError($"{row.Name} has other settings than the list after its restart: {string.Join(", ", different)}; set it up again with the same command", ExitCode.Finding);
        }

        if (row.Profile is { } profile && !now.Is(profiles[profile]))
        {
            throw new CliError($"{row.Name} runs {now.Name} instead of {profile} after its restart; set it up again with the same command", ExitCode.Finding);
        }
    }

    private void Print(ProvisionRow row, BoxClient box, BoxVersion version, BoxProfile profile)
    {
        Dictionary<string, string> values = box.Get().ToDictionary(state => state.Name, state => state.Value);
        string Of(string name) => values.GetValueOrDefault(name, "");
        string gateway = Of("uplink.kind") == "mqtt" ? $"{Of("mqtt.host")}:{Of("mqtt.port")}" : Of("mqttSn.gateway");
        string label = string.Join('\n', row.Label(version, gateway, profile, DateTime.UtcNow).Split('\n').Select(PlainText.Of));
        context.Output.WriteLine(label);
        if (labels is not null)
        {
            File.AppendAllText(labels, $"{label}\n");
        }
    }
}
