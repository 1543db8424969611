using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>A file area that is gone with the process: for demonstrations and tests.</summary>
public sealed class MemoryFileArea : IFileArea
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly int _capacity;

    /// <summary>Makes an empty area.</summary>
    /// <param name="capacity">Octets it can hold.</param>
    public MemoryFileArea(int capacity = 256 * 1024) => _capacity = capacity;

    /// <inheritdoc/>
    public int FreeOctets => _capacity - _files.Values.Sum(f => f.Length);

    /// <inheritdoc/>
    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        if (position < 0 || !_files.TryGetValue(name, out var file))
        {
            return -1;
        }

        var count = Math.Max(0, Math.Min(capacity, file.Length - position));
        Array.Copy(file, Math.Min(position, file.Length), buffer, offset, count);
        return count;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int length) =>
        Store(name, buffer.AsSpan(offset, length).ToArray());

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int length) =>
        Store(name, [.. _files.GetValueOrDefault(name, []), .. buffer.AsSpan(offset, length)]);

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        _files.Remove(name);
        return FileNames.IsAllowed(name);
    }

    /// <inheritdoc/>
    public int Length(string name) => _files.TryGetValue(name, out var file) ? file.Length : -1;

    private bool Store(string name, byte[] contents)
    {
        if (!FileNames.IsAllowed(name) || contents.Length - Math.Max(0, Length(name)) > FreeOctets)
        {
            return false;
        }

        _files[name] = contents;
        return true;
    }
}
