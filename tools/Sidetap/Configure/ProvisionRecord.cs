using System.Globalization;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tool.Configure;

/// <summary>The boxes of a list that are done, in a file beside it, a line each: key, unique number, name, time. A line that is removed is done again.</summary>
internal sealed class ProvisionRecord
{
    private readonly string _path;
    private readonly Dictionary<string, string> _uniqueIds = [];

    /// <summary>Reads the record of a list.</summary>
    /// <param name="list">The list's file.</param>
    public ProvisionRecord(string list)
    {
        _path = $"{list}.done";
        foreach (string[] words in File.Exists(_path) ? File.ReadAllLines(_path).Select(line => line.Split('\t')).Where(words => words.Length >= 2) : [])
        {
            _uniqueIds[words[0]] = words[1];
        }
    }

    /// <summary>The file.</summary>
    public string Path => _path;

    /// <summary>Whether a row is done.</summary>
    public bool Has(string key) => _uniqueIds.ContainsKey(key);

    /// <summary>Whether a box was a row of the list already.</summary>
    public bool HasBox(string uniqueId) => _uniqueIds.ContainsValue(uniqueId);

    /// <summary>Notes that a row is done, in the file at once.</summary>
    public void Add(string key, BoxVersion version, string name, DateTime utcNow)
    {
        string plain = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c));
        File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{key}\t{version.UniqueId}\t{plain}\t{utcNow:yyyy-MM-ddTHH:mm:ssZ}\n"));
        _uniqueIds[key] = version.UniqueId;
    }
}
