namespace Sidetap.Boards.Host.Machines;

/// <summary>When a fault comes by itself, and when it goes.</summary>
/// <param name="Fault">The fault's name.</param>
/// <param name="FromMs">Uptime at which it comes, in milliseconds, 0 or more.</param>
/// <param name="UntilMs">Uptime at which it goes, later than <paramref name="FromMs"/>; <see cref="long.MaxValue"/>: it stays.</param>
public sealed record FaultPlan(string Fault, long FromMs = 0, long UntilMs = long.MaxValue);
