namespace Sidetap.Decoding.Uadp;

/// <summary>An ExtensionObject (OPC 10000-6, 5.2.2.15): a structure that is handed on as the octets it came in.</summary>
/// <param name="TypeId">Id of the structure's encoding.</param>
/// <param name="IsXml">Whether the body is XML and not UA Binary.</param>
/// <param name="Body">The body; null when there is none.</param>
public sealed record UaExtensionObject(UaNodeId TypeId, bool IsXml, byte[]? Body);
