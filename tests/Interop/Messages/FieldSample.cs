using System.Globalization;
using System.Text;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>A field with a value: what goes into the firmware's data set, and what has to come out at the other end.</summary>
/// <param name="Type">The type of the value or of the elements.</param>
/// <param name="Value">
/// bool, float, double, string, float[], or a long for the integers, whose low octets count; for a DateTime 100 ns since 1601.
/// </param>
/// <param name="Status">StatusCode.</param>
internal sealed record FieldSample(BuiltInType Type, object Value, uint Status = StatusCode.Good)
{
    /// <summary>Octets of the longest String.</summary>
    public const int MaxStringLength = 40;

    /// <summary>Makes a data set of them.</summary>
    /// <param name="samples">The fields.</param>
    /// <returns>The data set with values and statuses.</returns>
    public static DataSet DataSetOf(IReadOnlyList<FieldSample> samples)
    {
        var dataSet = new DataSet(samples.Select((s, i) => s.MetaData("f" + i)).ToArray());
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i].SetIn(dataSet, i);
        }

        return dataSet;
    }

    /// <summary>Describes the field.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The description.</returns>
    public FieldMetaData MetaData(string name)
    {
        return new FieldMetaData(name, Type, Value is float[] array ? array.Length : 0, Type == BuiltInType.String ? MaxStringLength : 0);
    }

    /// <summary>Puts value and status into a data set.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="index">The field.</param>
    public void SetIn(DataSet dataSet, int index)
    {
        dataSet.SetStatus(index, Status);
        switch (Value)
        {
            case bool value:
                dataSet.SetInteger(index, value ? 1 : 0);
                break;

            case float value:
                dataSet.SetFloat(index, value);
                break;

            case double value:
                dataSet.SetDouble(index, value);
                break;

            case string value:
                byte[] utf8 = Encoding.UTF8.GetBytes(value);
                dataSet.SetText(index, utf8, utf8.Length);
                break;

            case float[] values:
                for (int i = 0; i < values.Length; i++)
                {
                    dataSet.SetFloatElement(index, i, values[i]);
                }

                break;

            default:
                dataSet.SetInteger(index, (long)Value);
                break;
        }
    }

    /// <summary>What a subscriber has to see (OPC 10000-14, 7.2.4.5.4): of a Bad field the status only.</summary>
    /// <param name="index">The field.</param>
    /// <param name="asDataValue">Whether the field encoding is DataValue, so that a status needs no DataValue within the Variant.</param>
    /// <returns>The field.</returns>
    public DecodedField Expected(int index, bool asDataValue = false)
    {
        bool isBad = Status >= 0x80000000;
        bool isUncertain = Status is >= 0x40000000 and < 0x80000000;
        return isBad
            ? new DecodedField(index, null, false, [], Status, false)
            : new DecodedField(index, Type.ToString(), Value is float[], Texts(), Status, isUncertain && !asDataValue);
    }

    private string[] Texts()
    {
        return Value switch
        {
            bool value => [value ? "true" : "false"],
            float value => [Text(value)],
            double value => [Text(value)],
            string value => [value],
            float[] values => values.Select(v => Text(v)).ToArray(),
            _ when Type == BuiltInType.UInt64 => [((ulong)(long)Value).ToString(CultureInfo.InvariantCulture)],
            _ => [((long)Value).ToString(CultureInfo.InvariantCulture)],
        };
    }

    private static string Text(double value)
    {
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
