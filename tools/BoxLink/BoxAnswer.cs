namespace Sidetap.BoxLink;

/// <summary>What a box answered.</summary>
/// <param name="Rows">The data lines, in columns.</param>
/// <param name="Text">What stands behind OK; may be empty.</param>
/// <param name="WasRepeated">Whether the request was sent more than once, so that it may have been carried out before this answer.</param>
public sealed record BoxAnswer(IReadOnlyList<string[]> Rows, string Text, bool WasRepeated)
{
    /// <summary>The data lines of two columns as keys and values; a key that comes twice has its last value.</summary>
    /// <returns>The values by their keys.</returns>
    public IReadOnlyDictionary<string, string> ByKey()
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string[] row in Rows.Where(row => row.Length >= 2))
        {
            values[row[0]] = row[1];
        }

        return values;
    }
}
