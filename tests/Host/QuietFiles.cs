#nullable enable
using Sidetap.Hal;

namespace Sidetap.Tests.Host;

/// <summary>A file area that allocates nothing once it is made: files of fixed room in slots.</summary>
internal sealed class QuietFiles : IFileArea
{
    private const int Slots = 72;
    private const int FileOctets = 4096;

    private readonly string?[] _names = new string?[Slots];
    private readonly int[] _lengths = new int[Slots];
    private readonly byte[][] _contents = [.. Enumerable.Range(0, Slots).Select(_ => new byte[FileOctets])];

    /// <summary>Whether every write fails.</summary>
    public bool IsWornOut { get; set; }

    public int FreeOctets => 0;

    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        var slot = Find(name);
        if (slot < 0)
        {
            return -1;
        }

        var count = Math.Clamp(_lengths[slot] - position, 0, capacity);
        Array.Copy(_contents[slot], position, buffer, offset, count);
        return count;
    }

    public bool Write(string name, byte[] buffer, int offset, int length) => Store(name, 0, buffer, offset, length);

    public bool Append(string name, byte[] buffer, int offset, int length) => Store(name, Math.Max(0, Length(name)), buffer, offset, length);

    public bool Delete(string name)
    {
        var slot = Find(name);
        if (slot >= 0 && !IsWornOut)
        {
            _names[slot] = null;
        }

        return !IsWornOut;
    }

    public int Length(string name)
    {
        var slot = Find(name);
        return slot < 0 ? -1 : _lengths[slot];
    }

    private bool Store(string name, int at, byte[] buffer, int offset, int length)
    {
        var slot = Find(name);
        slot = slot < 0 ? Find(null) : slot;
        if (IsWornOut || slot < 0 || at + length > FileOctets)
        {
            return false;
        }

        _names[slot] = name;
        _lengths[slot] = at + length;
        Array.Copy(buffer, offset, _contents[slot], at, length);
        return true;
    }

    private int Find(string? name)
    {
        for (var i = 0; i < Slots; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
