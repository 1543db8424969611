using Sidetap.Profiles.Binary;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>Settings as a box keeps them: one copy of its two, written and read with the box's own code.</summary>
public sealed class SettingImage
{
    // Sequence number and length, of which one octet at least is 0 in a file of this length; no JSON text has one.
    private const int HeadOctets = 6;

    private SettingImage(SettingValues? values, string reason, IReadOnlyList<string> notes)
    {
        Values = values;
        Reason = reason;
        Notes = notes;
    }

    /// <summary>The settings; null when the file is refused.</summary>
    public SettingValues? Values { get; }

    /// <summary>Why it is refused.</summary>
    public string Reason { get; }

    /// <summary>What was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Whether a file is such a copy and no text.</summary>
    /// <param name="octets">The file.</param>
    /// <returns>True when it begins as one.</returns>
    public static bool IsImage(ReadOnlySpan<byte> octets) => octets[..Math.Min(HeadOctets, octets.Length)].Contains((byte)0);

    /// <summary>Makes a copy.</summary>
    /// <param name="values">The settings.</param>
    /// <returns>The file: a box that has it as settings.a and settings.b starts with these settings.</returns>
    /// <exception cref="InvalidOperationException">The settings do not fit a record, which the table rules out.</exception>
    public static byte[] Write(SettingValues values)
    {
        OneCopy file = new(SettingStore.Name);
        SettingStore store = new(file, values.Table);
        store.Load();
        store.Values.CopyFrom(values);
        SettingError error = store.Save();
        return error == SettingError.None ? file.Octets : throw new InvalidOperationException($"The record {SettingErrors.TextOf(error)}.");
    }

    /// <summary>Reads a copy.</summary>
    /// <param name="octets">The file.</param>
    /// <returns>The settings, or why not.</returns>
    public static SettingImage Read(byte[] octets)
    {
        SettingTable table = SettingTable.Create();
        SettingStore store = new(new OneCopy(SettingStore.Name, octets), table);
        if (store.Load() != SettingStatus.Loaded)
        {
            string reason = store.Error == SettingError.None ? "the record is damaged" : $"the record {SettingErrors.TextOf(store.Error)}";
            return new SettingImage(null, reason, []);
        }

        List<string> notes = [];
        if (store.Skipped > 0)
        {
            notes.Add($"{store.Skipped} settings of newer firmware are left out");
        }

        if (store.Refused > 0)
        {
            int index = table.IndexOf(store.RefusedId);
            string name = index < 0 ? $"setting {store.RefusedId}" : table.NameOf(index);
            notes.Add($"{store.Refused} settings have values that are not allowed and are at their defaults, the first of them \"{name}\", which {SettingErrors.TextOf(store.RefusedError)}");
        }

        return new SettingImage(store.Values, "", notes);
    }
}
