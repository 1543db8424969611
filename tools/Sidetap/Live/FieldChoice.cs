using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Live;

/// <summary>Which fields are shown where not all of them fit: those that are not Good first, then from the top; all in the data set's order.</summary>
internal static class FieldChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="dataSet">The fields.</param>
    /// <param name="rows">Rows there are; the last one is needed to say how many fields are hidden.</param>
    public static (IReadOnlyList<FieldValue> Shown, int Hidden) Of(DataSetState dataSet, int rows)
    {
        IReadOnlyCollection<FieldValue> fields = [.. dataSet.Fields.Values];
        if (fields.Count <= rows)
        {
            return ([.. fields], 0);
        }

        FieldValue[] shown = [.. fields.OrderBy(f => f.Status == 0).ThenBy(f => f.Index).Take(Math.Max(0, rows - 1)).OrderBy(f => f.Index)];
        return (shown, fields.Count - shown.Length);
    }
}
