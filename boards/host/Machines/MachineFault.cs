namespace Sidetap.Boards.Host.Machines;

/// <summary>Something that can go wrong with a simulated machine or with what a box has on it.</summary>
/// <param name="Name">Its name on the command line, for example "tool-break".</param>
/// <param name="Key">The key that switches it in the live view; each fault of a machine has another one.</param>
/// <param name="Meaning">What happens, in a sentence without a full stop.</param>
public sealed record MachineFault(string Name, char Key, string Meaning);
