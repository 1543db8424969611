using System.Text.Json;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>Reads the inputs and parameters of one source, in the order of a compiled profile.</summary>
internal sealed class SourceReader(SourceBuilder sources, ProblemList problems, SourceKindInfo kind, Json json, int index)
{
    private readonly List<int> _inputs = [];
    private readonly List<double> _parameters = [];
    private readonly List<string> _names = [];

    public IReadOnlyList<int> Inputs => _inputs;

    public IReadOnlyList<double> Parameters => _parameters;

    public IReadOnlyList<string> Names => _names;

    public int Items { get; private set; }

    public void Read()
    {
        foreach (SourceInput input in kind.Inputs)
        {
            ReadInput(json, input);
        }

        foreach (SourceParameter parameter in kind.Parameters)
        {
            if (json.TryGet(parameter.Name, out JsonElement value) || parameter.Default != null || !parameter.CanBeMissing)
            {
                ReadParameter(json.PathTo(parameter.Name), parameter, value);
            }
        }

        if (kind.List is { } list)
        {
            ReadList(list, json.List(list.Name));
        }
    }

    private void ReadList(SourceList list, IReadOnlyList<Json> items)
    {
        Items = list.PaddedTo > 0 ? list.PaddedTo : items.Count;
        foreach (Json item in items)
        {
            if (list.HasNames)
            {
                _names.Add(item.Text("name"));
            }

            foreach (SourceInput input in list.Inputs)
            {
                ReadInput(item, input);
            }

            foreach (SourceParameter parameter in list.Parameters)
            {
                JsonElement value = item.Element;
                if (!list.IsScalar)
                {
                    item.TryGet(parameter.Name, out value);
                }

                ReadParameter(list.IsScalar ? item.Path : item.PathTo(parameter.Name), parameter, value);
            }
        }

        for (int i = items.Count; i < list.PaddedTo; i++)
        {
            _parameters.AddRange(list.Parameters.Select(_ => 0.0));
        }
    }

    private void ReadInput(Json at, SourceInput input)
    {
        string reference = at.Text(input.Name);
        string path = at.PathTo(input.Name);
        if (reference.Length == 0)
        {
            _inputs.Add(ProfileSource.None);
            return;
        }

        (int Signal, SourceOutput Output)? found = sources.Resolve(path, reference, index);
        if (found?.Output.Form == OutputForm.Text)
        {
            problems.Add(path, $"\"{reference}\" is a text, which \"{kind.Type}\" can't read; name a source of numbers");
        }

        _inputs.Add(found?.Signal ?? 0); // 0 after an error: the reference is there, so that no rule misses it
    }

    private void ReadParameter(string path, SourceParameter parameter, JsonElement value)
    {
        double number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.String => parameter.Names.FirstOrDefault(name => name.Name == value.GetString()).Value,
            JsonValueKind.Undefined => parameter.Default ?? 0,
            _ => 0,
        };
        _parameters.Add(number == 0 ? 0 : number); // no negative zero
        if (!parameter.Allows(number) && !problems.IsDamaged(path))
        {
            problems.Add(path, $"\"{parameter.Name}\" is {parameter.TextOf(number)}; take {(number == 0 || SourceParameter.IsNothing(number) ? "another number" : parameter.AllowedText)}");
        }
    }
}
