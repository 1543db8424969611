using System.Globalization;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Commands;

/// <summary>Which events are of interest.</summary>
/// <param name="Since">Only what happened at or after this moment; null: everything.</param>
/// <param name="Kinds">Only these kinds; empty: all.</param>
internal sealed record LogFilter(DateTime? Since, IReadOnlyList<string> Kinds)
{
    /// <summary>Whether an event is. One whose time is an uptime can't be said to lie before a moment.</summary>
    public bool Has(MachineEvent one) =>
        (Since == null || one.IsUptime || UaTime.ToDateTime(one.Time) >= Since)
        && (Kinds.Count == 0 || Kinds.Contains(one.Kind ?? "", StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads a moment, or a time before now.</summary>
    /// <exception cref="CliError">It is neither.</exception>
    public static DateTime? SinceOf(string? text, DateTime now)
    {
        if (text == null)
        {
            return null;
        }

        double unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        if (unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * unit < (now - DateTime.MinValue).TotalSeconds)
        {
            return now.AddSeconds(-count * unit);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Length > 4 && DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTime time)
            ? time
            : throw new CliError($"--since {text} is neither a time such as 2026-11-24T06:00:00Z (UTC) nor one such as 30m, 8h or 7d");
    }

    /// <summary>Checks the names of kinds.</summary>
    /// <exception cref="CliError">There is no such kind.</exception>
    public static IReadOnlyList<string> KindsOf(string[] names)
    {
        string[] kinds = [.. names.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return Array.Find(kinds, kind => !EventLogClass.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? throw new CliError($"--kind {unknown}: there are {string.Join(", ", EventLogClass.Kinds).ToLowerInvariant()}")
            : kinds;
    }
}
