using System.Globalization;

namespace Sidetap.Decoding.Uadp;

/// <summary>OPC UA's time: 100 ns since 1601-01-01 UTC (OPC 10000-6, 5.2.2.5), the same count as a Windows file time.</summary>
public static class UaTime
{
    private static readonly long Latest = DateTime.MaxValue.Ticks - DateTime.FromFileTimeUtc(0).Ticks;

    /// <summary>The moment as .NET knows it.</summary>
    /// <param name="time">100 ns since 1601-01-01 UTC; any value.</param>
    /// <returns>The moment in UTC; the earliest or latest one that can be expressed where it lies beyond.</returns>
    public static DateTime ToDateTime(long time) => DateTime.FromFileTimeUtc(Math.Clamp(time, 0, Latest));

    /// <summary>The moment for people.</summary>
    /// <param name="time">100 ns since 1601-01-01 UTC.</param>
    /// <returns>ISO 8601 with as many decimals as it has, or "not known" for 0.</returns>
    public static string Text(long time) => time == 0 ? "not known (0)" : Text(ToDateTime(time));

    /// <summary>The moment for people.</summary>
    /// <param name="time">A moment in UTC.</param>
    /// <returns>ISO 8601 with as many decimals as it has.</returns>
    public static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
