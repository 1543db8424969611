using System.Text.Json;

namespace Sidetap.Tests.Interop.Models;

/// <summary>A variable as a client of node-opcua's server sees it.</summary>
/// <param name="Name">Its BrowseName.</param>
/// <param name="Type">Its DataType.</param>
/// <param name="Definition">Its TypeDefinition.</param>
/// <param name="ValueRank">Its ValueRank.</param>
/// <param name="ArrayDimensions">Its ArrayDimensions.</param>
/// <param name="Description">Its Description.</param>
/// <param name="Properties">The values of its properties.</param>
internal sealed record ServedField(
    string Name,
    string Type,
    string Definition,
    int ValueRank,
    IReadOnlyList<int>? ArrayDimensions,
    string? Description,
    IReadOnlyDictionary<string, JsonElement> Properties);

/// <summary>A machine: an object in the Objects folder.</summary>
/// <param name="Name">Its BrowseName.</param>
/// <param name="Fields">Its variables.</param>
internal sealed record ServedMachine(string Name, IReadOnlyList<ServedField> Fields);

/// <summary>What a server says that has loaded a NodeSet.</summary>
/// <param name="Namespaces">Its NamespaceArray.</param>
/// <param name="Machines">The objects of the NodeSet's namespace.</param>
/// <param name="Warnings">What node-opcua said on its console.</param>
internal sealed record ServedModel(IReadOnlyList<string> Namespaces, IReadOnlyList<ServedMachine> Machines, IReadOnlyList<string> Warnings);
