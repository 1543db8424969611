namespace Sidetap.NanoReference.Check;

/// <summary>A place in a source file; in a file as a whole when the line is 0.</summary>
/// <param name="File">The path as the symbols give it, or the assembly's when there are none.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary>The position in MSBuild's format.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
