using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure get</c>.</summary>
internal static class GetCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string?> name = new("NAME") { Description = "One setting; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        ExampleCommand command = new(
            "get",
            "Show a box's settings. Secrets are not shown, only whether they are set.",
            ("sidetap configure get", "all of them"),
            ("sidetap configure get mqttSn.gateway", "the value alone"),
            ("sidetap configure get --json", "for other programs"))
        {
            name, json,
        };
        command.SetAction(parsed => session.Run(parsed, box => Show(context, box, parsed.GetValue(name), parsed.GetValue(json))));
        return command;
    }

    /// <summary>A value as people read it.</summary>
    public static string Shown(SettingState state, SettingInfo? info) => info is { IsSecret: true } ? (state.IsSet ? "(set)" : "") : state.Value;

    private static int Show(CliContext context, BoxClient box, string? name, bool isJson)
    {
        Dictionary<string, SettingInfo> infos = box.Describe().ToDictionary(info => info.Name);
        IReadOnlyList<SettingState> states = box.Get(name);
        if (isJson)
        {
            foreach (SettingState state in states)
            {
                context.Output.WriteLine(JsonText.Line(json =>
                {
                    json.WriteString("name", state.Name);
                    bool isSecret = infos.GetValueOrDefault(state.Name) is { IsSecret: true };
                    json.WriteString("value", isSecret ? "" : state.Value);
                    json.WriteString("state", state.IsSet ? "set" : "default");
                    json.WriteBoolean("secret", isSecret);
                }));
            }
        }
        else if (name is not null && states.Count == 1)
        {
            context.Output.WriteLine(PlainText.Of(Shown(states[0], infos.GetValueOrDefault(name))));
        }
        else
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumns("Setting", "Value", "Unit", "Default");
            foreach (SettingState state in states)
            {
                SettingInfo? info = infos.GetValueOrDefault(state.Name);
                table.AddRow([.. ((string[])[state.Name, Shown(state, info), info?.Unit ?? "", state.IsSet ? info?.Default ?? "" : ""]).Select(PlainText.Markup)]);
            }

            context.Console.Write(table);
        }

        return ExitCode.Ok;
    }
}
