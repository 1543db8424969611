using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Sidetap.Settings;

namespace Sidetap.Tool.Configure;

/// <summary>A list of boxes: a row each, a column each setting, and perhaps one "profile".</summary>
internal static class ProvisionList
{
    private const string ProfileColumn = "profile";

    /// <summary>Reads and checks a list, before the first box is asked for.</summary>
    /// <param name="file">The CSV file; comma or semicolon.</param>
    /// <returns>Its rows.</returns>
    /// <exception cref="CliError">Something is wrong with it: line, column and what to do.</exception>
    public static IReadOnlyList<ProvisionRow> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new CliError($"no such file: {file}; it has a heading of setting names, and a row for each box");
        }

        string text = File.ReadAllText(file);
        string heading = text.Split('\n')[0];
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = heading.Count(c => c == ';') > heading.Count(c => c == ',') ? ";" : ",",
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            MissingFieldFound = null,
        };
        using CsvReader csv = new(new StringReader(text), configuration);
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 0 } columns)
        {
            throw new CliError($"{file} is empty; it needs a heading of setting names, and a row for each box");
        }

        CheckColumns(file, columns);
        List<ProvisionRow> rows = [];
        while (csv.Read())
        {
            int line = csv.Parser.RawRow;
            if (csv.Parser.Count > columns.Length)
            {
                throw new CliError($"{file}:{line}: the row has {csv.Parser.Count} cells, and the heading {columns.Length}; put cells with a comma in quotation marks", ExitCode.Finding);
            }

            List<(string, string)> settings = [];
            string? profile = null;
            for (int i = 0; i < columns.Length; i++)
            {
                string value = csv.GetField(i) ?? "";
                if (columns[i] == ProfileColumn)
                {
                    profile = value.Length > 0 ? value : null;
                }
                else if (value.Length > 0)
                {
                    CheckValue($"{file}:{line}", columns[i], value);
                    settings.Add((columns[i], value));
                }
            }

            rows.Add(new ProvisionRow(line, settings, profile));
        }

        return rows.Count > 0 ? rows : throw new CliError($"{file} has a heading and no row; write a row for each box");
    }

    /// <summary>A box with newer firmware may have settings that this program does not know; the box says so then.</summary>
    private static void CheckColumns(string file, string[] columns)
    {
        string? wrong = columns.FirstOrDefault(column => column != ProfileColumn && !column.Contains('.', StringComparison.Ordinal));
        if (wrong is not null)
        {
            throw new CliError($"{file}:1: \"{wrong}\" is no setting; columns are names of settings (sidetap settings list) and \"{ProfileColumn}\"", ExitCode.Finding);
        }

        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new CliError($"{file}:1: the column \"{twice.Key}\" is there twice; remove one of them", ExitCode.Finding);
        }
    }

    private static void CheckValue(string place, string name, string value)
    {
        SettingTable table = SettingTable.Create();
        byte[] octets = Encoding.UTF8.GetBytes(name);
        int index = table.Find(octets, 0, octets.Length);
        byte[] text = Encoding.UTF8.GetBytes(value);
        SettingError error = index < 0 ? SettingError.None : SettingText.Parse(new SettingValues(table), index, text, 0, text.Length);
        if (error != SettingError.None)
        {
            throw new CliError($"{place}: \"{name}\" {SettingErrors.TextOf(error)}; take {SettingFiles.SettingNames.Takes(table, index)}", ExitCode.Finding);
        }
    }
}
