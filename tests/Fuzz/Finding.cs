namespace Sidetap.Tests.Fuzz;

/// <summary>Something that must not happen has happened.</summary>
internal class Finding(string message) : Exception(message);

/// <summary>
/// The client has allocated, or the runtime has on its behalf: initialising a class at its first use does that, and once only. What is the client's
/// comes again when the chapter is run again.
/// </summary>
internal sealed class AllocationFinding(long octets) : Finding($"the client allocated {octets} octets");
