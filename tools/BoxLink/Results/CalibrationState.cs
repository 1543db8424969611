namespace Sidetap.BoxLink.Results;

/// <summary>A signal that can be corrected.</summary>
/// <param name="Channel">The channel it is read from.</param>
/// <param name="Name">The signal.</param>
/// <param name="Raw">The raw reading now.</param>
/// <param name="Value">What it is after the correction.</param>
/// <param name="Unit">The value's unit.</param>
/// <param name="Gain">The correction's gain.</param>
/// <param name="Offset">The correction's offset.</param>
public sealed record CalibrationState(string Channel, string Name, string Raw, string Value, string Unit, string Gain, string Offset);
