namespace Sidetap.NanoReference.Api;

/// <summary>One parameter of a method, constructor, indexer or delegate.</summary>
/// <param name="Name">The name that a named argument uses.</param>
/// <param name="TypeName">The CLR name of the type; it ends in &amp; when the parameter is by reference.</param>
public sealed record ApiParameter(string Name, string TypeName);
