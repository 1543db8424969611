using System.Text.Json.Nodes;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Tests;

/// <summary>Sources of every kind with parameters that fit together.</summary>
internal static class SampleSources
{
    /// <summary>One source of a kind, which reads the signal of the analog source "In", every optional input included.</summary>
    public static JsonObject Of(SourceKindInfo kind) => Of(kind, Math.Max(kind.List?.Least ?? 0, 1));

    /// <summary>The same with so many items of its list, if it has one.</summary>
    public static JsonObject Of(SourceKindInfo kind, int items)
    {
        JsonObject source = new() { ["name"] = "One", ["type"] = kind.Type };
        kind.Inputs.ToList().ForEach(input => source[input.Name] = "In");
        kind.Parameters.ToList().ForEach(parameter => source[parameter.Name] = Usual(parameter));
        if (kind.List is { } list)
        {
            source[list.Name] = new JsonArray([.. Enumerable.Range(0, items).Select(i => Item(list, i))]);
        }

        MakeFit(kind, source, new Random(0));
        return source;
    }

    /// <summary>Changes what would not fit together; what is good stays as it is.</summary>
    public static void MakeFit(SourceKindInfo kind, JsonObject source, Random random)
    {
        switch (kind.Type)
        {
            case "currentClamp":
                Sort(source, "biasLow", "biasHigh");
                break;
            case "currentLoop":
                source["low"] = Math.Min(N(source["low"]), 1e14);
                source["high"] = N(source["low"]) + 16;
                break;
            case "ntc":
                bool isBeta = (string)source["model"]! == "beta";
                source["a"] = isBeta ? 10_000 : 1.1e-3;
                source["b"] = isBeta ? 3950 : 2.4e-4;
                source["c"] = isBeta ? 0 : 7.5e-8;
                Sort(source, "lowest", "highest");
                break;
            case "modbus":
                foreach (JsonNode? register in source["registers"]!.AsArray())
                {
                    bool isBits = (int)N(register!["function"]) <= 2;
                    register["format"] = isBits ? "bit" : (string)register["format"]! == "bit" ? "float32" : register["format"]!.DeepClone();
                    register["register"] = Math.Min((int)N(register["register"]), 65_534);
                }

                break;
            case "accelerometer":
                bool is345 = ((string)source["chip"]!).StartsWith("ADXL345", StringComparison.Ordinal);
                source["rateHz"] = (is345 ? 1600 : 2000) / Math.Pow(2, random.Next(4, 7));
                source["rangeG"] = Math.Min(N(source["rangeG"]), 8);
                source["device"] = ((string)source["chip"]!).EndsWith("SPI", StringComparison.Ordinal) ? Math.Min((int)N(source["device"]), WholeBoard.SpiDevices - 1) : Math.Max((int)N(source["device"]), 8);
                source["bands"] = new JsonArray(N(source["rateHz"]) / 4, 0);
                break;
            case "battery":
                source["restVoltages"] = new JsonArray([.. Enumerable.Range(0, source["restVoltages"]!.AsArray().Count)
                    .Select(i => (JsonNode)new JsonObject { ["volts"] = 22 + i + random.NextDouble(), ["percent"] = Math.Min(100, 7 * i) })]);
                break;
            case "goertzel":
                source["interval"] = 10 * random.Next(1, 50);
                source["rateHz"] = 1000.0 / (int)N(source["interval"]);
                source["samples"] = Math.Max((int)N(source["samples"]), 8);
                source["frequencies"] = new JsonArray([.. source["frequencies"]!.AsArray().Select(_ => (JsonNode)(N(source["rateHz"]) / 4))]);
                break;
            case "machineState":
                Thresholds(source, "onPower", "offPower");
                Thresholds(source, "onCurrent", "offCurrent");
                break;
            case "cutting":
                Thresholds(source, "onSpindle", "offSpindle");
                Thresholds(source, "onFeed", "offFeed");
                break;
            case "injectionCycle":
                Thresholds(source, "on", "off");
                source["minimumMs"] = Math.Min((int)N(source["minimumMs"]), (int)N(source["maximumMs"]) - 1);
                break;
            case "toolWear" when (bool)source["calibrated"]!:
                source["lowestCurrent"] = 1;
                source["highestCurrent"] = 10;
                source["longestSeconds"] = 900;
                source["intervalBase"] = 40;
                break;
        }
    }

    /// <summary>The outputs of a source in JSON.</summary>
    public static IReadOnlyList<SourceOutput> OutputsOf(SourceKindInfo kind, JsonObject source)
    {
        JsonArray items = kind.List == null ? [] : source[kind.List.Name]!.AsArray();
        double[] parameters = [.. kind.Parameters.Select(parameter => NumberOf(parameter, source[parameter.Name]))];
        string[] names = kind.List is { HasNames: true } ? [.. items.Select(item => (string)item!["name"]!)] : [];
        return kind.OutputsOf(new SourceShape(parameters, items.Count, names));
    }

    private static double NumberOf(SourceParameter parameter, JsonNode? node) => parameter.Form switch
    {
        ParameterForm.Flag => (bool)node! ? 1 : 0,
        ParameterForm.Named => parameter.Names.First(name => name.Name == (string)node!).Value,
        _ => N(node),
    };

    private static double N(JsonNode? node) => double.Parse(node!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode Item(SourceList list, int number)
    {
        if (list.IsScalar)
        {
            return Usual(list.Parameters[0]);
        }

        JsonObject item = [];
        if (list.HasNames)
        {
            item["name"] = $"r{number}";
        }

        list.Inputs.ToList().ForEach(input => item[input.Name] = "In");
        list.Parameters.ToList().ForEach(parameter => item[parameter.Name] = Usual(parameter));
        return item;
    }

    private static JsonNode Usual(SourceParameter parameter) => parameter.Form switch
    {
        ParameterForm.Flag => false,
        ParameterForm.OneOf => parameter.Allowed[0],
        ParameterForm.Named => parameter.Names[0].Name,
        ParameterForm.Integer => (long)(parameter.Default ?? parameter.Low),
        _ => parameter.Default is { } usual and not 0 ? usual : Math.Clamp(1, parameter.Low, parameter.High),
    };

    private static void Sort(JsonObject source, string low, string high)
    {
        double[] values = [N(source[low]), N(source[high])];
        source[low] = values.Min();
        source[high] = values.Max() > values.Min() ? values.Max() : values.Min() + 0.5;
        if (values.Max() == values.Min())
        {
            source[low] = values.Min() - 0.5 < -100 ? -100 : values.Min() - 0.5;
            source[high] = values.Min() - 0.5 < -100 ? -99 : values.Min();
        }
    }

    private static void Thresholds(JsonObject source, string on, string off)
    {
        double[] values = [N(source[on]), N(source[off])];
        source[on] = Math.Max(Math.Max(values[0], values[1]), 0.5);
        source[off] = values.Min();
    }
}
