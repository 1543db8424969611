using System.Globalization;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Live;

/// <summary>An event of a machine's log in a line. Its fields are found by their names, as far as its data set has been announced.</summary>
/// <param name="Time">When it was; null when it does not say.</param>
/// <param name="Source">The field that has changed.</param>
/// <param name="NewStatus">The field's status from then on.</param>
/// <param name="Text">What happened.</param>
internal sealed record EventView(DateTime? Time, string Source, uint NewStatus, string Text)
{
    /// <summary>Reads an event.</summary>
    /// <param name="update">A message.</param>
    /// <returns>The event; null when it is none, or its data set is not known yet.</returns>
    public static EventView? Of(DataSetUpdate update)
    {
        if (update.Message.Type != DataSetMessageType.Event || update.DataSet.MetaData is not { } metaData)
        {
            return null;
        }

        Dictionary<string, FieldValue> fields = [];
        foreach (FieldValue field in update.Message.Fields)
        {
            fields[FieldText.NameOf(metaData, field)] = field;
        }

        string Word(string name) => fields.GetValueOrDefault(name)?.Value as string ?? "";
        uint Status(string name) => fields.GetValueOrDefault(name)?.Value is uint status ? status : 0;
        string Value(string name) => fields.GetValueOrDefault(name)?.Value is double value ? value.ToString("G5", CultureInfo.InvariantCulture) : "";
        string kind = fields.TryGetValue("Kind", out FieldValue? number) ? FieldText.BareValueOf(metaData, number) : "Event";
        int bracket = kind.IndexOf('(');
        string Side(string side) => Status($"{side}Status") != 0 ? LiveText.StatusOf(Status($"{side}Status"))
            : Word($"{side}Text") is { Length: > 0 } text ? text
            : Value($"{side}Value") is { Length: > 0 } value ? value
            : "Good";
        string cause = Word("Cause") is { Length: > 0 } because ? $" ({because})" : "";
        string source = Word("SourceName");
        return new EventView(
            fields.GetValueOrDefault("Time")?.Value as DateTime?,
            source,
            Status("NewStatus"),
            $"{(bracket > 0 ? kind[(bracket + 1)..].TrimEnd(')') : kind)} {source}: {Side("Old")} → {Side("New")}{cause}");
    }
}
