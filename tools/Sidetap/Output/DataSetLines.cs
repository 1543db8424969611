using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Spectre.Console;

namespace Sidetap.Tool.Output;

/// <summary>The values a message brought, one a line under the line of the message.</summary>
public static class DataSetLines
{
    /// <summary>Prints the fields of an update.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="update">The update.</param>
    /// <param name="indent">How far to the right.</param>
    public static void Write(IAnsiConsole console, DataSetUpdate update, string indent)
    {
        if (update.Verdict != SequenceVerdict.Next)
        {
            console.MarkupLine($"{indent}[yellow]{Of(update.Verdict)}: {PlainText.Markup(update.DataSet.Name)}[/]");
        }

        DataSetMetaData? metaData = MetaDataOf(update);
        IReadOnlyList<FieldValue> fields = update.Message.Fields;
        int width = fields.Count == 0 ? 0 : Math.Min(32, fields.Max(field => FieldText.NameOf(metaData, field).Length));
        foreach (FieldValue field in fields)
        {
            string colour = StatusCodeNames.IsBad(field.Status) ? "red" : field.Status != 0 ? "yellow" : "default";
            console.MarkupLine($"{indent}{PlainText.Markup(FieldText.NameOf(metaData, field).PadRight(width))}  [{colour}]{PlainText.Markup(FieldText.ValueOf(metaData, field))}[/]");
        }
    }

    /// <summary>A verdict in words.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>For example "after a gap".</returns>
    public static string Of(SequenceVerdict verdict) => verdict switch
    {
        SequenceVerdict.AfterGap => "after a gap",
        SequenceVerdict.Late => "late, not applied",
        SequenceVerdict.Duplicate => "repeated, not applied",
        SequenceVerdict.Restart => "numbers begin anew",
        _ => "next",
    };

    private static DataSetMetaData? MetaDataOf(DataSetUpdate update) =>
        update.DataSet.MetaData is { } metaData && metaData.IsVersionOf(update.Message) ? metaData : null;
}
