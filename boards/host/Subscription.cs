namespace Sidetap.Boards.Host;

/// <summary>What is subscribed to.</summary>
/// <param name="Filter">The topic's name, without wildcards.</param>
/// <param name="Qos">The highest QoS, 0 or 1.</param>
internal sealed record Subscription(string Filter, int Qos);
