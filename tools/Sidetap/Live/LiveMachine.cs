using Sidetap.Boards.Host.Machines;

namespace Sidetap.Tool.Live;

/// <summary>A machine that is shown.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Publisher">The PublisherId of its box, as text; null when there is only one.</param>
/// <param name="Faults">What can go wrong with it; null for a recorded one.</param>
internal sealed record LiveMachine(string Name, string? Publisher, FaultPanel? Faults);
