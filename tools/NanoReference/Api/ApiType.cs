namespace Sidetap.NanoReference.Api;

/// <summary>One type row and the rows of its members.</summary>
/// <param name="FullName">The CLR name: Namespace.Outer/Inner`arity.</param>
/// <param name="Kind">What the type is.</param>
/// <param name="BaseTypeName">A class's base; null for System.Object and for every other kind, where it is implied.</param>
/// <param name="InterfaceNames">All interfaces, inherited ones included.</param>
/// <param name="Notes">The notes column.</param>
/// <param name="Line">The row's line in the table, from 1.</param>
public sealed record ApiType(
    string FullName,
    ApiTypeKind Kind,
    string? BaseTypeName,
    IReadOnlyList<string> InterfaceNames,
    ApiNotes Notes,
    int Line)
{
    /// <summary>The members, in the table's order.</summary>
    public List<ApiMember> Members { get; } = [];

    /// <summary>An enum's integer type; null when its row has not been read, or the type is not an enum.</summary>
    public string? UnderlyingTypeName { get; set; }
}
