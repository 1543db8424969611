using System.Globalization;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Output;

/// <summary>Machine events in words.</summary>
internal static class EventText
{
    /// <summary>When it was, to the millisecond; for a box that never learned the time, how long after its start.</summary>
    public static string TimeOf(MachineEvent one) => one.IsUptime
        ? string.Create(CultureInfo.InvariantCulture, $"start + {one.Time / 1e7:0.000} s")
        : UaTime.ToDateTime(one.Time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What has become of what.</summary>
    public static string ChangeOf(MachineEvent one)
    {
        if (one.Kind == "Start")
        {
            return one.NewValue is { } count ? string.Create(CultureInfo.InvariantCulture, $"start {count}") : "start";
        }

        string more = one.Suppressed is > 0 and { } suppressed ? $" (and {suppressed} changes before)" : "";
        return $"{Side(one.OldText, one.OldValue, one.OldStatus, one.Unit)} -> {Side(one.NewText, one.NewValue, one.NewStatus, one.Unit)}{more}";
    }

    private static string Side(string? text, double? value, uint? status, string? unit)
    {
        bool isBad = status is { } code && StatusCodeNames.IsBad(code);
        string number = value is { } known ? $"{known.ToString("G7", CultureInfo.InvariantCulture)}{(unit == null ? "" : $" {unit}")}" : "";
        if (isBad)
        {
            return StatusCodeNames.Of(status!.Value);
        }

        string shown = text is "" ? "\"\"" : text ?? number; // a text that is empty is one all the same
        return shown.Length == 0 ? StatusCodeNames.Of(status ?? 0) : text != null && unit != null && number.Length > 0 ? $"{text} ({number})" : shown;
    }
}
