using System.Globalization;

namespace Sidetap.GapReport;

/// <summary>Whether something comes as often as it has to.</summary>
internal static class RateCheck
{
    // A sample is taken at the pace of the profile, and a clock may be a little off.
    private const double Tolerance = 1.05;

    /// <summary>Holds the longest time between two against an interval.</summary>
    /// <param name="rows">Receives the row.</param>
    /// <param name="subject">What it is.</param>
    /// <param name="intervalMs">The longest time there may be, in milliseconds; 0: none.</param>
    /// <param name="times">When it came.</param>
    /// <param name="samplingMs">The pace of samples.</param>
    /// <param name="seconds">How long the traffic lasts.</param>
    public static void Longest(RowList rows, string subject, int intervalMs, Span times, int samplingMs, double seconds)
    {
        if (intervalMs == 0)
        {
            return;
        }

        string expected = $"at least every {Text(intervalMs / 1000.0)} s";
        double allowed = ((intervalMs * Tolerance) + (2 * samplingMs)) / 1000.0;
        double longest = times.Longest?.TotalSeconds ?? seconds;
        if (longest > allowed)
        {
            rows.Gap("rates", subject, expected, $"{Text(longest)} s without one");
        }
        else if (seconds < intervalMs / 1000.0)
        {
            rows.Note("rates", subject, expected, $"{Text(seconds)} s of traffic are too short to tell");
        }
        else
        {
            rows.Add("rates", subject, expected, $"{Text(longest)} s at the longest", true);
        }
    }

    private static string Text(double seconds) => seconds.ToString("0.##", CultureInfo.InvariantCulture);
}
