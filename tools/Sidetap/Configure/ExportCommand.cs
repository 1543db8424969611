using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure export</c>.</summary>
internal static class ExportCommand
{
    // What stands in a file of settings is text for people: "é" stays "é".
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string?> file = new("FILE") { Description = "The file; without it, standard output.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> force = OutputFile.Force();
        ExampleCommand command = new(
            "export",
            "Write a box's settings as a file that apply takes. Secrets are left out, and apply leaves them as they are.",
            ("sidetap configure export box.json", "settings that are not at their default"),
            ("sidetap configure export > box.json", "the same"))
        {
            file, force,
        };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(file);
            OutputFile.CheckReplaceable(path, parsed.GetValue(force));
            return session.Run(parsed, box => Export(context, box, path, parsed.GetValue(force)));
        });
        return command;
    }

    /// <summary>Settings as a file.</summary>
    /// <param name="states">Their values.</param>
    /// <param name="infos">What they are.</param>
    /// <returns>The JSON text, without secrets.</returns>
    public static string Write(IReadOnlyList<SettingState> states, IReadOnlyDictionary<string, SettingInfo> infos)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_options))
        {
            json.WriteStartObject();
            foreach (IGrouping<string, SettingState> group in states.Where(state => state.IsSet && infos.GetValueOrDefault(state.Name) is { IsSecret: false }).GroupBy(state => GroupOf(state.Name)))
            {
                json.WriteStartObject(group.Key);
                foreach (SettingState state in group)
                {
                    WriteValue(json, state.Name[(group.Key.Length + 1)..], state.Value, infos[state.Name]);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static int Export(CliContext context, BoxClient box, string? path, bool mayReplace)
    {
        Dictionary<string, SettingInfo> infos = box.Describe().ToDictionary(info => info.Name);
        IReadOnlyList<SettingState> states = box.Get();
        string text = Write(states, infos);
        if (path is null)
        {
            context.Output.Write(text);
        }
        else
        {
            OutputFile.Write(path, text, mayReplace);
            context.Output.WriteLine(PlainText.Of($"{path}: {states.Count(state => state.IsSet && infos.GetValueOrDefault(state.Name) is { IsSecret: false })} settings"));
        }

        string[] secrets = [.. states.Where(state => state.IsSet && infos.GetValueOrDefault(state.Name) is { IsSecret: true }).Select(state => state.Name)];
        if (secrets.Length > 0)
        {
            context.Error.WriteLine(PlainText.Of($"left out, because they are secret: {string.Join(", ", secrets)}"));
        }

        return ExitCode.Ok;
    }

    private static string GroupOf(string name) => name[..Math.Max(0, name.IndexOf('.', StringComparison.Ordinal))];

    private static void WriteValue(Utf8JsonWriter json, string name, string value, SettingInfo info)
    {
        if (info.Type == "number" && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            json.WriteNumber(name, number);
        }
        else if (info.Type == "switch")
        {
            json.WriteBoolean(name, value == "true");
        }
        else if (info.IsList)
        {
            json.WriteStartArray(name);
            Array.ForEach(value.Split(',', StringSplitOptions.RemoveEmptyEntries), json.WriteStringValue);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString(name, value);
        }
    }
}
