using System.Globalization;
using System.Text;
using Sidetap.Profiles.Model;

namespace Sidetap.GapReport;

/// <summary>The report as a document for people who were not there.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="comparison">What was found, and what was left out.</param>
    /// <param name="origin">Where the traffic comes from, in words.</param>
    /// <param name="malformed">Messages that could not be decoded.</param>
    /// <param name="made">When the report is made.</param>
    /// <returns>Markdown.</returns>
    public static string Write(ProfileModel profile, GapComparison comparison, string origin, long malformed, DateTime made)
    {
        StringBuilder text = new();
        int gaps = comparison.Gaps;
        text.Append(CultureInfo.InvariantCulture, $"# Payload report: {Cell(profile.Name)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Traffic of {Cell(origin)}, held against the machine profile {Cell(profile.Name)} ({Cell(profile.Category)}), version {profile.MajorVersion}.{profile.MinorVersion}.\n");
        text.Append(CultureInfo.InvariantCulture, $"Made {made:yyyy-MM-dd HH:mm} UTC by `sidetap conformance payload`.\n\n");
        text.Append("This says how the traffic agrees with the profile and with OPC 10000-14 (PubSub). It is no certificate of conformance to any standard.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**{(gaps == 0 && malformed == 0 ? "No gaps." : $"{gaps} gaps, {malformed} malformed messages.")}**\n");
        foreach (GapResult result in comparison.Results)
        {
            Write(text, result);
        }

        WriteLeftOut(text, profile, comparison.LeftOut);
        return text.ToString();
    }

    private static void Write(StringBuilder text, GapResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Data set {Cell(result.DataSet)} of publisher {Cell(result.Publisher)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{result.Messages} messages in {result.Seconds:0.#} s; {result.Gaps} gaps.\n");
        Table(text, "Gaps", result.Rows.Where(row => row.Verdict == GapVerdict.Gap));
        Table(text, "Notes", result.Rows.Where(row => row.Verdict == GapVerdict.Note));
        Table(text, "As the profile says", result.Rows.Where(row => row.Verdict == GapVerdict.Ok));
    }

    private static void WriteLeftOut(StringBuilder text, ProfileModel profile, IReadOnlyList<OtherDataSet> leftOut)
    {
        if (leftOut.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## Left out\n\nData sets that are announced under another name than {Cell(profile.Name)} were not compared. ");
        text.Append("`--publisher ID` holds those of one publisher against the profile all the same.\n\n| publisher | data set | messages |\n|---|---|---|\n");
        foreach (OtherDataSet one in leftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(one.Publisher)} | {Cell(one.DataSet)} | {one.Messages} |\n");
        }
    }

    private static void Table(StringBuilder text, string title, IEnumerable<GapRow> rows)
    {
        List<GapRow> list = [.. rows];
        if (list.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| area | subject | expected | found |\n|---|---|---|---|\n");
        foreach (GapRow row in list)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Area)} | {Cell(row.Subject)} | {Cell(row.Expected)} | {Cell(row.Found)} |\n");
        }
    }

    /// <summary>A text as a cell: what a device has named itself must not become markup.</summary>
    private static string Cell(string text)
    {
        StringBuilder cell = new();
        foreach (char c in text)
        {
            _ = char.IsControl(c) ? cell.Append(' ') : "\\|`*_<>[]#".Contains(c) ? cell.Append('\\').Append(c) : cell.Append(c);
        }

        return cell.ToString();
    }
}
