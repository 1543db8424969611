using Sidetap.Decoding;
using Spectre.Console;

namespace Sidetap.Tool.Output;

/// <summary>One frame in full: what it is, its fields, what is wrong with it.</summary>
public static class FrameView
{
    /// <summary>Prints a frame.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="title">What and how long it is.</param>
    /// <param name="summary">What it says.</param>
    /// <param name="octets">Its octets.</param>
    /// <param name="rows">Its fields.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    public static void Write(
        IAnsiConsole console, string title, string summary, ReadOnlySpan<byte> octets, IReadOnlyList<LayoutRow> rows, string? problem)
    {
        console.MarkupLine($"[bold]{PlainText.Markup(title)}[/]  {PlainText.Markup(summary)}");
        LayoutTable.Write(console, octets, rows);
        if (problem != null)
        {
            console.MarkupLine($"[red]{PlainText.Markup(problem)}[/]");
        }

        console.WriteLine();
    }
}
