using System.Text;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Settings;

namespace Sidetap.Tool.Configure;

/// <summary>A setting as a box shall have it.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value as people write it; null for its default.</param>
/// <param name="Place">Where it was asked for, with a colon and a blank, such as "box.json:5:16: "; may be empty.</param>
internal sealed record SettingEdit(string Name, string? Value, string Place = "")
{
    /// <summary>Whether a box has it so already. Of a secret nobody can tell.</summary>
    /// <param name="info">The setting.</param>
    /// <param name="state">What the box has.</param>
    /// <returns>True when there is nothing to do.</returns>
    public bool IsThere(SettingInfo info, SettingState state)
    {
        if (Value is null)
        {
            return !state.IsSet;
        }

        return info.IsSecret ? Value.Length == 0 && !state.IsSet : Canonical(Name, Value) == Canonical(Name, state.Value);
    }

    /// <summary>A value as the firmware writes it: "010" is 10. What this program's table does not know or take stays as it is.</summary>
    private static string Canonical(string name, string value)
    {
        SettingTable table = SettingTable.Create();
        byte[] octets = Encoding.UTF8.GetBytes(name);
        int index = table.Find(octets, 0, octets.Length);
        if (index < 0)
        {
            return value;
        }

        SettingValues values = new(table);
        byte[] text = Encoding.UTF8.GetBytes(value);
        byte[] buffer = new byte[SettingText.MaxOctets];
        return SettingText.Parse(values, index, text, 0, text.Length) == SettingError.None
            ? Encoding.UTF8.GetString(buffer, 0, SettingText.Format(values, index, buffer, 0))
            : value;
    }
}
