namespace Sidetap.Wear;

/// <summary>A row of a table: a piece of machining with one tool.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Wear">Flank wear as measured, in micrometres.</param>
/// <param name="FeedCurrent">The feed drive's current in ampere, RMS.</param>
/// <param name="IsCutting">Whether the tool cuts.</param>
/// <param name="StartsCut">Whether it is the first row of a cut.</param>
public sealed record WearRow(int Line, double Wear, double FeedCurrent, bool IsCutting, bool StartsCut);

/// <summary>The rows of a tool in the order they were recorded in.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Rows">Its rows, at least one.</param>
public sealed record WearTool(string Name, IReadOnlyList<WearRow> Rows);
