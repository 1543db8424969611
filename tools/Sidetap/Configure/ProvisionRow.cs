using System.Security.Cryptography;
using System.Text;
using Sidetap.BoxLink.Results;

namespace Sidetap.Tool.Configure;

/// <summary>What one box of a list shall have.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Settings">Names and values; what is empty in the file is not here.</param>
/// <param name="Profile">A profile's file or name; null for none.</param>
internal sealed record ProvisionRow(int Line, IReadOnlyList<(string Name, string Value)> Settings, string? Profile)
{
    /// <summary>What the row is called: the box's name, or its line.</summary>
    public string Name => Settings.FirstOrDefault(one => one.Name == "box.id").Value ?? $"line {Line}";

    /// <summary>What a row is known by when the list is taken up again. Secrets are not part of it: a digest of a short one would tell it.</summary>
    /// <param name="secrets">The names of secret settings.</param>
    /// <param name="copy">Which of several rows that are alike, from 0.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public string Key(IReadOnlySet<string> secrets, int copy)
    {
        IEnumerable<string> parts = Settings.Where(one => !secrets.Contains(one.Name)).OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}\n{one.Value}\n");
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Concat(parts)}\nprofile {Profile}\n{copy}"));
        return Convert.ToHexStringLower(digest, 0, 8);
    }

    /// <summary>What is to be changed.</summary>
    /// <param name="file">The list.</param>
    /// <returns>The settings with their place in the file.</returns>
    public IReadOnlyList<SettingEdit> Edits(string file) => [.. Settings.Select(one => new SettingEdit(one.Name, one.Value, $"{file}:{Line}: "))];

    /// <summary>What is stuck on the box.</summary>
    public string Label(BoxVersion version, string gateway, BoxProfile profile, DateTime day) => string.Join('\n', (string[])
    [
        "+------------------------------------------+",
        Row("box", Name), Row("uniqueId", version.UniqueId), Row("gateway", gateway), Row("profile", $"{profile.Name} {profile.VersionText}"), Row("date", $"{day:yyyy-MM-dd}"),
        "+------------------------------------------+",
    ]);

    private static string Row(string what, string value) => $"| {what,-9}{value,-32}|";
}
