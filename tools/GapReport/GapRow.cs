namespace Sidetap.GapReport;

/// <summary>How traffic stands to a profile.</summary>
public enum GapVerdict
{
    /// <summary>As the profile says.</summary>
    Ok,

    /// <summary>Worth knowing, or not to be told from this traffic.</summary>
    Note,

    /// <summary>Not as the profile says.</summary>
    Gap,
}

/// <summary>One thing that was held against the profile.</summary>
/// <param name="Area">What it belongs to: layout, metadata, fields, types, units, values, status, rates, sequence, time.</param>
/// <param name="Subject">The field or message it is about.</param>
/// <param name="Expected">What the profile, or the standard, says.</param>
/// <param name="Found">What the traffic shows.</param>
/// <param name="Verdict">Whether these agree.</param>
public sealed record GapRow(string Area, string Subject, string Expected, string Found, GapVerdict Verdict);

/// <summary>One data set held against the profile.</summary>
/// <param name="Publisher">The PublisherId.</param>
/// <param name="DataSet">The data set's name, or its ids while it is not announced.</param>
/// <param name="Messages">Messages of it.</param>
/// <param name="Seconds">From the first to the last of them.</param>
/// <param name="Rows">What was found.</param>
public sealed record GapResult(string Publisher, string DataSet, long Messages, double Seconds, IReadOnlyList<GapRow> Rows)
{
    /// <summary>How many rows are gaps.</summary>
    public int Gaps => Rows.Count(row => row.Verdict == GapVerdict.Gap);
}

/// <summary>A data set that was not held against the profile, since it is announced under another name.</summary>
/// <param name="Publisher">The PublisherId.</param>
/// <param name="DataSet">The announced name.</param>
/// <param name="Messages">Messages of it.</param>
public sealed record OtherDataSet(string Publisher, string DataSet, long Messages);

/// <summary>Traffic held against a profile.</summary>
/// <param name="Results">What was found, data set by data set.</param>
/// <param name="LeftOut">What was not compared.</param>
public sealed record GapComparison(IReadOnlyList<GapResult> Results, IReadOnlyList<OtherDataSet> LeftOut)
{
    /// <summary>How many gaps there are in all.</summary>
    public int Gaps => Results.Sum(result => result.Gaps);
}
