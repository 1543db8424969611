using System.Globalization;

namespace Sidetap.BoxLink.Results;

/// <summary>What a box says of itself.</summary>
/// <param name="Values">All of it, by the keys of <c>status</c> (docs/console.md).</param>
public sealed record BoxStatus(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Milliseconds since the box started; 0 where it does not say.</summary>
    public long UptimeMs => Number("uptime");

    /// <summary>How often the box has started; 0 where it does not say.</summary>
    public long Starts => Number("starts");

    /// <summary>down, connecting or up.</summary>
    public string Network => Text("network");

    /// <summary>stopped, searching, connecting, online, asleep or offline.</summary>
    public string Connection => Text("connection");

    /// <summary>Whether gateway or broker have the box.</summary>
    public bool IsOnline => Connection is "online" or "asleep";

    /// <summary>none, pending (begins with the next start) or running.</summary>
    public string Trial => Text("trial");

    /// <summary>Whether new settings wait for the next start.</summary>
    public bool IsTrialPending => Trial == "pending";

    /// <summary>Whether new settings are being tried.</summary>
    public bool IsTrialRunning => Trial == "running";

    /// <summary>Seconds until the old settings come back.</summary>
    public long TrialLeftSeconds => Number("trialLeft");

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The text; empty where the box does not say.</returns>
    public string Text(string key) => Values.GetValueOrDefault(key, "");

    /// <summary>A whole number.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The number; 0 where the box does not say.</returns>
    public long Number(string key) => long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
