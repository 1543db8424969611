namespace Sidetap.Simulation.Core;

/// <summary>
/// Random numbers that follow from a seed alone: xoshiro256** (Blackman and Vigna), its state filled by splitmix64. Every part of the simulation
/// has a stream of its own, so that a change in one does not shift the others.
/// </summary>
internal sealed class Prng
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>Makes a stream.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">Which part of the simulation it is for.</param>
    public Prng(ulong seed, int stream)
    {
        ulong state = (seed * 0x9E3779B97F4A7C15) ^ ((ulong)stream << 56);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to below a limit, which is 1 or more.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>A number from low to high, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True so many times in a million.</summary>
    public bool Chance(int perMillion) => perMillion > 0 && Below(1000000) < perMillion;

    /// <summary>One of the values.</summary>
    public int Pick(ReadOnlySpan<int> values) => values[Below(values.Length)];

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
