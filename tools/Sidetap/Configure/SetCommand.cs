using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure set</c>.</summary>
internal static class SetCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string> name = new("NAME") { Description = "The setting." };
        Argument<string?> value = new("VALUE")
        {
            Description = "Its value, as docs/settings.md writes it. Without it, it is asked for, or read from standard input: for secrets.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> isDefault = new("--default") { Description = "Back to the default." };
        ExampleCommand command = new(
            "set",
            "Set one setting: the box checks and saves it, and says whether it has to restart. Exit code 1 when the box refuses the value.",
            ("sidetap configure set box.id mill-3", "the box's name at its gateway"),
            ("sidetap configure set mqttSn.gateway 10.0.0.7:1883", "goes on trial: a wrong one does not cut the box off"),
            ("sidetap configure set wifi.password", "asks for it, and does not show it"),
            ("sidetap configure set mqttSn.retries --default", "back to the default"))
        {
            name, value, isDefault,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(isDefault) && parsed.GetValue(value) is not null)
            {
                throw new CliError("a value and --default say different things; leave one of them out");
            }

            return session.Change(parsed, box => Set(context, box, parsed.GetRequiredValue(name), parsed.GetValue(value), parsed.GetValue(isDefault)));
        });
        return command;
    }

    private static int Set(CliContext context, BoxClient box, string name, string? value, bool isDefault)
    {
        SettingsChange change = new(box);
        if (!change.Infos.TryGetValue(name, out SettingInfo? info))
        {
            string near = string.Join(", ", change.Infos.Keys.Where(known => known.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(5));
            throw new CliError($"the box has no setting {name}{(near.Length > 0 ? $"; did you mean {near}?" : "; see them with: sidetap configure get")}");
        }

        string? wanted = isDefault ? null : value ?? Asked(context, info);
        List<SettingEdit> edits = [new SettingEdit(name, wanted)];
        if (!change.Stage(edits) || (change.Changes.Count > 0 && !change.Save(edits)))
        {
            throw new CliError(change.Problems[0], ExitCode.Finding);
        }

        string what = change.Changes.FirstOrDefault(one => one.Name == name) is not { } done ? name
            : info.IsSecret ? $"{name}: {(wanted is { Length: > 0 } ? "changed" : "none")}"
            : $"{name}: {Quoted(done.Saved)} -> {Quoted(done.Staged)}";
        context.Output.WriteLine(PlainText.Of($"{what}; {SettingsText.Saved(change.Result)}"));
        return ExitCode.Ok;
    }

    private static string Quoted(string value) => value.Length == 0 ? "\"\"" : value;

    private static string Asked(CliContext context, SettingInfo info)
    {
        string? line = context.NextKey is not null ? Questions.Line(context, $"{info.Name}: ", shows: !info.IsSecret) : context.Input.ReadLine();
        return line ?? throw new CliError($"the value of {info.Name} is missing; write it behind the name, or into standard input");
    }
}
