using System.CommandLine;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Boards;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap boards</c>: the boards there are, their terminals, and what a profile's sensors are wired to.</summary>
public static class BoardsCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Argument<string?> board = new("BOARD") { Description = "A board. Without one all are listed.", HelpName = "BOARD", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> profile = new("--profile")
        {
            Description = "Show what this profile's sensors are wired to: a JSON file, a compiled profile, or the name of a shipped one. Exit code 1 when the board lacks a terminal.",
            HelpName = "FILE|NAME",
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line: each board; with --profile, each sensor." };
        ExampleCommand command = new(
            "boards",
            "Show the boards Sidetap runs on: target, memory, interfaces, and the terminals as a wiring table. docs/boards.md says what goes to them.",
            ("sidetap boards", "all boards"),
            ("sidetap boards esp32", "one board, with its terminals"),
            ("sidetap boards esp32s3 --profile cnc-machine-tool", "which terminal each sensor of a profile goes to"),
            ("sidetap boards --json", "for other programs"))
        {
            board, profile, json,
        };
        command.SetAction(parsed => Show(context, parsed.GetValue(board), parsed.GetValue(profile), parsed.GetValue(json)));
        return command;
    }

    private static int Show(CliContext context, string? name, string? profile, bool isJson)
    {
        BoardTable table = BoardTable.Load();
        string names = string.Join(", ", table.Boards.Select(one => one.Id));
        BoardInfo? board = table.Boards.FirstOrDefault(one => one.Id == name);
        if (name != null && board == null)
        {
            throw new CliError($"there is no board '{name}': {names}");
        }

        if (profile != null)
        {
            return ShowWiring(context, board ?? throw new CliError($"--profile needs a board: {names}"), profile, isJson);
        }

        if (isJson)
        {
            foreach (BoardInfo one in board == null ? table.Boards : [board])
            {
                context.Output.WriteLine(BoardsJson.Board(table, one));
            }
        }
        else if (board == null)
        {
            context.Console.Write(BoardsTables.List(table));
        }
        else
        {
            BoardsTables.Write(context.Console, table, board);
        }

        return ExitCode.Ok;
    }

    private static int ShowWiring(CliContext context, BoardInfo board, string file, bool isJson)
    {
        ProfileModel profile = ProfileInput.Require(context, file);
        IReadOnlyList<WiredSource> wiring = Wiring.Of(board, profile);
        if (isJson)
        {
            foreach (WiredSource wired in wiring)
            {
                context.Output.WriteLine(BoardsJson.Wired(wired));
            }
        }
        else
        {
            context.Console.Write(BoardsTables.Wiring(wiring));
        }

        List<WiredSource> missing = [.. wiring.Where(wired => wired.Pins.Count == 0)];
        foreach (WiredSource wired in missing)
        {
            string text = $"{wired.Source.Name}: {board.Id} has no {wired.Function} channel {wired.Channel}; give it another channel, or take another board";
            context.Error.WriteLine(PlainText.Of(text));
        }

        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Finding;
    }
}
