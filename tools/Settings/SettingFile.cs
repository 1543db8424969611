using System.Text;
using Sidetap.Profiles;
using Sidetap.Profiles.Reading;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>Reads and checks settings, in JSON and as a box keeps them.</summary>
public static class SettingFile
{
    /// <summary>A longer file holds no settings.</summary>
    public const int MaxFileOctets = 1 << 18;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">JSON, or a record.</param>
    /// <param name="isPart">Whether a box has more settings than these, so that what they need of each other is left to the box.</param>
    /// <returns>The settings, with everything that is wrong with them.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static SettingDocument Load(string path, bool isPart = false) => new FileInfo(path).Length <= MaxFileOctets
        ? Parse(File.ReadAllBytes(path), path, isPart)
        : Refused(path, $"longer than {MaxFileOctets} octets; name a file of settings", isCompiled: false);

    /// <summary>Checks settings.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="file">What messages call it.</param>
    /// <returns>The settings, with everything that is wrong with them.</returns>
    public static SettingDocument Parse(string text, string file) => Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>Checks settings.</summary>
    /// <param name="octets">The JSON text in UTF-8, or a record.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="isPart">Whether a box has more settings than these, so that what they need of each other is left to the box.</param>
    /// <returns>The settings, with everything that is wrong with them.</returns>
    public static SettingDocument Parse(byte[] octets, string file, bool isPart = false)
    {
        if (SettingImage.IsImage(octets))
        {
            return ReadImage(octets, file);
        }

        ProblemList problems = new(file);
        JsonText? json = JsonText.Read(octets, problems);
        if (json == null)
        {
            return new SettingDocument(file, null, problems.InOrder());
        }

        problems.Positions = json;
        SettingValues values = new(SettingTable.Create());
        SettingReader reader = new(values, problems);
        reader.Read(json.Root);
        if (!problems.HasErrors && !isPart)
        {
            CheckRules(values, problems);
        }

        return new SettingDocument(file, problems.HasErrors ? null : values, problems.InOrder())
        {
            Places = reader.Named.ToDictionary(index => index, index => json.PositionOf(values.Table.NameOf(index), isName: false)),
        };
    }

    private static SettingDocument ReadImage(byte[] octets, string file)
    {
        SettingImage image = SettingImage.Read(octets);
        if (image.Values is not { } values)
        {
            return Refused(file, $"{image.Reason}; compile it again from its JSON file", isCompiled: true);
        }

        List<ProfileProblem> warnings = [.. image.Notes.Select(note => new ProfileProblem(file, 0, 0, note, IsWarning: true))];
        SettingDocument document = new(file, values, warnings, IsCompiled: true);
        return document with { Places = document.Changed.ToDictionary(index => index, _ => (0, 0)) };
    }

    private static void CheckRules(SettingValues values, ProblemList problems)
    {
        SettingTable table = values.Table;
        SettingRules rules = new(values);
        for (int rule = 0; rule < SettingRules.Count; rule++)
        {
            SettingError error = rules.Check(rule);
            if (error != SettingError.None)
            {
                string name = table.NameOf(table.IndexOf(rules.Id));
                problems.Add(name, $"\"{name}\" {SettingErrors.TextOf(error)}");
            }
        }

        bool isOpen = values.NumberOf(table.IndexOf(SettingId.MqttTls)) == 0;
        if (isOpen && values.LengthOf(table.IndexOf(SettingId.MqttPassword)) > 0)
        {
            problems.Warn("mqtt.password", "\"mqtt.password\" goes over the network as it is; set mqtt.tls, unless the network is closed");
        }
    }

    private static SettingDocument Refused(string file, string reason, bool isCompiled) => new(file, null, [new ProfileProblem(file, 0, 0, reason)], isCompiled);
}
