namespace Sidetap.Tool.Live;

/// <summary>The last values of a field as a row of bars.</summary>
internal sealed class Sparkline(int width)
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char Missing = '·';

    private readonly double[] _values = new double[width];
    private int _count;

    /// <summary>Adds a value; NaN for one that is not there.</summary>
    public void Add(double value) => _values[_count++ % width] = value;

    /// <summary>The bars, the oldest first, scaled from the lowest to the highest value shown.</summary>
    public override string ToString()
    {
        int shown = Math.Min(_count, width);
        return Of([.. Enumerable.Range(_count - shown, shown).Select(i => _values[i % width])]);
    }

    /// <summary>Values as bars, scaled from the lowest to the highest.</summary>
    /// <param name="values">The values; NaN for one that is not there.</param>
    public static string Of(IReadOnlyList<double> values)
    {
        double low = values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        double high = values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        return string.Concat(values.Select(v => !double.IsFinite(v) ? Missing : high == low ? Bars[0] : Bars[(int)Math.Round((v - low) / (high - low) * (Bars.Length - 1))]));
    }
}
