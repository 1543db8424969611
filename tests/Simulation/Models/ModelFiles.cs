using System.Text;
using Sidetap.Hal;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;

namespace Sidetap.Simulation.Models;

/// <summary>
/// A file area that keeps to the contract of <see cref="IFileArea"/> to the letter, which means to what it leaves open: a power cut may leave of a
/// Write the old file, none or any part, and of an Append any part. Beyond the contract it wears out, rots and forgets, when told to.
/// </summary>
internal sealed class ModelFiles : IFileArea
{
    private readonly List<Entry> _entries = [];
    private readonly int _capacity;
    private readonly Prng _random;
    private readonly World _world;
    private int _used;
    private bool _hasUnsynced;

    /// <summary>Makes an empty area.</summary>
    public ModelFiles(World world, int capacity, ulong seed)
    {
        _world = world;
        _capacity = capacity;
        _random = new Prng(seed, 3);
    }

    /// <summary>Octets that may still be written before the power goes; -1: it stays.</summary>
    public int CutAfter { get; set; } = -1;

    /// <summary>The power goes at the next Delete.</summary>
    public bool IsCutAtDelete { get; set; }

    /// <summary>Whether something was taken from the area beyond its contract: then messages may vanish from it uncounted.</summary>
    public bool HasBrokenContract { get; private set; }

    /// <inheritdoc/>
    public int FreeOctets => _world.Weather.IsAreaFull ? 0 : _capacity - _used;

    /// <inheritdoc/>
    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        var entry = Find(name);
        if (entry is null)
        {
            return -1;
        }

        var length = Math.Clamp(entry.Length - position, 0, capacity);
        Array.Copy(entry.Octets, Math.Min(position, entry.Length), buffer, offset, length);
        return length;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int length)
    {
        var entry = Find(name);
        if (!IsAllowed(name, entry, length - (entry?.Length ?? 0)))
        {
            return false;
        }

        entry ??= Create(name);
        var part = PartBeforeCut(length);
        if (part >= 0)
        {
            var fate = _random.Below(3); // as it was, empty, or any part of the new
            if (fate > 0)
            {
                Store(entry, buffer, offset, fate == 1 ? 0 : part, 0);
            }

            Cut(FaultKind.PowerCutInWrite);
        }

        Shadow(entry);
        Store(entry, buffer, offset, length, 0);
        Note(0, name, length);
        return true;
    }

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int length)
    {
        var entry = Find(name);
        if (!IsAllowed(name, entry, length))
        {
            return false;
        }

        entry ??= Create(name);
        var part = PartBeforeCut(length);
        if (part >= 0)
        {
            Store(entry, buffer, offset, part, entry.Length);
            Cut(FaultKind.PowerCutInAppend);
        }

        Shadow(entry);
        Store(entry, buffer, offset, length, entry.Length);
        Note(1, name, length);
        return true;
    }

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        var entry = Find(name);
        if (entry is null)
        {
            return IsName(name);
        }

        if (entry.IsWorn)
        {
            return false;
        }

        if (IsCutAtDelete || PartBeforeCut(1) >= 0)
        {
            IsCutAtDelete = false;
            _world.Ledger.OnCutInDelete();
            if (_random.Below(2) == 0)
            {
                Remove(entry);
            }

            Cut(FaultKind.PowerCutInDelete);
        }

        Remove(entry);
        Note(2, name, 0);
        return true;
    }

    /// <inheritdoc/>
    public int Length(string name) => Find(name)?.Length ?? -1;

    /// <summary>What was reported stored and was not is gone.</summary>
    public void LosePower()
    {
        CutAfter = -1;
        IsCutAtDelete = false;
        if (!_hasUnsynced)
        {
            return;
        }

        _hasUnsynced = false;
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Shadow is not null)
            {
                _world.Fault(FaultKind.LostWrite, entry.Length - entry.Shadow.Length);
                HasBrokenContract = true;
                Store(entry, entry.Shadow, 0, entry.Shadow.Length, 0);
                entry.Shadow = null;
            }
        }
    }

    /// <summary>One of the files can't be written any more.</summary>
    public void WearOut()
    {
        if (_entries.Count > 0)
        {
            _entries[_random.Below(_entries.Count)].IsWorn = true;
            HasBrokenContract = true;
            _world.Fault(FaultKind.WornFile);
        }
    }

    /// <summary>A bit changes in a file, somewhere.</summary>
    public void Rot()
    {
        if (_entries.Count == 0)
        {
            return;
        }

        var entry = _entries[_random.Below(_entries.Count)];
        if (entry.Length > 0)
        {
            entry.Octets[_random.Below(entry.Length)] ^= (byte)(1 << _random.Below(8));
            HasBrokenContract = true;
            _world.Fault(FaultKind.BitRot);
        }
    }

    /// <summary>A bit changes in an image.</summary>
    public void RotSlot()
    {
        var parts = _entries.FindAll(entry => entry.Length > 0 && entry.Name.StartsWith("slot-", StringComparison.Ordinal));
        if (parts.Count > 0)
        {
            var entry = parts[_random.Below(parts.Count)];
            entry.Octets[_random.Below(entry.Length)] ^= (byte)(1 << _random.Below(8));
            HasBrokenContract = true;
            _world.Fault(FaultKind.RottenSlot);
        }
    }

    private bool IsAllowed(string name, Entry? entry, int growth)
    {
        if (!IsName(name) || entry is { IsWorn: true })
        {
            return false;
        }

        if (growth > FreeOctets)
        {
            _world.Fault(FaultKind.AreaFull);
            HasBrokenContract |= !MayBeRefused(name); // what the outbox remembers of itself
            return false;
        }

        return true;
    }

    /// <summary>A page of the outbox, or what belongs to an update: whoever writes them has to do without.</summary>
    private static bool MayBeRefused(string name) =>
        name.StartsWith("out-", StringComparison.Ordinal) || name.StartsWith("slot", StringComparison.Ordinal) || name.StartsWith("update.", StringComparison.Ordinal);

    private int PartBeforeCut(int length)
    {
        if (CutAfter < 0)
        {
            return -1;
        }

        if (length <= CutAfter)
        {
            CutAfter -= length;
            return -1;
        }

        var part = CutAfter;
        CutAfter = -1;
        return part;
    }

    private void Cut(FaultKind kind)
    {
        _world.Fault(kind);
        throw new PowerCutException();
    }

    /// <summary>Remembers the file as it is, when what comes is to be forgotten at the next power cut.</summary>
    private void Shadow(Entry entry)
    {
        if (_random.Chance(_world.Weather.LostWrite))
        {
            entry.Shadow ??= entry.Octets.AsSpan(0, entry.Length).ToArray();
            _hasUnsynced = true;
        }
    }

    private void Note(int what, string name, int length)
    {
        _world.Trace.Add(_world.NowMs, TraceKind.Storage, what, length, Encoding.ASCII.GetBytes(name));
    }

    private void Store(Entry entry, byte[] buffer, int offset, int length, int at)
    {
        if (entry.Octets.Length < at + length)
        {
            Array.Resize(ref entry.Octets, Math.Max(at + length, entry.Octets.Length * 2));
        }

        Array.Copy(buffer, offset, entry.Octets, at, length);
        _used += at + length - entry.Length;
        entry.Length = at + length;
    }

    private Entry? Find(string name)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Name == name)
            {
                return _entries[i];
            }
        }

        return null;
    }

    private Entry Create(string name)
    {
        var entry = new Entry { Name = name };
        _entries.Add(entry);
        return entry;
    }

    private void Remove(Entry entry)
    {
        _used -= entry.Length;
        _entries.Remove(entry);
    }

    private static bool IsName(string name)
    {
        if (name.Length is < 1 or > 15)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Entry
    {
        public required string Name;
        public byte[] Octets = new byte[256];
        public int Length;
        public bool IsWorn;
        public byte[]? Shadow;
    }
}
