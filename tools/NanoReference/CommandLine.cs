using System.CommandLine;
using Sidetap.NanoReference.Api;
using Sidetap.NanoReference.Check;
using Sidetap.NanoReference.Counting;
using Sidetap.NanoReference.Generation;
using Sidetap.NanoReference.Heap;
using Sidetap.NanoReference.Size;

namespace Sidetap.NanoReference;

/// <summary>The verbs of <c>nano-reference</c>.</summary>
public static class CommandLine
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Takes findings and results.</param>
    /// <param name="error">Takes what is wrong with the command line or an input file.</param>
    /// <returns>One of the constants of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        const string Purpose = "Compile-only assemblies of nanoFramework v1, and a check for what compiles and then fails on the device.";
        RootCommand root = new(Purpose)
        {
            GenerateCommand(output),
            CheckCommand(output),
            HeapCommand(output),
            CountCommand(output),
            SizeCommand(output),
            RulesCommand(output),
        };

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // A word that nothing takes is the cause; a command or argument that is then missing, the consequence.
            string reason = parsed.UnmatchedTokens is [var word, ..]
                ? $"'{word}' is not a command or an option here."
                : string.Join(' ', parsed.Errors[0].Message.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));
            error.WriteLine($"nano-reference: {reason} (--help lists what there is)");
            return ExitCode.BadInput;
        }

        try
        {
            InvocationConfiguration configuration = new() { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            return parsed.Invoke(configuration);
        }
        catch (ApiTableException exception)
        {
            // Already in the format that the build shows as an error of that row: no prefix.
            error.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is InputException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"nano-reference: {exception.Message}");
            return ExitCode.BadInput;
        }
    }

    private static Command GenerateCommand(TextWriter output)
    {
        Option<string> api = new("--api")
        {
            Description = "The table of the public API (nano-api-v1.tsv).",
            HelpName = "FILE",
            Required = true,
        };
        Option<string> directory = new("--out")
        {
            Description = "The folder that receives one .dll for each assembly of the table.",
            HelpName = "DIR",
            Required = true,
        };
        Command command = new("generate", "Write the reference assemblies. A file that would not change is not written.")
        {
            api,
            directory,
        };
        command.SetAction(parsed =>
        {
            ApiTable table = ApiTableReader.Read(parsed.GetRequiredValue(api));
            GenerationResult result = ReferenceAssemblyGenerator.Generate(table, parsed.GetRequiredValue(directory));
            output.WriteLine($"{result.Written} written, {result.Unchanged} unchanged");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CheckCommand(TextWriter output)
    {
        Argument<string> assembly = new("ASSEMBLY") { Description = "The compiled assembly." };
        Option<string> pdb = new("--pdb")
        {
            Description = "Where the lines come from: auto (embedded, or the .pdb beside the assembly) or none.",
            DefaultValueFactory = _ => "auto",
        };
        pdb.AcceptOnlyFromAmong("auto", "none");
        Command command = new("check", "Refuse what v1 compiles and its CLR then fails on. Exit code 1 when there is a finding.")
        {
            assembly,
            pdb,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<Finding> findings = AssemblyCheck.Run(parsed.GetRequiredValue(assembly), parsed.GetValue(pdb) != "none");
            foreach (Finding finding in findings)
            {
                output.WriteLine(finding.ToString());
            }

            return findings.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }

    private static Command HeapCommand(TextWriter output)
    {
        Argument<string> assembly = new("ASSEMBLY") { Description = "The compiled assembly." };
        Option<string> from = new("--from") { Description = "Where the path begins, such as Sidetap.Node::Step.", HelpName = "METHOD", Required = true };
        Option<string> allowed = new("--allowed") { Description = "The reviewed list of what may take memory.", HelpName = "FILE", Required = true };
        Command command = new("heap", "Refuse what takes memory of the heap on the publishing path and is not on the list. Exit code 1 when there is a finding.")
        {
            assembly,
            from,
            allowed,
        };
        command.SetAction(parsed =>
        {
            AllowedSites sites = AllowedSites.Read(parsed.GetRequiredValue(allowed));
            HeapReport report = HeapCheck.Run(parsed.GetRequiredValue(assembly), parsed.GetRequiredValue(from), sites);
            foreach (Finding finding in report.Findings)
            {
                output.WriteLine(finding.ToString());
            }

            output.WriteLine($"{report.Methods} methods reached from {parsed.GetValue(from)}, {report.Allowed} allowed sites, {report.Findings.Count} findings");
            return report.Findings.Count == 0 ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }

    private static Command CountCommand(TextWriter output)
    {
        Argument<string> assembly = new("ASSEMBLY") { Description = "The compiled assembly, with scenarios in it." };
        Option<string> scenarios = new("--scenarios") { Description = "The class that has the scenarios.", HelpName = "TYPE", Required = true };
        Option<string> budgets = new("--budgets") { Description = "What each scenario may cost.", HelpName = "FILE", Required = true };
        Option<bool> methods = new("--methods") { Description = "Also print what each method has its part in." };
        Command command = new("count", "Count the IL instructions of scenarios, and refuse what costs more than its budget. Exit code 1 when one does.")
        {
            assembly,
            scenarios,
            budgets,
            methods,
        };
        command.SetAction(parsed =>
        {
            BudgetTable table = BudgetTable.Read(parsed.GetRequiredValue(budgets));
            ScenarioRunner runner = new(CountedAssembly.Load(parsed.GetRequiredValue(assembly)));
            CountReport report = new(table, runner.Run(parsed.GetRequiredValue(scenarios)));
            report.Print(output, parsed.GetValue(methods));
            return report.IsWithin ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }

    private static Command SizeCommand(TextWriter output)
    {
        Argument<string[]> assemblies = new("ASSEMBLY") { Description = "The compiled assemblies of one image: the application and its libraries.", Arity = ArgumentArity.OneOrMore };
        Option<int?> limit = new("--limit") { Description = "Octets that all of them may have together; without it, any number.", HelpName = "OCTETS" };
        Command command = new("size", "Estimate the .pe images that nanoFramework's metadata processor makes of assemblies. Exit code 1 when it would refuse one, or they are above the limit.")
        {
            assemblies,
            limit,
        };
        command.SetAction(parsed =>
        {
            SizeReport report = new([.. parsed.GetRequiredValue(assemblies).Select(path => (path, ImageSize.Of(path)))], parsed.GetValue(limit));
            report.Print(output);
            return report.IsWithin ? ExitCode.Ok : ExitCode.Findings;
        });
        return command;
    }

    private static Command RulesCommand(TextWriter output)
    {
        Command command = new("rules", "Print the rules of the check as a Markdown table.");
        command.SetAction(_ =>
        {
            output.WriteLine("| code | what is refused | why | instead |");
            output.WriteLine("|---|---|---|---|");
            foreach (Rule rule in Rules.All.Concat(HeapRules.All))
            {
                output.WriteLine($"| {rule.Code} | {rule.Title} | {rule.Reason} | {rule.Remedy} |");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
