using System.Globalization;
using System.Text;

namespace Sidetap.Tool.Output;

/// <summary>
/// Makes text from the network harmless: what a box calls itself must not be able to colour, clear or retitle the terminal it is shown on.
/// </summary>
public static class PlainText
{
    /// <summary>Text without characters that steer a terminal.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, with U+FFFD in their place.</returns>
    public static string Of(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isHarmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            plain.Append(isHarmless ? rune.ToString() : "\uFFFD");
        }

        return plain.ToString();
    }

    /// <summary>The same, for use in Spectre.Console markup.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, with brackets doubled.</returns>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Of(text));
}
