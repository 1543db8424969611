namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A KeyValuePair of a field's properties as node-opcua decoded it.</summary>
/// <param name="Key">NamespaceIndex:Name.</param>
/// <param name="Type">The built-in type's name.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="Values">
/// The value, or the elements, as text. An ExtensionObject is its class and its members, parted by '|'.
/// </param>
internal sealed record DecodedProperty(string Key, string Type, bool IsArray, IReadOnlyList<string> Values)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        return $"{Key} = {Type}{(IsArray ? "[]" : "")} {string.Join(", ", Values)}";
    }
}
