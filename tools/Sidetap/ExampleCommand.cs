using System.CommandLine;

namespace Sidetap.Tool;

/// <summary>A verb whose help ends with examples.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines, each with what it shows.</param>
public sealed class ExampleCommand(string name, string description, params (string Line, string Meaning)[] examples) : Command(name, description)
{
    /// <summary>Command lines, each with what it shows.</summary>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; } = examples;
}
