namespace Sidetap.NanoReference.Api;

/// <summary>One member row.</summary>
/// <param name="Kind">What the member is.</param>
/// <param name="Name">Its name without the type's.</param>
/// <param name="TypeName">The CLR name of what it holds or returns; empty for an enum's value.</param>
/// <param name="Parameters">Its parameters; an indexer's are its indexes.</param>
/// <param name="Notes">The notes column.</param>
/// <param name="Line">The row's line in the table, from 1.</param>
public sealed record ApiMember(
    ApiMemberKind Kind,
    string Name,
    string TypeName,
    IReadOnlyList<ApiParameter> Parameters,
    ApiNotes Notes,
    int Line);
