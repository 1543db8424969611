using System.Text;

namespace Sidetap.Tests.Fuzz;

/// <summary>The last frames, for a finding. Made once and filled again and again, so that it costs little and allocates nothing.</summary>
internal sealed class Trace
{
    private const int Capacity = 24;
    private const int MaxLength = 1024;

    private readonly byte[][] _octets = new byte[Capacity][];
    private readonly int[] _lengths = new int[Capacity];
    private readonly string[] _marks = new string[Capacity];
    private readonly long[] _times = new long[Capacity];
    private int _count;

    public Trace()
    {
        for (int i = 0; i < Capacity; i++)
        {
            _octets[i] = new byte[MaxLength];
        }
    }

    public void Add(string mark, ReadOnlySpan<byte> octets, long nowMs)
    {
        int at = _count++ % Capacity;
        octets[..Math.Min(octets.Length, MaxLength)].CopyTo(_octets[at]);
        _lengths[at] = octets.Length;
        _marks[at] = mark;
        _times[at] = nowMs;
    }

    public override string ToString()
    {
        StringBuilder text = new();
        for (int i = Math.Max(0, _count - Capacity); i < _count; i++)
        {
            int at = i % Capacity;
            string hex = Convert.ToHexStringLower(_octets[at].AsSpan(0, Math.Min(_lengths[at], MaxLength)));
            text.AppendLine($"  {_times[at],10} ms  {_marks[at],-22} {hex}");
        }

        return text.ToString();
    }
}
