using System.Text;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>The table of settings as docs/settings.md shows it.</summary>
public static class SettingMarkdown
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    /// <summary>Brings the document up to date: what is between its two marks is made from the table.</summary>
    /// <param name="text">The document as it is.</param>
    /// <returns>The document as it should be.</returns>
    public static string Update(string text)
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[..begin] + Table(SettingTable.Create()) + text[text.IndexOf(End, StringComparison.Ordinal)..];
    }

    private static string Table(SettingTable table)
    {
        StringBuilder rows = new("| setting | takes | default | what it is for |\n|---|---|---|---|\n");
        SettingValues defaults = new(table);
        for (int i = 0; i < table.Count; i++)
        {
            string unit = table.UnitOf(i) is { Length: > 0 } one ? $" {one}" : "";
            string usual = SettingNames.Shown(defaults, i) is { Length: > 0 } value ? $"`{value}`" : "-";
            string notes = (table.IsSecret(i) ? " Secret: it can be set and not be read." : "") + (table.NeedsRestart(i) ? "" : " At once, without a restart.");
            rows.Append($"| `{table.NameOf(i)}` | {SettingNames.Takes(table, i)}{unit} | {usual} | {table.HelpOf(i)}{notes} |\n");
        }

        return rows.ToString();
    }
}
