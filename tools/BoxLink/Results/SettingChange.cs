namespace Sidetap.BoxLink.Results;

/// <summary>A setting that is staged and not saved.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Saved">Its saved value; of a secret "(set)" or empty.</param>
/// <param name="Staged">Its staged value; of a secret "(set)", "(changed)" or empty.</param>
public sealed record SettingChange(string Name, string Saved, string Staged);
