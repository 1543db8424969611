namespace Sidetap.BoxLink.Results;

/// <summary>A setting that a box has, as it describes it.</summary>
/// <param name="Name">For example "mqttSn.gateway".</param>
/// <param name="Type">number, text, octets, switch, choice, address or ipAddress.</param>
/// <param name="Maximum">The greatest number, the most octets, the most addresses.</param>
/// <param name="Default">The default as text.</param>
/// <param name="Unit">The unit of a number; may be empty.</param>
/// <param name="Flags">The letters s, r and n, or "-".</param>
public sealed record SettingInfo(string Name, string Type, string Maximum, string Default, string Unit, string Flags)
{
    /// <summary>Whether its value is never shown.</summary>
    public bool IsSecret => Flags.Contains('s', StringComparison.Ordinal);

    /// <summary>Whether a change takes effect with the next start.</summary>
    public bool NeedsRestart => Flags.Contains('r', StringComparison.Ordinal);

    /// <summary>Whether a change goes on trial, because it may cut the box off.</summary>
    public bool NeedsTrial => Flags.Contains('n', StringComparison.Ordinal);

    /// <summary>Whether it takes several addresses.</summary>
    public bool IsList => Type == "address" && Maximum != "1";
}
