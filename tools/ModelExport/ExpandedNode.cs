using Sidetap.Profiles.Model;

namespace Sidetap.ModelExport;

/// <summary>The node of a companion specification as text.</summary>
internal static class ExpandedNode
{
    /// <summary>An ExpandedNodeId with its namespace's URI (OPC 10000-6, 5.1.12).</summary>
    public static string Of(ProfileNode node) => $"nsu={node.Namespace};i={node.Identifier}";

    /// <summary>What a field stands for: a node, else a published name, else nothing.</summary>
    public static string Of(ProfileField field) => field.Node is { } node ? Of(node) : field.Standard;
}
