using System.CommandLine;
using Sidetap.BoxLink;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure diagnose</c>.</summary>
internal static class DiagnoseCommand
{
    public static Command Build(CliContext context, BoxSession session)
    {
        Argument<string?> file = new("FILE") { Description = "The report, in Markdown; without it, standard output.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> force = OutputFile.Force();
        ExampleCommand command = new(
            "diagnose",
            "Write a report of a box that can be sent on: what is not right and what to do, then all it says of itself. Secrets are not in it. Exit code 1 when something is not right.",
            ("sidetap configure diagnose", "on the screen"),
            ("sidetap configure diagnose report.md", "as a file"))
        {
            file, force,
        };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(file);
            OutputFile.CheckReplaceable(path, parsed.GetValue(force));
            return session.Run(parsed, box =>
            {
                DiagnoseReport report = Busy.While(context, "the box tells of itself", _ => DiagnoseReport.Of(box, DateTime.UtcNow));
                if (path is null)
                {
                    context.Output.Write(report.Text);
                }
                else
                {
                    OutputFile.Write(path, report.Text, parsed.GetValue(force));
                    context.Output.WriteLine(PlainText.Of($"{path}: {(report.Findings == 0 ? "nothing is wrong" : $"{report.Findings} {(report.Findings == 1 ? "thing is" : "things are")} not right")}"));
                }

                return report.Findings == 0 ? ExitCode.Ok : ExitCode.Finding;
            });
        });
        return command;
    }
}
