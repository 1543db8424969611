using System.CommandLine;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap settings</c>: what a box can be told, from JSON to the record it keeps.</summary>
public static class SettingsCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context) => new ExampleCommand(
        "settings",
        "Check and compile a box's settings: gateway or broker, network, topics, outbox. docs/settings.md lists them, docs/box.json is an example.",
        ("sidetap settings list", "every setting, what it takes and its default"),
        ("sidetap settings check box.json", "everything that is wrong with it, with line and column"),
        ("sidetap settings compile box.json -o box.set", "the record that a box keeps"),
        ("sidetap settings show box.set", "what is in it, without the passwords"))
    {
        BuildList(context), BuildCheck(context), BuildCompile(context), BuildShow(context),
    };

    private static ExampleCommand BuildList(CliContext context)
    {
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        ExampleCommand command = new(
            "list",
            "List all settings: what they take, their defaults, and what they are for.",
            ("sidetap settings list", "a table"),
            ("sidetap settings list --json", "for other programs"))
        {
            json,
        };
        command.SetAction(parsed =>
        {
            SettingTable table = SettingTable.Create();
            if (parsed.GetValue(json))
            {
                SettingsJson.Listed(table).ForEach(context.Output.WriteLine);
            }
            else
            {
                context.Console.Write(SettingsTables.List(table));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static ExampleCommand BuildCheck(CliContext context)
    {
        Argument<string[]> files = new("SETTINGS") { Description = "JSON files or compiled ones.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = new("--json") { Description = "One JSON object a line: each file, with its problems." };
        ExampleCommand command = new(
            "check",
            "Tell everything that is wrong with settings. Exit code 1 when a box can't be given one of the files.",
            ("sidetap settings check box.json", "FILE:LINE:COLUMN: what is wrong; what to do"),
            ("sidetap settings check mill-1.json mill-2.json", "several at once"),
            ("sidetap settings check box.json --json", "for other programs"))
        {
            files, json,
        };
        command.SetAction(parsed => Check(context, parsed.GetRequiredValue(files), parsed.GetValue(json)));
        return command;
    }

    private static ExampleCommand BuildCompile(CliContext context)
    {
        Argument<string> file = new("SETTINGS") { Description = "A JSON file.", HelpName = "FILE" };
        Option<string?> output = new("--output", "-o") { Description = "The record. Default: the file's name with .set, in this folder.", HelpName = "FILE" };
        ExampleCommand command = new(
            "compile",
            "Compile settings to the record that a box keeps as settings.a and settings.b. It holds the passwords as they are.",
            ("sidetap settings compile box.json", "writes box.set"),
            ("sidetap settings compile box.json -o state/settings.a", "into a desktop box's folder"))
        {
            file, output,
        };
        command.SetAction(parsed => Compile(context, parsed.GetRequiredValue(file), parsed.GetValue(output)));
        return command;
    }

    private static ExampleCommand BuildShow(CliContext context)
    {
        Argument<string> file = new("SETTINGS") { Description = "A JSON file or a compiled one.", HelpName = "FILE" };
        Option<bool> all = new("--all") { Description = "Those at their defaults too." };
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "show",
            "Show the settings in a file that are not at their defaults. Passwords are not shown.",
            ("sidetap settings show box.json", "what a box would be told"),
            ("sidetap settings show box.set --all", "all of a compiled file"),
            ("sidetap settings show box.set --json", "for other programs"))
        {
            file, all, json,
        };
        command.SetAction(parsed =>
        {
            SettingDocument document = SettingsInput.Read(parsed.GetRequiredValue(file));
            if (document.Values is not { } values)
            {
                return SettingsInput.Tell(context, document);
            }

            bool isAll = parsed.GetValue(all);
            SettingsInput.Tell(context, document);
            if (parsed.GetValue(json))
            {
                context.Output.WriteLine(SettingsJson.Shown(document, values, isAll));
            }
            else
            {
                context.Console.Write(SettingsTables.Show(document, values, isAll));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static int Check(CliContext context, string[] files, bool isJson)
    {
        bool isSound = true;
        foreach (string file in files)
        {
            SettingDocument document = SettingsInput.Read(file);
            isSound &= document.IsValid;
            if (isJson)
            {
                context.Output.WriteLine(SettingsJson.Checked(document));
                continue;
            }

            foreach (Profiles.ProfileProblem problem in document.Problems)
            {
                context.Output.WriteLine(PlainText.Of(problem.ToString()));
            }

            context.Output.WriteLine(PlainText.Of(Verdict(document)));
        }

        return isSound ? ExitCode.Ok : ExitCode.Finding;
    }

    private static string Verdict(SettingDocument document)
    {
        if (document.Values is not { } values)
        {
            int errors = document.Errors.Count();
            return $"{document.File}: {errors} {(errors == 1 ? "error" : "errors")}";
        }

        int changed = document.Changed.Count();
        return $"{document.File}: good; {changed} {(changed == 1 ? "setting is" : "settings are")} not at the default, {SettingImage.Write(values).Length} octets compiled";
    }

    private static int Compile(CliContext context, string file, string? output)
    {
        SettingDocument document = SettingsInput.Read(file);
        string target = output ?? Path.GetFileNameWithoutExtension(file) + ".set";
        OutputFile.CheckReplaceable(target, mayReplace: true, file);
        if (document.Values is not { } values)
        {
            return SettingsInput.Tell(context, document);
        }

        SettingsInput.Tell(context, document);
        byte[] octets = SettingImage.Write(values);
        File.WriteAllBytes(target, octets);
        context.Output.WriteLine(PlainText.Of($"{target}: {octets.Length} octets; a box keeps it as {SettingStore.Name}.a and {SettingStore.Name}.b"));
        return ExitCode.Ok;
    }
}
