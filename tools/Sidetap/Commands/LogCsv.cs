using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>A log as a table (RFC 4180), which a spreadsheet opens: no text in it can become a formula there.</summary>
internal sealed class LogCsv : ILogWriter
{
    private static readonly string[] Columns =
    [
        "Time", "PublisherId", "DataSet", "EventNumber", "Kind", "SourceName", "OldValue", "NewValue", "OldText", "NewText", "Unit", "OldStatus", "NewStatus",
        "Severity", "Cause", "Suppressed",
    ];

    private readonly CsvWriter _csv;

    /// <summary>Writes the heading.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="isOwned">Whether it is closed at the end.</param>
    public LogCsv(TextWriter writer, bool isOwned)
    {
        _csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" }, leaveOpen: !isOwned);
        foreach (string column in Columns)
        {
            _csv.WriteField(column);
        }

        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Write(MachineEvent one)
    {
        _csv.WriteField(one.IsUptime ? EventText.TimeOf(one) : UaTime.Text(one.Time));
        _csv.WriteField($"{one.PublisherId}");
        _csv.WriteField(Plain(one.DataSet));
        _csv.WriteField(one.Number);
        _csv.WriteField(Plain(one.Kind));
        _csv.WriteField(Plain(one.Source));
        WriteNumber(one.OldValue);
        WriteNumber(one.NewValue);
        _csv.WriteField(Plain(one.OldText));
        _csv.WriteField(Plain(one.NewText));
        _csv.WriteField(Plain(one.Unit));
        _csv.WriteField(one.OldStatus is { } old ? StatusCodeNames.Of(old) : "");
        _csv.WriteField(one.NewStatus is { } now ? StatusCodeNames.Of(now) : "");
        _csv.WriteField(one.Severity);
        _csv.WriteField(Plain(one.Cause));
        _csv.WriteField(one.Suppressed);
        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Flush();
        _csv.Dispose();
    }

    /// <summary>A number as it is: a minus sign makes no formula.</summary>
    private void WriteNumber(double? value) => _csv.WriteField(value?.ToString("R", CultureInfo.InvariantCulture) ?? "", false);

    private static string Plain(string? text) => text == null ? "" : PlainText.Of(text);
}
