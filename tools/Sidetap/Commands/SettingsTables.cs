using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>Settings in tables.</summary>
internal static class SettingsTables
{
    /// <summary>All settings there are.</summary>
    public static Table List(SettingTable settings)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Setting", "Takes", "Unit", "Default", "What it is for");
        SettingValues defaults = new(settings);
        for (int i = 0; i < settings.Count; i++)
        {
            string notes = (settings.IsSecret(i) ? " (secret)" : "") + (settings.NeedsRestart(i) ? "" : " (at once, without a restart)");
            Add(table, settings.NameOf(i), SettingNames.Takes(settings, i), settings.UnitOf(i), SettingNames.Shown(defaults, i), settings.HelpOf(i) + notes);
        }

        return table;
    }

    /// <summary>The settings of a file.</summary>
    public static Table Show(SettingDocument document, SettingValues values, bool isAll)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Setting", "Value", "Unit", "Default");
        SettingTable settings = values.Table;
        SettingValues defaults = new(settings);
        foreach (int index in isAll ? Enumerable.Range(0, settings.Count) : document.Changed)
        {
            Add(table, settings.NameOf(index), SettingNames.Shown(values, index), settings.UnitOf(index), SettingNames.Shown(defaults, index));
        }

        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(PlainText.Markup)]);
}
