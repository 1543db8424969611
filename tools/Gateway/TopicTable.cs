namespace Sidetap.Gateway;

/// <summary>A client's topic ids. They are the client's own: another client may have the same id for another name (MQTT-SN 1.2, 6.5).</summary>
/// <param name="allowance">How many there can be.</param>
internal sealed class TopicTable(Allowance allowance)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly HashSet<int> _known = [];

    /// <summary>How many ids have been given out.</summary>
    public int Count => _names.Count;

    /// <summary>The id of a name, given out now if need be; 0 when there is no room.</summary>
    public int IdOf(string name)
    {
        if (_ids.TryGetValue(name, out int id))
        {
            return id;
        }

        if (_names.Count >= 0xFFFE || !allowance.TryTake(1))
        {
            return 0;
        }

        _names.Add(name);
        _ids.Add(name, _names.Count);
        return _names.Count;
    }

    public string? NameOf(int id) => id >= 1 && id <= _names.Count ? _names[id - 1] : null;

    /// <summary>Whether the client has been told the id.</summary>
    public bool IsKnown(int id) => _known.Contains(id);

    public void SetKnown(int id, bool isKnown)
    {
        if (!isKnown)
        {
            _known.Remove(id);
        }
        else if (NameOf(id) != null)
        {
            _known.Add(id);
        }
    }

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        allowance.Return(_names.Count);
        _ids.Clear();
        _names.Clear();
        _known.Clear();
    }
}
