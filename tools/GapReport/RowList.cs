namespace Sidetap.GapReport;

/// <summary>Rows as they are found.</summary>
internal sealed class RowList
{
    private readonly List<GapRow> _rows = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<GapRow> All => _rows;

    /// <summary>Something that agrees or does not.</summary>
    public void Add(string area, string subject, string expected, string found, bool isRight) =>
        _rows.Add(new GapRow(area, subject, expected, found, isRight ? GapVerdict.Ok : GapVerdict.Gap));

    /// <summary>Something worth knowing.</summary>
    public void Note(string area, string subject, string expected, string found) => _rows.Add(new GapRow(area, subject, expected, found, GapVerdict.Note));

    /// <summary>Something that does not agree.</summary>
    public void Gap(string area, string subject, string expected, string found) => Add(area, subject, expected, found, isRight: false);
}
