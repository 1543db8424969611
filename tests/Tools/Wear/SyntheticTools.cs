using System.Globalization;
using System.Text;
using Sidetap.Analysis;
using Sidetap.Wear;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>
/// Tools whose wear is known because it was made up: I = (VB - offset - perEntry · exp(-s/5) - perRootSecond · √t) / perAmpere, with an error of each tool's
/// own and noise, in micrometres. Wear rises steadily, at a rate of each tool's own.
/// </summary>
internal sealed class SyntheticTools(int seed)
{
    public const string Heading = "VB,insert,Iz,pass";
    public const int CutSeconds = 30;

    public static readonly ToolWearModel Truth = new() { Offset = -800, PerAmpere = 60, PerEntry = -50, EntrySeconds = 5, PerRootSecond = 9, LongestSeconds = 1e6 };

    public static readonly WearColumns Columns = new() { Wear = "VB", Tool = "insert", FeedCurrent = "Iz", Cut = "pass" };

    private readonly Random _random = new(seed);

    public double ToolDeviation { get; init; }

    public double Noise { get; init; }

    public WearTable Table(int tools, int seconds) => Read(Text(tools, seconds));

    public static WearTable Read(string text) => WearTable.Read(new StringReader(text), "made-up.csv", Columns);

    public string Text(int tools, int seconds)
    {
        StringBuilder text = new(Heading + "\n");
        for (int tool = 0; tool < tools; tool++)
        {
            double rate = 1 + (2 * _random.NextDouble());
            double offset = ToolDeviation * Normal();
            for (int second = 1; second <= seconds; second++)
            {
                double wear = rate * second;
                double current = CurrentOf(wear + offset + (Noise * Normal()), (second - 1) % CutSeconds, second);
                text.AppendLine(CultureInfo.InvariantCulture, $"{wear:R},T{tool},{current:R},{(second - 1) / CutSeconds}");
            }
        }

        return text.ToString();
    }

    private static double CurrentOf(double wear, double entrySeconds, double cuttingSeconds) =>
        (wear - Truth.Offset - (Truth.PerEntry * Math.Exp(-entrySeconds / Truth.EntrySeconds)) - (Truth.PerRootSecond * Math.Sqrt(cuttingSeconds))) / Truth.PerAmpere;

    // Box and Muller.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
