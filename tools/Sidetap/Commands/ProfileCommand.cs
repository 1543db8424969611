using System.CommandLine;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap profile</c>: machine profiles, from JSON to what a box loads.</summary>
public static class ProfileCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context) => new ExampleCommand(
        "profile",
        "Check, compile and show machine profiles: which channels of a box mean what, and how they are published. docs/profiles.md says how to write one.",
        ("sidetap profile list", "the profiles that are shipped"),
        ("sidetap profile check my-machine.json", "everything that is wrong with it, with line and column"),
        ("sidetap profile compile my-machine.json", "my-machine.stp, as a box loads it"),
        ("sidetap profile show agv", "fields, sources, events and octets"),
        ("sidetap profile show agv --trace batteryCharge", "one field from the channels to the octets"))
    {
        BuildCheck(context), BuildCompile(context), BuildShow(context), BuildList(context),
    };

    private static ExampleCommand BuildCheck(CliContext context)
    {
        Argument<string[]> files = new("PROFILE")
        {
            Description = "JSON files, compiled profiles, or names of shipped profiles.",
            HelpName = "FILE|NAME",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line: each profile, each problem." };
        ExampleCommand command = new(
            "check",
            "Tell everything that is wrong with profiles. Exit code 1 when one of them can't be used.",
            ("sidetap profile check my-machine.json", "FILE:LINE:COLUMN: what is wrong; what to do"),
            ("sidetap profile check profiles/agv.json profiles/cnc-machine-tool.json", "several at once"),
            ("sidetap profile check my-machine.json --json", "for other programs"))
        {
            files, json,
        };
        command.SetAction(parsed => Check(context, parsed.GetRequiredValue(files), parsed.GetValue(json)));
        return command;
    }

    private static ExampleCommand BuildCompile(CliContext context)
    {
        Argument<string> file = new("PROFILE") { Description = "A JSON file, or the name of a shipped profile.", HelpName = "FILE|NAME" };
        Option<string?> output = new("--output", "-o") { Description = "The compiled profile. Default: the profile's name with .stp, in this folder. A compiled profile that is there is replaced.", HelpName = "FILE" };
        Option<bool> descriptions = new("--descriptions") { Description = "Take the descriptions along: subscribers get them with the DataSetMetaData." };
        Option<bool> force = OutputFile.Force();
        Option<bool> record = new("--record") { Description = "Write the file that a box keeps as profile.a and profile.b: the compiled profile with a number and a check sum." };
        Option<bool> json = new("--json") { Description = "The size report as JSON." };
        ExampleCommand command = new(
            "compile",
            "Compile a profile to what a box loads, and tell where the octets went.",
            ("sidetap profile compile my-machine.json", "writes my-machine.stp"),
            ("sidetap profile compile agv -o box/agv.stp --descriptions", "a shipped profile, with descriptions"),
            ("sidetap profile compile agv --record -o state/profile.a", "into a box's own folder"),
            ("sidetap profile compile my-machine.json --json", "the size report for other programs"))
        {
            file, output, force, descriptions, record, json,
        };
        command.SetAction(parsed => Compile(
            context,
            parsed.GetRequiredValue(file),
            parsed.GetValue(output),
            parsed.GetValue(force),
            parsed.GetValue(descriptions),
            parsed.GetValue(record),
            parsed.GetValue(json)));
        return command;
    }

    private static ExampleCommand BuildShow(CliContext context)
    {
        Argument<string> file = new("PROFILE") { Description = "A JSON file, a compiled profile, or the name of a shipped profile.", HelpName = "FILE|NAME" };
        Option<string?> trace = new("--trace") { Description = "Follow this field from the channels to the octets.", HelpName = "FIELD" };
        Option<bool> json = new("--json") { Description = "As one JSON object." };
        ExampleCommand command = new(
            "show",
            "Show a profile's fields, sources, events and sizes, or the way of one field.",
            ("sidetap profile show cnc-machine-tool", "a shipped profile"),
            ("sidetap profile show my-machine.stp", "what a box would load"),
            ("sidetap profile show cnc-machine-tool --trace SpindlePower", "channel, sensor, unit, node, topic and octets of a field"),
            ("sidetap profile show agv --json", "for other programs"))
        {
            file, trace, json,
        };
        command.SetAction(parsed =>
        {
            ProfileModel profile = ProfileInput.Require(context, parsed.GetRequiredValue(file));
            bool isJson = parsed.GetValue(json);
            if (parsed.GetValue(trace) is { } field)
            {
                ProfileTrace found = ProfileTrace.Of(profile, field);
                if (isJson)
                {
                    context.Output.WriteLine(ProfileJson.Trace(found));
                }
                else
                {
                    ProfileTraceText.Write(context.Console, found);
                }
            }
            else if (isJson)
            {
                context.Output.WriteLine(ProfileJson.Show(profile));
            }
            else
            {
                ProfileTables.Write(context.Console, profile);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static ExampleCommand BuildList(CliContext context)
    {
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        ExampleCommand command = new("list", "List the profiles that are shipped.", ("sidetap profile list", "name, category, fields and octets")) { json };
        command.SetAction(parsed =>
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumns("Name", "Category", "Fields", "Octets", "What it is");
            foreach (string name in ShippedProfiles.Names)
            {
                ProfileModel profile = ProfileInput.Require(context, name);
                int octets = ProfileCompiler.Compile(profile).Octets.Length;
                table.AddRow(name, Markup.Escape(profile.Category), $"{profile.Fields.Count}", $"{octets}", Markup.Escape(profile.Description));
                if (parsed.GetValue(json))
                {
                    context.Output.WriteLine(ProfileJson.Listed(name, profile, octets));
                }
            }

            if (!parsed.GetValue(json))
            {
                context.Console.Write(table);
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
            ProfileDocument document = ProfileInput.Read(file);
            isSound &= document.IsValid;
            if (isJson)
            {
                context.Output.WriteLine(ProfileJson.Checked(document));
                continue;
            }

            foreach (ProfileProblem problem in document.Problems)
            {
                context.Output.WriteLine(PlainText.Of(problem.ToString()));
            }

            context.Output.WriteLine(PlainText.Of(Verdict(document)));
        }

        return isSound ? ExitCode.Ok : ExitCode.Finding;
    }

    private static string Verdict(ProfileDocument document)
    {
        if (document.Model is not { } profile)
        {
            int errors = document.Errors.Count();
            return $"{document.File}: {errors} {(errors == 1 ? "error" : "errors")}";
        }

        int octets = ProfileCompiler.Compile(profile).Octets.Length;
        return $"{document.File}: good; {profile.Fields.Count} fields of {profile.Sources.Count} sources, {octets} octets compiled, "
            + $"a key frame of {KeyFrame.Of(profile).Octets} octets";
    }

    private static int Compile(CliContext context, string file, string? output, bool mayReplace, bool withDescriptions, bool isRecord, bool isJson)
    {
        ProfileModel profile = ProfileInput.Require(context, file);
        string target = output ?? Path.GetFileNameWithoutExtension(file) + ".stp";
        CompiledProfile compiled = ProfileCompiler.Compile(profile, withDescriptions);
        if (compiled.Octets.Length > ProfileBounds.MaxOctets)
        {
            throw new CliError($"{file} takes {compiled.Octets.Length} octets with its descriptions, and a box takes {ProfileBounds.MaxOctets}; leave out --descriptions, or shorten them");
        }

        byte[] octets = isRecord ? ProfileImage.Write(compiled.Octets) : compiled.Octets;
        OutputFile.Write(target, octets, mayReplace || ProfileFile.IsCompiled(target), file);
        if (isJson)
        {
            context.Output.WriteLine(ProfileJson.Compiled(target, profile, compiled));
        }
        else
        {
            ProfileTables.WriteSizes(context.Console, profile, compiled);
            context.Console.WriteLine(PlainText.Of($"{target}: {octets.Length} octets"));
        }

        return ExitCode.Ok;
    }
}
