using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure profile</c>.</summary>
internal static class ProfileVerbs
{
    public static Command Build(CliContext context, BoxSession session) => new ExampleCommand(
        "profile",
        "Send a machine profile to a box, show the one it has, or read it back.",
        ("sidetap configure profile send cnc-machine-tool", "a shipped profile"),
        ("sidetap configure profile show", "which one the box has"),
        ("sidetap configure profile read box.stp", "the compiled profile, as sidetap profile show takes it"))
    {
        BuildSend(context, session), BuildShow(context, session), BuildRead(context, session),
    };

    /// <summary>A compiled profile.</summary>
    /// <exception cref="CliError">It has errors, or is too long.</exception>
    public static byte[] Compile(CliContext? context, string file)
    {
        byte[] octets = ProfileFile.IsCompiled(file) && File.ReadAllBytes(file) is { } compiled && ProfileInput.Require(context, file) is not null
            ? compiled
            : ProfileCompiler.Compile(ProfileInput.Require(context, file)).Octets;
        return octets.Length <= ProfileBounds.MaxOctets ? octets : throw new CliError($"{file} takes {octets.Length} octets, and a box takes {ProfileBounds.MaxOctets}; shorten it");
    }

    /// <summary>Sends a profile where the box has another one.</summary>
    /// <returns>What happened, and whether a restart is needed.</returns>
    /// <exception cref="BoxError">The box refuses it, and keeps the one it has.</exception>
    public static (string Text, bool NeedsRestart) Send(CliContext context, BoxClient box, byte[] octets)
    {
        if (box.Profile().Is(octets))
        {
            return ($"nothing to do: the box has this profile ({octets.Length} octets)", false);
        }

        int first = -1;
        string said;
        try
        {
            said = Busy.Until(context, "profile", octets.Length, tell => ProfileTransfer.Send(box, octets, there =>
            {
                first = first < 0 ? there : first;
                tell(there);
            }));
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.ProfileRefused)
        {
            throw ProfileRefusal.Named(error, octets);
        }

        string resumed = first > 0 ? $", the first {first} of them were there already" : "";
        bool needsRestart = said.Contains("restart", StringComparison.Ordinal);
        return ($"{octets.Length} octets sent and stored{resumed}", needsRestart);
    }

    private static ExampleCommand BuildSend(CliContext context, BoxSession session)
    {
        Argument<string> profile = new("PROFILE") { Description = "A JSON file, a compiled profile, or the name of a shipped profile.", HelpName = "FILE|NAME" };
        Option<bool> reboot = new("--reboot") { Description = "Restart the box, so that it takes effect." };
        ExampleCommand command = new(
            "send",
            "Compile a profile, send it to the box and store it. A transfer that was interrupted goes on where it was. Exit code 1 when the board can't do what the profile asks; then the box keeps the one it has.",
            ("sidetap configure profile send my-machine.json", "takes effect with the next start"),
            ("sidetap configure profile send agv --reboot", "a shipped profile, in effect at once"))
        {
            profile, reboot,
        };
        command.SetAction(parsed =>
        {
            byte[] octets = Compile(context, parsed.GetRequiredValue(profile));
            return session.Change(parsed, box => SendOne(context, box, octets, parsed.GetValue(reboot)));
        });
        return command;
    }

    private static int SendOne(CliContext context, BoxClient box, byte[] octets, bool isReboot)
    {
        (string text, bool needsRestart) = Send(context, box, octets);
        if (needsRestart && isReboot)
        {
            Busy.While(context, "the box restarts", _ =>
            {
                BoxRestart.Run(box);
                return true;
            });
            BoxProfile now = box.Profile();
            text += now.Is(octets) ? $"; the box runs {now.Name} {now.VersionText}"
                : throw new CliError($"{text}, but after the restart the box runs {now.Name} ({now.Values.GetValueOrDefault("source", "")}); look at it: sidetap configure diagnose", ExitCode.Finding);
            needsRestart = false;
        }

        context.Output.WriteLine(PlainText.Of(needsRestart ? $"{text}; it takes effect with the next start: sidetap configure reboot" : text));
        return ExitCode.Ok;
    }

    private static ExampleCommand BuildShow(CliContext context, BoxSession session)
    {
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "show",
            "Show which profile the box has.",
            ("sidetap configure profile show", "name, version, length, source"),
            ("sidetap configure profile show --json", "for other programs"))
        {
            json,
        };
        command.SetAction(parsed => session.Run(parsed, box =>
        {
            BoxProfile has = box.Profile();
            if (parsed.GetValue(json))
            {
                context.Output.WriteLine(JsonText.Line(line =>
                {
                    foreach ((string key, string value) in has.Values)
                    {
                        line.WriteString(key, value);
                    }
                }));
            }
            else
            {
                context.Console.Write(KeyTable(has.Shown()));
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static ExampleCommand BuildRead(CliContext context, BoxSession session)
    {
        Argument<string> file = new("FILE") { Description = "The compiled profile that is written." };
        Option<bool> force = OutputFile.Force();
        ExampleCommand command = new(
            "read",
            "Read the profile out of a box: the one of its next start, whether it was sent or is the one of its firmware.",
            ("sidetap configure profile read box.stp", "then: sidetap profile show box.stp"))
        {
            file, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            OutputFile.CheckReplaceable(path, parsed.GetValue(force));
            return session.Run(parsed, box =>
            {
                byte[] octets = Busy.Until(context, "profile", Math.Max(1, box.Profile().Length), tell => ProfileTransfer.Read(box, tell));
                if (octets.Length == 0)
                {
                    throw new CliError("the box gives no profile away; update its firmware, or send one: sidetap configure profile send PROFILE", ExitCode.Finding);
                }

                OutputFile.Write(path, octets, parsed.GetValue(force));
                context.Output.WriteLine(PlainText.Of($"{path}: {octets.Length} octets"));
                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static Table KeyTable(IReadOnlyDictionary<string, string> values)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("What", "Value");
        foreach ((string key, string value) in values)
        {
            table.AddRow(PlainText.Markup(key), PlainText.Markup(value));
        }

        return table;
    }
}
