using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Output;

/// <summary>What <c>--json</c> prints: one object a line.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Makes a line.</summary>
    /// <param name="write">Writes the object's members.</param>
    /// <returns>The object.</returns>
    public static string Line(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the fields of a frame with their octets.</summary>
    /// <param name="json">The object they become a member of.</param>
    /// <param name="octets">The octets the rows are about.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteRows(Utf8JsonWriter json, ReadOnlySpan<byte> octets, IReadOnlyList<LayoutRow> rows)
    {
        json.WriteStartArray("fields");
        string part = "";
        foreach (LayoutRow row in rows)
        {
            if (row.IsHeading)
            {
                part = row.Name;
                continue;
            }

            json.WriteStartObject();
            json.WriteString("part", part);
            json.WriteString("name", row.Name);
            json.WriteNumber("start", row.Octets.Start);
            json.WriteNumber("length", row.Octets.Length);
            json.WriteString("hex", Convert.ToHexStringLower(octets.Slice(row.Octets.Start, row.Octets.Length)));
            json.WriteString("value", row.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes what messages did to data sets.</summary>
    /// <param name="json">The object they become a member of.</param>
    /// <param name="updates">The updates; nothing is written for none.</param>
    public static void WriteUpdates(Utf8JsonWriter json, IReadOnlyList<DataSetUpdate> updates)
    {
        if (updates.Count == 0)
        {
            return;
        }

        json.WriteStartArray("dataSets");
        foreach (DataSetUpdate update in updates)
        {
            json.WriteStartObject();
            WriteUpdate(json, update);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUpdate(Utf8JsonWriter json, DataSetUpdate update)
    {
        DataSetMessage message = update.Message;
        json.WriteString("publisherId", $"{update.DataSet.PublisherId}");
        if (message.DataSetWriterId is { } writerId)
        {
            json.WriteNumber("dataSetWriterId", writerId);
        }

        if (update.DataSet.MetaData?.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteString("type", $"{message.Type}");
        if (message.SequenceNumber is { } number)
        {
            json.WriteNumber("sequenceNumber", number);
            json.WriteString("sequence", $"{update.Verdict}");
        }

        if (message.Timestamp is { } time && time != 0)
        {
            json.WriteString("timestamp", UaTime.Text(time));
        }

        json.WriteString("status", StatusCodeNames.Of(message.Status ?? 0));
        json.WriteStartArray("fields");
        foreach (FieldValue field in message.Fields)
        {
            WriteField(json, update.DataSet.MetaData, message, field);
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, DataSetMetaData? metaData, DataSetMessage message, FieldValue field)
    {
        FieldDescription? description =
            metaData != null && metaData.IsVersionOf(message) && field.Index < metaData.Fields.Count ? metaData.Fields[field.Index] : null;
        json.WriteStartObject();
        json.WriteNumber("index", field.Index);
        if (description?.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteString("type", UaText.TypeName(field.Type, field.IsArray));
        if (field.Type != BuiltInTypeId.StatusCode)
        {
            json.WritePropertyName("value");
            WriteValue(json, field.Type, field.Value);
        }
        else if (field is { Status: 0, Value: uint code })
        {
            json.WriteString("value", StatusCodeNames.Of(code)); // a field whose own type is StatusCode
        }

        if (description?.EngineeringUnits?.DisplayName.Text is { } unit)
        {
            json.WriteString("unit", unit);
        }

        json.WriteString("status", StatusCodeNames.Of(field.Status));
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, BuiltInTypeId type, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint or long when type != BuiltInTypeId.StatusCode:
                json.WriteNumberValue(Convert.ToInt64(value));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case byte[] octets when type is BuiltInTypeId.ByteString or BuiltInTypeId.XmlElement:
                json.WriteStringValue(Convert.ToHexStringLower(octets));
                break;
            case Array array:
                json.WriteStartArray();
                foreach (object? element in array)
                {
                    WriteValue(json, type, element);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(UaText.Of(type, value)); // NaN and infinities, times, structures
                break;
        }
    }
}
