using System.Globalization;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>A data set with its description, and what a subscriber has to learn of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is; null for none.</param>
/// <param name="Settings">Whose it is, and its version.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record DescribedDataSet(string Name, string? Description, PublisherSettings Settings, params FieldMetaData[] Fields)
{
    /// <summary>
    /// A machine tool with everything a description can have: all types, units, ranges, enumerations, arrays, and text beyond ASCII.
    /// </summary>
    /// <returns>The data set.</returns>
    public static DescribedDataSet MachineTool()
    {
        return new DescribedDataSet(
            "Fräse 7",
            "Vertikalfräsmaschine, Halle 3 (温度 \U0001F6E0)",
            PublishedBy(0x0123456789ABCDEF),
            [
                new FieldMetaData("SpindleLoad", BuiltInType.Float)
                {
                    Description = "Load of the spindle drive",
                    Unit = new EngineeringUnit("P1", "%", "percent"),
                    HasRange = true,
                    RangeLow = 0,
                    RangeHigh = 150,
                },
                new FieldMetaData("CoolantTemperature", BuiltInType.Double)
                {
                    Unit = new EngineeringUnit("CEL", "\u00B0C", "degree Celsius"),
                    HasRange = true,
                    RangeLow = -273.15,
                    RangeHigh = double.MaxValue,
                },
                new FieldMetaData("Feed", BuiltInType.Float) { Unit = new EngineeringUnit("C16", "mm/s", "millimetre per second") },
                new FieldMetaData("Level", BuiltInType.Int16) { HasRange = true, RangeLow = -1, RangeHigh = 1 },
                new FieldMetaData("MachineState", BuiltInType.Int32)
                {
                    Description = "",
                    EnumStrings = ["Unknown", "Läuft", "停止", ""],
                },
                new FieldMetaData("Everything", BuiltInType.UInt16)
                {
                    Unit = new EngineeringUnit("C62", "1", "one"),
                    HasRange = true,
                    EnumStrings = ["only"],
                },
                new FieldMetaData("Bands", BuiltInType.Float, 4, 0) { Unit = new EngineeringUnit("C16", "mm/s", "millimetre per second") },
                new FieldMetaData("Program", BuiltInType.String, 0, 40),
                .. Enum.GetValues<BuiltInType>().Where(t => t != BuiltInType.String).Select(t => new FieldMetaData("Plain" + t, t)),
            ]);
    }

    /// <summary>The smallest there can be.</summary>
    /// <returns>The data set.</returns>
    public static DescribedDataSet OneField()
    {
        return new DescribedDataSet("x", null, PublishedBy(ulong.MaxValue), new FieldMetaData("y", BuiltInType.Boolean));
    }

    /// <summary>As many fields as there may be, published in the fixed layout, where a small PublisherId is of type UInt16.</summary>
    /// <returns>The data set.</returns>
    public static DescribedDataSet ManyFields()
    {
        PublisherSettings settings = PublishedBy(2234);
        settings.Layout = HeaderLayout.PeriodicFixed;
        FieldMetaData[] fields = Enumerable.Range(0, DataSet.MaxFields)
            .Select(i => new FieldMetaData($"Field{i}", BuiltInType.Float)
            {
                Description = new string('d', i),
                Unit = i % 2 == 0 ? new EngineeringUnit("AMP", "A", "ampere") : null,
            })
            .ToArray();
        return new DescribedDataSet("many", "", settings, fields);
    }

    /// <summary>The announcement of it.</summary>
    /// <returns>A new announcement.</returns>
    public MetaDataAnnouncement Announce()
    {
        return new MetaDataAnnouncement(Settings, Fields, Name, Description!, null);
    }

    /// <summary>What a subscriber has to learn.</summary>
    /// <returns>The description.</returns>
    public DecodedMetaData Expected()
    {
        return new DecodedMetaData
        {
            Name = Name,
            Description = Description,
            DataSetClassId = "00000000-0000-0000-0000-000000000000",
            MajorVersion = Settings.MajorVersion,
            MinorVersion = Settings.MinorVersion,
            Fields = Fields.Select(Expected).ToList(),
        };
    }

    private static PublisherSettings PublishedBy(ulong publisherId)
    {
        return new PublisherSettings
        {
            PublisherId = publisherId,
            WriterGroupId = 0x7FFE,
            DataSetWriterId = 0x1234,
            MajorVersion = 0x2D000001,
            MinorVersion = 0xFFFFFFFF,
        };
    }

    private static DecodedFieldMetaData Expected(FieldMetaData field)
    {
        bool isArray = field.ArrayLength > 0;
        return new DecodedFieldMetaData
        {
            Name = field.Name,
            Description = field.Description,
            BuiltInType = (int)field.Type,
            DataType = $"ns=0;i={(int)field.Type}", // the type's node has the number of the built-in type (OPC 10000-6, 5.1.2)
            ValueRank = isArray ? 1 : -1,
            ArrayDimensions = isArray ? [field.ArrayLength] : null,
            MaxStringLength = field.MaxStringLength,
            Properties = Properties(field).ToList(),
        };
    }

    private static IEnumerable<DecodedProperty> Properties(FieldMetaData field)
    {
        if (field.Unit is EngineeringUnit unit)
        {
            const string Namespace = "http://www.opcfoundation.org/UA/units/un/cefact"; // OPC 10000-8, 5.6.3.2
            string value = $"EUInformation|{Namespace}|{unit.UnitId}|{unit.DisplayName}|{unit.Description}";
            yield return new DecodedProperty("0:EngineeringUnits", "ExtensionObject", false, [value]);
        }

        if (field.HasRange)
        {
            string value = $"Range|{Text(field.RangeLow)}|{Text(field.RangeHigh)}";
            yield return new DecodedProperty("0:EURange", "ExtensionObject", false, [value]);
        }

        if (field.EnumStrings != null)
        {
            yield return new DecodedProperty("0:EnumStrings", "LocalizedText", true, field.EnumStrings);
        }
    }

    /// <summary>As JavaScript writes a number; the two differ in the exponent only.</summary>
    private static string Text(double value)
    {
        return value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e+", StringComparison.Ordinal);
    }
}
