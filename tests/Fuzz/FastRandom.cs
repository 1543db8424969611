namespace Sidetap.Tests.Fuzz;

/// <summary>Numbers that look random and follow from a seed (SplitMix64): the same on every machine, and cheap.</summary>
internal sealed class FastRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>0..<paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(((NextBits() >> 32) * (ulong)below) >> 32);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    public byte NextOctet() => (byte)(NextBits() >> 56);
}
