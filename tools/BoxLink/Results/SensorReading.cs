using System.Globalization;

namespace Sidetap.BoxLink.Results;

/// <summary>A field of the data set as it is now.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">Its value as text; empty while it is Bad.</param>
/// <param name="Unit">Its unit; may be empty.</param>
/// <param name="Status">The StatusCode's name, for example "BadSensorFailure".</param>
/// <param name="Raw">The raw reading; empty where nothing can be calibrated.</param>
public sealed record SensorReading(string Name, string Value, string Unit, string Status, string Raw)
{
    /// <summary>Whether the value is good.</summary>
    public bool IsGood => Status.StartsWith("Good", StringComparison.Ordinal);

    /// <summary>Whether there is no value.</summary>
    public bool IsBad => Status.StartsWith("Bad", StringComparison.Ordinal);

    /// <summary>The value as a number; NaN where it is none.</summary>
    public double Number => !IsBad && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
