namespace Sidetap.BoxLink.Results;

/// <summary>A signal that can be corrected.</summary>
/// <param name="Channel">The channel it is read from.</param>
/// <param name="Name">The field that shows it; empty: none does.</param>
/// <param name="Raw">The raw reading now.</param>
/// <param name="Value">What it is after the correction.</param>
/// <param name="Unit">The value's unit.</param>
/// <param name="Gain">The correction's gain.</param>
/// <param name="Offset">The correction's offset.</param>
public sealed record CalibrationState(string Channel, string Name, string Raw, string Value, string Unit, string Gain, string Offset)
{
    /// <summary>What people call it: its field's name, else "channel" and the channel. <c>calibrate</c> takes the one or the channel's number.</summary>
    public string Label => Name.Length > 0 ? Name : $"channel {Channel}";
}
