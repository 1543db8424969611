namespace Sidetap.Decoding;

/// <summary>
/// Collects what a decoder reads while it reads it, so that a listing of a message can never differ from how the message was understood. After a refusal
/// it holds everything up to the octet that was refused.
/// </summary>
public sealed class LayoutRecorder
{
    /// <summary>How many rows are kept. Longer listings end with a row that says so.</summary>
    public const int MaxRows = 4096;

    private readonly List<LayoutRow> _rows = [];

    /// <summary>What has been read, in wire order.</summary>
    public IReadOnlyList<LayoutRow> Rows => _rows;

    /// <summary>Begins a part of the message.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="start">Index of its first octet.</param>
    /// <param name="remark">What there is to say about the part as a whole; may be empty.</param>
    public void Heading(string name, int start, string remark = "") => Add(new LayoutRow(true, name, new OctetRange(start, 0), remark));

    /// <summary>Notes a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="octets">Where it lies.</param>
    /// <param name="value">What it holds.</param>
    public void Field(string name, OctetRange octets, string value) => Add(new LayoutRow(false, name, octets, value));

    private void Add(LayoutRow row)
    {
        if (_rows.Count < MaxRows)
        {
            _rows.Add(row);
        }
        else if (_rows.Count == MaxRows)
        {
            _rows.Add(new LayoutRow(true, "…", row.Octets with { Length = 0 }, $"more than {MaxRows} rows"));
        }
    }
}
