namespace Sidetap.Tool.Live;

/// <summary>Something that happened to a machine and is worth a line.</summary>
/// <param name="Publisher">The box that told it.</param>
/// <param name="Time">When, by the box's clock.</param>
/// <param name="Text">What, without anything that steers a terminal.</param>
/// <param name="Colour">The line's colour, as markup.</param>
internal sealed record LiveNote(string Publisher, DateTime Time, string Text, string Colour);
