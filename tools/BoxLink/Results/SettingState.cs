namespace Sidetap.BoxLink.Results;

/// <summary>A setting's value.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value as text; of a secret always empty.</param>
/// <param name="IsSet">Whether it is not at its default.</param>
public sealed record SettingState(string Name, string Value, bool IsSet);
