#nullable enable
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Outbox;

/// <summary>A file area that loses its power at any octet, keeps what the contract of IFileArea says it may keep, and can lie about what it stored.</summary>
internal sealed class FaultyFiles : IFileArea
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly List<(string Name, byte[]? Before)> _journal = [];

    private bool _isTorn;

    /// <summary>What a cut leaves of a write.</summary>
    public enum Torn
    {
        /// <summary>The octets that were reached.</summary>
        Prefix,

        /// <summary>The octets that were reached, and zeros in place of the others.</summary>
        Zeros,

        /// <summary>All octets, but for the one that was reached.</summary>
        OneWrong,

        /// <summary>The file as it was.</summary>
        Nothing,
    }

    /// <summary>Octets until the power goes, one more for every call; negative: it stays.</summary>
    public int UntilCut { get; set; } = -1;

    /// <summary>What the cut leaves.</summary>
    public Torn Leaves { get; set; }

    /// <summary>Whether the power is gone.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Octets that were written, one more for every call: the places where a cut can be.</summary>
    public int Places { get; private set; }

    public int FreeOctets => 1_000_000;

    /// <summary>The files there are.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>A file's octets.</summary>
    public byte[] ContentOf(string name) => _files[name];

    /// <summary>The same files on another area.</summary>
    public FaultyFiles Copy()
    {
        var copy = new FaultyFiles();
        foreach (var (name, file) in _files)
        {
            copy._files[name] = [.. file];
        }

        return copy;
    }

    /// <summary>The power is back. Of the last calls that were reported stored, some were not.</summary>
    public void PowerUp(int lies = 0)
    {
        var undo = lies > 0 && _isTorn ? lies + 1 : lies; // what came after a write that is gone is gone as well
        for (var i = 0; i < undo && _journal.Count > 0; i++)
        {
            var (name, before) = _journal[^1];
            _journal.RemoveAt(_journal.Count - 1);
            _ = before is null ? _files.Remove(name) : (_files[name] = before) is null;
        }

        _journal.Clear();
        _isTorn = false;
        UntilCut = -1;
        IsOff = false;
    }

    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        if (IsOff || !_files.TryGetValue(name, out var file))
        {
            return -1;
        }

        var count = Math.Clamp(file.Length - position, 0, capacity);
        Array.Copy(file, Math.Min(position, file.Length), buffer, offset, count);
        return count;
    }

    public bool Write(string name, byte[] buffer, int offset, int length) => Store(name, [], buffer, offset, length);

    public bool Append(string name, byte[] buffer, int offset, int length) =>
        Store(name, _files.GetValueOrDefault(name, []), buffer, offset, length);

    public bool Delete(string name)
    {
        if (IsOff || Spend(1) == 0)
        {
            return false;
        }

        _journal.Add((name, _files.GetValueOrDefault(name)));
        _files.Remove(name);
        return true;
    }

    public int Length(string name) => !IsOff && _files.TryGetValue(name, out var file) ? file.Length : -1;

    private bool Store(string name, byte[] before, byte[] buffer, int offset, int length)
    {
        if (IsOff)
        {
            return false;
        }

        var old = _files.GetValueOrDefault(name);
        var reached = Spend(length + 1);
        if (reached > length)
        {
            _journal.Add((name, old));
            _files[name] = [.. before, .. buffer.AsSpan(offset, length)];
            return true;
        }

        _isTorn = true;
        _journal.Add((name, old));
        if (Leaves != Torn.Nothing)
        {
            var left = buffer.AsSpan(offset, Leaves == Torn.Prefix ? reached : length).ToArray();
            if (Leaves == Torn.Zeros)
            {
                Array.Clear(left, reached, length - reached);
            }
            else if (Leaves == Torn.OneWrong)
            {
                left[Math.Min(reached, length - 1)] ^= 0x10;
            }

            _files[name] = [.. before, .. left];
        }

        return false;
    }

    /// <summary>How much of what is to be written is reached before the power goes.</summary>
    private int Spend(int amount)
    {
        Places += amount;
        if (UntilCut < 0)
        {
            return amount;
        }

        var reached = Math.Min(amount, UntilCut);
        IsOff = reached < amount;
        UntilCut -= reached;
        return reached;
    }
}
