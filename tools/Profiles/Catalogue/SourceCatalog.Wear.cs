namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 60 to 69: the tool.</content>
public static partial class SourceCatalog
{
    private const double MaxCoefficient = 1e6;

    private static SourceParameter Coefficient(string name, string description, string unit) =>
        Number(name, description, unit, -MaxCoefficient, MaxCoefficient, 0);

    private static SourceKindInfo[] Wear() =>
    [
        new(60, "toolWear", "The tool's wear from the feed drive's current while it cuts; \"sidetap wear fit\" calibrates it.")
        {
            IsKept = true,
            Inputs =
            [
                new("feedCurrent", "RMS current of the drive that pushes the tool along the cut", "AMP"),
                new("cutting", "1 while the tool cuts: Cutting of a source of type cutting"),
                new("toolChanges", "A count; another value means a fresh tool: ToolChanges of a source of type cutting"),
            ],
            Parameters =
            [
                Integer("segmentMs", "Cutting that a current is taken over", "ms", 200, 10_000, 1000),
                Number("wearLimit", "Flank wear at which the index is 100 %", "µm", 10, 5000, 300),
                Number("baselineSeconds", "Not calibrated: cutting over which the fresh tool's current is learned", "s", 5, 600, 30),
                Number("riseAtLimit", "Not calibrated: the rise of the current, as part of the fresh tool's, at which the index is 100 %", "", 0.01, 10, 0.2),
                Flag("calibrated", "Whether what follows has been learned for this operation", false),
                Coefficient("offset", "Wear at no current", "µm"),
                Coefficient("perAmpere", "Wear by current", "µm/A"),
                Coefficient("perEntry", "What the entry into a cut adds; negative", "µm"),
                Number("entrySeconds", "Time constant of the entry; 0: none", "s", 0, 600, 0),
                Coefficient("perRootSecond", "Wear by the square root of the time the tool has cut", "µm/√s"),
                Number("intervalBase", "Half width of the 80 % interval at no wear", "µm", 0, 100_000, 0),
                Number("intervalSlope", "What the half width grows by with wear", "µm/µm", 0, 10, 0),
                Number("lowestCurrent", "Lowest current of the calibration", "A", 0, 1_000_000, 0),
                Number("highestCurrent", "Highest current of the calibration", "A", 0, 1_000_000, 0),
                Number("longestSeconds", "Longest cutting time of a tool in the calibration", "s", 0, 10_000_000, 0),
            ],
            OutputsOf = Always(
                new("Index", "P1"), new("Quality", "", OutputForm.State), new("FlankWear", "4H"), new("Low", "4H"), new("High", "4H"), new("ToolLife", "P1")),
            OutputsText = "Index (%), Quality, FlankWear, Low, High (µm, Bad when not calibrated), ToolLife (% left)",
            Rule = WearRule,
        },
    ];

    private static string? WearRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        if (values[4] == 0)
        {
            return null;
        }

        return values[13] <= values[12] ? "it is calibrated and \"highestCurrent\" is not above \"lowestCurrent\"; take the numbers from sidetap wear fit"
            : values[14] == 0 ? "it is calibrated without \"longestSeconds\"; take the numbers from sidetap wear fit"
            : values[10] + values[11] == 0 ? "it is calibrated without an interval; take \"intervalBase\" and \"intervalSlope\" from sidetap wear fit"
            : null;
    }
}
