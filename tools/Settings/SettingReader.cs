using System.Text;
using System.Text.Json;
using Sidetap.Profiles.Reading;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>Takes settings out of a JSON text: in groups ({"mqtt": {"host": …}}), by their full names ({"mqtt.host": …}), or both. The firmware's own checks say what
/// is wrong with a value; no message shows one that could be a secret.</summary>
internal sealed class SettingReader(SettingValues values, ProblemList problems)
{
    private const string SchemaName = "$schema";

    private readonly SettingTable _table = values.Table;
    private readonly HashSet<int> _seen = [];

    /// <summary>The settings that the text names.</summary>
    public IReadOnlyCollection<int> Named => _seen;

    /// <summary>Sets what the text says.</summary>
    /// <param name="root">Its outermost value.</param>
    public void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add("", "the settings are not an object; write them in braces");
            return;
        }

        foreach (JsonProperty member in root.EnumerateObject().Where(one => one.Name != SchemaName))
        {
            if (Find(member.Name) is >= 0 and var index)
            {
                ReadOne(index, member.Value);
            }
            else if (SettingNames.Groups(_table).Contains(member.Name))
            {
                ReadGroup(member.Name, member.Value);
            }
            else
            {
                ReportUnknown(member.Name, member.Name, [.. SettingNames.All(_table), .. SettingNames.Groups(_table)]);
            }
        }
    }

    private void ReadGroup(string group, JsonElement members)
    {
        if (members.ValueKind != JsonValueKind.Object)
        {
            problems.Add(group, $"\"{group}\" is a group of settings; write them in braces");
            return;
        }

        foreach (JsonProperty member in members.EnumerateObject())
        {
            string name = JsonText.Member(group, member.Name);
            if (Find(name) is >= 0 and var index)
            {
                ReadOne(index, member.Value);
            }
            else
            {
                ReportUnknown(name, member.Name, SettingNames.InGroup(_table, group));
            }
        }
    }

    private void ReportUnknown(string path, string written, IReadOnlyCollection<string> known)
    {
        string advice = Nearest.To(written, known) is { } near ? $"did you mean \"{near}\"?" : known.Count <= 16 ? $"known are {string.Join(", ", known)}" : "see docs/settings.md";
        problems.Add(path, $"\"{written}\" is no setting; {advice}", isName: true);
    }

    private void ReadOne(int index, JsonElement value)
    {
        string name = _table.NameOf(index);
        if (!_seen.Add(index))
        {
            problems.Add(name, $"\"{name}\" is set twice; remove one of them");
        }
        else if (value.ValueKind == JsonValueKind.Null)
        {
            problems.Add(name, $"\"{name}\" is null; leave it out, and it has its default");
        }
        else if (Written(index, value) is not { } written)
        {
            problems.Add(name, $"\"{name}\" is {WrongKind(index)}");
        }
        else
        {
            byte[] octets = Encoding.UTF8.GetBytes(written);
            SettingError error = SettingText.Parse(values, index, octets, 0, octets.Length);
            if (error != SettingError.None)
            {
                problems.Add(name, $"\"{name}\" {SettingErrors.TextOf(error)}; {SettingNames.Advice(_table, index, error, written)}");
            }
        }
    }

    /// <summary>The value as the firmware's parser takes it; null when JSON has another kind of value than the setting.</summary>
    private string? Written(int index, JsonElement value) => _table.TypeOf(index) switch
    {
        SettingType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? $"{number}" : null,
        SettingType.Switch => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean() ? "true" : "false") : null,
        SettingType.Address when _table.MaximumOf(index) > 1 && value.ValueKind == JsonValueKind.Array => List(value),
        _ => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
    };

    private static string? List(JsonElement list) => list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.GetString()!.Length > 0)
        ? string.Join(',', list.EnumerateArray().Select(one => one.GetString()))
        : null;

    private string WrongKind(int index) => _table.TypeOf(index) switch
    {
        SettingType.Number => "not a whole number; write one, without quotation marks",
        SettingType.Switch => "not a truth value; write true or false",
        SettingType.Address when _table.MaximumOf(index) > 1 => "not a list of texts; write them in brackets",
        _ => "not a text; put it in quotation marks",
    };

    private int Find(string name)
    {
        byte[] octets = Encoding.UTF8.GetBytes(name);
        return _table.Find(octets, 0, octets.Length);
    }
}
