using System.Globalization;
using System.Text;
using Sidetap.Profiles.Reading;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>The table of settings in words.</summary>
public static class SettingNames
{
    /// <summary>The names of all settings.</summary>
    /// <param name="table">The table.</param>
    /// <returns>For example "mqtt.host".</returns>
    public static IReadOnlyList<string> All(SettingTable table) => [.. Enumerable.Range(0, table.Count).Select(table.NameOf)];

    /// <summary>The names of the groups, in the table's order.</summary>
    /// <param name="table">The table.</param>
    /// <returns>For example "mqtt".</returns>
    public static IReadOnlyList<string> Groups(SettingTable table) => [.. All(table).Select(GroupOf).Distinct()];

    /// <summary>The names in a group, without the group's.</summary>
    /// <param name="table">The table.</param>
    /// <param name="group">The group.</param>
    /// <returns>For example "host".</returns>
    public static IReadOnlyList<string> InGroup(SettingTable table, string group) => [.. All(table).Where(name => GroupOf(name) == group).Select(name => name[(group.Length + 1)..])];

    /// <summary>The group of a setting.</summary>
    /// <param name="name">The setting's name.</param>
    /// <returns>What is before the dot.</returns>
    public static string GroupOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What a setting takes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">The setting.</param>
    /// <returns>For example "1..65535" or "text of up to 23 octets".</returns>
    public static string Takes(SettingTable table, int index)
    {
        int low = table.MinimumOf(index);
        int high = table.MaximumOf(index);
        return table.TypeOf(index) switch
        {
            SettingType.Number => string.Create(CultureInfo.InvariantCulture, $"{low}..{high}"),
            SettingType.Switch => "true or false",
            SettingType.Choice => string.Join(" or ", table.ChoicesOf(index).Split('|')),
            SettingType.Address => high == 1 ? "ADDRESS:PORT" : $"up to {high} of ADDRESS:PORT",
            SettingType.IpAddress => "IPv4 address",
            SettingType.Octets => $"up to {high} octets in hexadecimal",
            _ => table.FormOf(index) switch
            {
                SettingForm.Topic => $"topic of up to {high} octets",
                SettingForm.Host => $"host name of up to {high} characters",
                SettingForm.File => $"file name of up to {high} characters",
                SettingForm.Digits => "number of up to 64 bits, as text",
                SettingForm.Pin => "4 to 8 digits, as text",
                SettingForm.Passphrase => "8 to 63 characters, or 64 hexadecimal digits",
                _ => $"text of up to {high} octets",
            },
        };
    }

    /// <summary>A value as people read it. A secret is not shown.</summary>
    /// <param name="values">The values.</param>
    /// <param name="index">The setting.</param>
    /// <returns>For example "10.0.0.7:1883".</returns>
    public static string Shown(SettingValues values, int index)
    {
        if (values.Table.IsSecret(index))
        {
            return values.LengthOf(index) > 0 ? "(set)" : "";
        }

        byte[] buffer = new byte[SettingText.MaxOctets];
        return Encoding.UTF8.GetString(buffer, 0, SettingText.Format(values, index, buffer, 0));
    }

    /// <summary>What to write instead of a value that was refused.</summary>
    internal static string Advice(SettingTable table, int index, SettingError error, string written) => error switch
    {
        SettingError.BadAddress => "write it like 10.0.0.7:1883",
        SettingError.BadIpAddress => "write it like 10.0.0.7",
        SettingError.BadHex => "write it like 0a0b",
        SettingError.BadTopic => "write it like plant/hall",
        SettingError.BadHost => "write it like broker.example or 10.0.0.7",
        SettingError.BadFileName => "write it like ca.pem",
        SettingError.BadNumber => "write it in digits",
        SettingError.BadText => "take them out",
        SettingError.TooShort or SettingError.TooLong when table.TypeOf(index) == SettingType.Text => string.Create(
            CultureInfo.InvariantCulture, $"take {table.MinimumOf(index)} to {table.MaximumOf(index)} octets of UTF-8"),
        SettingError.BadChoice when Nearest.To(written, table.ChoicesOf(index).Split('|')) is { } near => $"did you mean \"{near}\"?",
        _ => $"take {Takes(table, index)}{(table.UnitOf(index) is { Length: > 0 } unit ? $" {unit}" : "")}",
    };
}
