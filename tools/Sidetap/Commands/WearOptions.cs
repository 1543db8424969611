using System.CommandLine;
using System.Globalization;
using Sidetap.Wear;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap wear fit</c> and <c>sidetap wear evaluate</c> have in common: the table and its columns.</summary>
internal sealed class WearOptions
{
    private const string Entry = "entry";
    private const string Time = "time";

    private static readonly WearColumns Defaults = new();

    public Option<string> Data { get; } = new("--data")
    {
        Description = "A CSV table with a heading: one row for each second (--row-seconds) of machining, in order, with the tool and its measured flank wear.",
        HelpName = "FILE",
        Required = true,
    };

    public Option<string> Profile { get; } = new("--profile") { Description = "A machine profile with a source of type toolWear: a file, or the name of a shipped one.", HelpName = "FILE" };

    public Option<string> Source { get; } = new("--source") { Description = "Which source of the profile, when several are of type toolWear.", HelpName = "NAME" };

    public Option<string> Wear { get; } = Column("--wear", "Column: flank wear in µm.", Defaults.Wear);

    public Option<string> Tool { get; } = Column("--tool", "Column: the tool, fresh in its first row.", Defaults.Tool);

    public Option<string> FeedCurrent { get; } = Column("--feed-current", "Column: current of the feed drive in A, RMS.", Defaults.FeedCurrent);

    public Option<string?> Cutting { get; } = OptionalColumn("--cutting", "Column: 1 in rows in which the tool cuts. Default: it does in all.");

    public Option<string?> Cut { get; } = OptionalColumn(
        "--cut",
        "Column: which cut; another value begins one. Default: steps of the next two begin one.");

    public Option<string> SpindleSpeed { get; } = Column(
        "--spindle-speed",
        "Column: spindle speed. Only tells cuts apart; may be missing.",
        Defaults.SpindleSpeed);

    public Option<string> CrossCurrent { get; } = Column(
        "--cross-current",
        "Column: current of the drive that holds the depth of cut, in A. Only tells cuts apart; may be missing.",
        Defaults.CrossCurrent);

    public Option<double> RowSeconds { get; } = new("--row-seconds")
    {
        Description = "Seconds a row stands for.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    public Option<double?> WearLimit { get; } = new("--wear-limit")
    {
        Description = "Flank wear in µm at which the index is 100 %. Default: the profile's, or 300.",
        HelpName = "UM",
    };

    public Option<string[]> Without { get; } = new("--without")
    {
        Description = "A term the model may not have: entry (friction at the entry into a cut) or time (how long the tool has cut); may be repeated.",
        HelpName = "TERM",
    };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line." };

    public WearOptions()
    {
        Without.AcceptOnlyFromAmong(Entry, Time);
    }

    public void AddTo(Command command)
    {
        Option[] all =
        [
            Data, Profile, Source, Wear, Tool, FeedCurrent, Cutting, Cut, SpindleSpeed, CrossCurrent, RowSeconds, WearLimit, Without, Json,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    public WearTable ReadTable(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(Data);
        InputFile.Check(path);
        return WearTable.Read(path, new WearColumns
        {
            Wear = parsed.GetRequiredValue(Wear),
            Tool = parsed.GetRequiredValue(Tool),
            FeedCurrent = parsed.GetRequiredValue(FeedCurrent),
            Cutting = parsed.GetValue(Cutting),
            Cut = parsed.GetValue(Cut),
            SpindleSpeed = parsed.GetRequiredValue(SpindleSpeed),
            CrossCurrent = parsed.GetRequiredValue(CrossCurrent),
        });
    }

    /// <summary>The files that are read, none of which a result is written over.</summary>
    public string[] Inputs(ParseResult parsed) => [parsed.GetRequiredValue(Data), parsed.GetValue(Profile) ?? ""];

    public WearProfile? ReadProfile(CliContext context, ParseResult parsed)
    {
        string? path = parsed.GetValue(Profile);
        if (path == null)
        {
            return parsed.GetValue(Source) == null ? null : throw new CliError("--source goes with --profile");
        }

        ProfileInput.Require(context, path);
        return WearProfile.Read(path, parsed.GetValue(Source));
    }

    public IReadOnlyList<WearTerms> Menu(ParseResult parsed)
    {
        string[] without = parsed.GetValue(Without) ?? [];
        return WearTerms.Menu(mayHaveEntry: !without.Contains(Entry), mayHaveTime: !without.Contains(Time));
    }

    public int RowMs(ParseResult parsed) => (int)Math.Round(InRange("--row-seconds", parsed.GetValue(RowSeconds), 0.2, 10) * 1000);

    public double Limit(ParseResult parsed, WearParameters profile) =>
        InRange("--wear-limit", parsed.GetValue(WearLimit) ?? profile.WearLimit, 10, 5000);

    private static double InRange(string option, double value, double low, double high) => value >= low && value <= high
        ? value
        : throw new CliError(string.Create(CultureInfo.InvariantCulture, $"{option} {value} is not within {low} to {high}"));

    private static Option<string> Column(string name, string description, string defaultName) =>
        new(name) { Description = description, HelpName = "NAME", DefaultValueFactory = _ => defaultName };

    private static Option<string?> OptionalColumn(string name, string description) => new(name) { Description = description, HelpName = "NAME" };
}
