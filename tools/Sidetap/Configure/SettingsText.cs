using Sidetap.BoxLink.Results;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary>Changes of settings in words.</summary>
internal static class SettingsText
{
    /// <summary>What is staged, beside what was saved.</summary>
    public static Table Changes(IReadOnlyList<SettingChange> changes, IReadOnlyDictionary<string, SettingInfo> infos)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Setting", "Now", "Then", "Unit");
        foreach (SettingChange change in changes)
        {
            SettingInfo? info = infos.GetValueOrDefault(change.Name);
            bool isSecret = info is { IsSecret: true };
            string staged = isSecret && change.Staged is not ("(set)" or "(changed)" or "") ? "(changed)" : change.Staged;
            string saved = isSecret && change.Saved is not ("(set)" or "") ? "(set)" : change.Saved;
            table.AddRow([.. ((string[])[change.Name, saved, staged, info?.Unit ?? ""]).Select(PlainText.Markup)]);
        }

        return table;
    }

    /// <summary>What saving did, and what is to do now.</summary>
    public static string Saved(SaveResult result) => result switch
    {
        { Kind: SaveKind.Nothing } => "nothing to do: the box has these settings",
        { Kind: SaveKind.Trial, NeedsRestart: false } => "saved on trial, which runs: confirm it with: sidetap configure confirm",
        { Kind: SaveKind.Trial } => "saved on trial: restart the box (sidetap configure reboot --confirm); unless gateway or broker answer it"
            + (result.ConfirmWithinSeconds > 0 ? $", or you confirm within {result.ConfirmWithinSeconds} s" : " or you confirm") + " (sidetap configure confirm), the old settings come back",
        { NeedsRestart: true } => "saved; they take effect with the next start: sidetap configure reboot",
        _ => "saved, and in effect",
    };
}
