using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Configure;
using Sidetap.Tool.Output;

namespace Sidetap.Tool;

/// <summary>The command line: which verbs there are, and how whatever goes wrong reaches the user.</summary>
public static class Cli
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, CliContext context)
    {
        try
        {
            ParseResult parsed = Parse(args, context);
            if (parsed.Action is ParseErrorAction)
            {
                // Not when --help was asked for: what is missing then does not matter.
                Command command = parsed.CommandResult.Command;
                if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
                {
                    string verbs = string.Join(", ", command.Subcommands.Select(verb => verb.Name));
                    throw new CliError($"there is no command '{VerbOf(parsed)}{parsed.UnmatchedTokens[0]}': {verbs} (try: sidetap {VerbOf(parsed)}--help)");
                }

                // What an argument's own check says is more than that a command is missing behind it.
                ParseError first = parsed.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult) ?? parsed.Errors[0];
                throw new CliError($"{first.Message.ReplaceLineEndings(" ").TrimEnd('.')} (try: sidetap {VerbOf(parsed)}--help)");
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = context.Output,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CliError error)
        {
            return Report(context, error, error.Message, error.ExitCode);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Report(context, error, error.Message, ExitCode.BadInput);
        }
        catch (Exception error)
        {
            string message = $"unexpected fault: {error.Message.ReplaceLineEndings(" ")} (please report it with what SIDETAP_TRACE=1 adds)";
            return Report(context, error, message, ExitCode.Finding);
        }
    }

    /// <summary>Puts the verbs together. Another verb is one file in Commands/ and one line here.</summary>
    /// <param name="context">Where they write, and when they have to stop.</param>
    /// <returns>The root command.</returns>
    public static RootCommand BuildRoot(CliContext context)
    {
        RootCommand root = new("Sidetap: telemetry of old machines as MQTT-SN and OPC UA PubSub.")
        {
            DemoCommand.Build(context),
            BoxCommand.Build(context),
            GatewayCommand.Build(context),
            ConformanceCommand.Build(context),
            DecodeCommand.Build(context),
            ProfileCommand.Build(context),
            SettingsCommand.Build(context),
            BoardsCommand.Build(context),
            ConfigureCommand.Build(context),
            ConsoleCommand.Build(context),
            LogCommand.Build(context),
            ImageCommand.Build(context),
            UpdateCommand.Build(context),
            ModelCommand.Build(context),
            WearCommand.Build(context),
        };
        HelpOption help = root.Options.OfType<HelpOption>().First();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static ParseResult Parse(string[] args, CliContext context)
    {
        try
        {
            return BuildRoot(context).Parse(args);
        }
        catch (InvalidOperationException error)
        {
            // A validator that looked at a value the parser could not convert.
            throw new CliError($"{error.Message.TrimEnd('.')} (try: sidetap --help)");
        }
    }

    /// <summary>The verb that was understood, with a blank behind it.</summary>
    private static string VerbOf(ParseResult parsed)
    {
        string verb = "";
        for (CommandResult? result = parsed.CommandResult; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
        {
            verb = $"{result.Command.Name} {verb}";
        }

        return verb;
    }

    private static int Report(CliContext context, Exception error, string message, int exitCode)
    {
        context.Error.WriteLine($"sidetap: {PlainText.Of(message)}");
        if (Environment.GetEnvironmentVariable("SIDETAP_TRACE") == "1")
        {
            context.Error.WriteLine(error.ToString());
        }

        return exitCode;
    }
}
