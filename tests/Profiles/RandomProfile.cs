using System.Text.Json.Nodes;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Tests;

/// <summary>Profiles nobody would think of, made of the catalogue: every kind of source with any legal parameters, any fields and events.</summary>
internal sealed class RandomProfile(int seed)
{
    private static readonly string[] States = ["state", "mode", "tool"];
    private static readonly string[] Types = ["Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Float", "Double"];
    private static readonly string[] Names = ["A", "Größe", "温度", "x y", "name.with.dots", "😀", "Z_9", "\"quoted\"", "back\\slash"];

    private readonly Random _random = new(seed);
    private readonly List<(string Reference, bool IsText)> _signals = [];
    private int _ports;
    private int _chips;

    /// <summary>A profile of up to so many sources and fields.</summary>
    public string Json(int sources = 12, int fields = 20)
    {
        JsonArray sourceList = [Source(SourceCatalog.Find("analog")!, 0)];
        for (int i = 1; i < sources; i++)
        {
            SourceKindInfo kind = SourceCatalog.Kinds[_random.Next(SourceCatalog.Kinds.Count)];
            if (!kind.Parameters.Any(parameter => parameter.Name == "port") || _ports < WholeBoard.SerialPorts)
            {
                sourceList.Add(Source(kind, i));
            }
        }

        JsonObject profile = new()
        {
            ["name"] = $"Data set {seed}",
            ["writerGroup"] = "Grüppe",
            ["category"] = "Any",
            ["description"] = "Made at random",
            ["version"] = new JsonObject { ["major"] = "2026-11-24T01:02:03Z", ["minor"] = "2126-11-24T01:02:03Z" },
            ["samplingInterval"] = 100,
            ["keyFrameInterval"] = _random.Next(100, 86_400_000),
            ["keepAliveTime"] = _random.Next(100, 86_400_000),
            ["namespaces"] = new JsonObject { ["a"] = "http://example.org/a", ["b"] = "urn:b" },
            ["enumerations"] = new JsonObject { ["e"] = new JsonArray("zero", "一", "zwei"), ["f"] = new JsonArray("0") },
            ["sources"] = sourceList,
        };
        JsonArray fieldList = [.. Enumerable.Range(0, fields).Select(Field)];
        profile["fields"] = fieldList;
        profile["events"] = Events(fieldList);
        return profile.ToJsonString();
    }

    /// <summary>A source that fits a rule of its kind, reading signals made before.</summary>
    public JsonObject Source(SourceKindInfo kind, int number)
    {
        string name = $"{Names[_random.Next(Names.Length)].Replace(".", "")}{number}";
        JsonObject source = new() { ["name"] = name, ["type"] = kind.Type };
        foreach (SourceInput input in kind.Inputs)
        {
            source[input.Name] = Signal();
        }

        foreach (SourceParameter parameter in kind.Parameters)
        {
            source[parameter.Name] = Value(parameter);
        }

        if (kind.List is { } list)
        {
            int items = _random.Next(list.Least, Math.Min(list.Most, list.Least + 5) + 1);
            source[list.Name] = new JsonArray([.. Enumerable.Range(0, items).Select(i => Item(list, i))]);
        }

        SampleSources.MakeFit(kind, source, _random);
        if (kind.Parameters.Any(parameter => parameter.Name == "port"))
        {
            source["port"] = _ports++;
        }

        if (kind.Parameters.Any(parameter => parameter.Name == "device"))
        {
            // A chip of its own: an I2C address is 8 or more.
            bool isI2c = ((string?)source["chip"] ?? "").EndsWith("I2C", StringComparison.Ordinal);
            source["device"] = isI2c ? 8 + _chips : _chips % WholeBoard.SpiDevices;
            _chips++;
        }

        foreach (SourceOutput output in SampleSources.OutputsOf(kind, source))
        {
            _signals.Add(($"{name}.{output.Name}", output.Form == OutputForm.Text));
        }

        return source;
    }

    private JsonNode Item(SourceList list, int number)
    {
        if (list.IsScalar)
        {
            return Value(list.Parameters[0]);
        }

        JsonObject item = [];
        if (list.HasNames)
        {
            item["name"] = $"r{number}";
        }

        list.Inputs.ToList().ForEach(input => item[input.Name] = Signal());
        list.Parameters.ToList().ForEach(parameter => item[parameter.Name] = Value(parameter));
        return item;
    }

    private string Signal()
    {
        string[] numbers = [.. _signals.Where(signal => !signal.IsText).Select(signal => signal.Reference)];
        return numbers.Length == 0 ? "none yet" : numbers[_random.Next(numbers.Length)];
    }

    private JsonNode Value(SourceParameter parameter)
    {
        switch (parameter.Form)
        {
            case ParameterForm.Flag:
                return _random.Next(2) == 1;
            case ParameterForm.OneOf:
                return parameter.Allowed[_random.Next(parameter.Allowed.Count)];
            case ParameterForm.Named:
                return parameter.Names[_random.Next(parameter.Names.Count)].Name;
        }

        double low = Math.Max(parameter.Low, -5000);
        double high = Math.Min(parameter.High, 5000);
        double value = _random.Next(6) switch
        {
            0 when !parameter.IsNotZero || parameter.Low != 0 => parameter.Low,
            1 => parameter.High,
            2 => Math.Round(low + ((high - low) * _random.NextDouble()), 2),
            _ => low + ((high - low) * _random.NextDouble()),
        };
        return parameter.Form == ParameterForm.Integer ? (long)value : parameter.IsNotZero && value == 0 ? 1 : Math.Clamp(value, parameter.Low, parameter.High);
    }

    private JsonObject Field(int number)
    {
        (string reference, bool isText) = _signals[_random.Next(_signals.Count)];
        JsonObject field = new()
        {
            ["name"] = $"{Names[_random.Next(Names.Length)]}{number}",
            ["type"] = isText ? "String" : Types[_random.Next(Types.Length)],
            ["source"] = reference,
            ["publishingInterval"] = Sometimes(_random.Next(86_400_001)),
            ["heartbeat"] = Sometimes(_random.Next(86_400_001)),
            ["description"] = Sometimes(Names[_random.Next(Names.Length)]),
            ["node"] = Sometimes($"{"ab"[_random.Next(2)]}:{_random.NextInt64(uint.MaxValue + 1L)}"),
            ["standard"] = Sometimes("vda5050:x"),
        };
        string type = (string)field["type"]!;
        if (isText)
        {
            field["maxLength"] = _random.Next(1, 20);
        }
        else if (type is not ("Boolean" or "Float" or "Double") && _random.Next(3) == 0)
        {
            field["enumeration"] = "ef"[_random.Next(2)].ToString();
        }
        else if (type != "Boolean")
        {
            AddQuantity(field, reference);
        }

        foreach (string left in field.Where(one => one.Value == null).Select(one => one.Key).ToList())
        {
            field.Remove(left);
        }

        return field;
    }

    private void AddQuantity(JsonObject field, string reference)
    {
        string[] codes = [.. UneceUnits.ByCode.Keys];
        field["unit"] = Sometimes(codes[_random.Next(codes.Length)]);
        field["range"] = _random.Next(2) == 0 ? new JsonArray(_random.Next(50), 50 + _random.NextDouble()) : null;
        field["limits"] = _random.Next(2) == 0 ? new JsonArray(0, _random.Next(1, 100)) : null;
        field["scaling"] = _random.Next(3) == 0 ? new JsonObject { ["gain"] = _random.NextDouble() - 0.5 + 1e-9, ["offset"] = _random.Next(-1000, 1000) / 7.0 } : null;
        field["deadband"] = Sometimes(_random.NextDouble() * 10);
        int at = _signals.FindIndex(signal => signal.Reference == reference);
        int run = _signals.Skip(at).TakeWhile(signal => !signal.IsText).Count();
        field["length"] = _random.Next(6) == 0 ? _random.Next(1, Math.Min(run, 5) + 1) : null;
    }

    private JsonNode? Sometimes<T>(T value) => _random.Next(2) == 0 ? JsonValue.Create(value) : null;

    private JsonArray Events(JsonArray fields)
    {
        JsonArray events = [];
        foreach (JsonObject? field in fields.OfType<JsonObject>())
        {
            bool isState = field["length"] == null && (string?)field["type"] is not ("Float" or "Double");
            string? kind = field["limits"] != null ? "limit" : _random.Next(4) == 0 ? "fault" : isState && _random.Next(2) == 0 ? States[_random.Next(3)] : null;
            if (kind != null && events.Count < 32)
            {
                events.Add(new JsonObject { ["kind"] = kind, ["field"] = (string)field["name"]!, ["severity"] = _random.Next(1, 1001), ["cause"] = "wörd" });
            }
        }

        return events;
    }
}
