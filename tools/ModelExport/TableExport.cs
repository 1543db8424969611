using System.Globalization;
using CsvHelper;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;

namespace Sidetap.ModelExport;

/// <summary>A profile's fields as a table for a data sheet, in CSV (RFC 4180).</summary>
public static class TableExport
{
    private static readonly string[] Heading =
    [
        "Field", "Description", "Type", "Unit", "UNECE code", "UnitId", "Low", "High", "Low limit", "High limit", "Values", "Deadband",
        "Publishing interval ms", "Heartbeat ms", "Stands for", "Comes from", "Data set", "Topic level",
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="output">Receives it.</param>
    public static void Write(ProfileModel profile, TextWriter output)
    {
        using CsvWriter csv = new(output, CultureInfo.InvariantCulture, leaveOpen: true);
        Row(csv, Heading);
        foreach (ProfileField field in profile.Fields)
        {
            Row(
                csv,
                [
                    field.Name,
                    field.Description,
                    field.TypeText,
                    field.Unit?.DisplayName ?? "",
                    field.Unit?.Code ?? "",
                    field.Unit?.UnitId.ToString(CultureInfo.InvariantCulture) ?? "",
                    Text(field.Range?.Low),
                    Text(field.Range?.High),
                    Text(field.Limits?.Low),
                    Text(field.Limits?.High),
                    field.Enumeration == null ? "" : string.Join("; ", field.Enumeration.Names.Select((name, number) => $"{number} {name}")),
                    Text(field.Deadband),
                    Text(field.PublishingInterval),
                    Text(field.Heartbeat),
                    ExpandedNode.Of(field),
                    FieldChain.LineOf(profile, field),
                    profile.Name,
                    $"{profile.WriterGroup}/{profile.Name}",
                ]);
        }
    }

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
