namespace Sidetap.Profiles.Catalogue;

/// <summary>A signal that a kind of source reads.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Unit">The unit it is expected in; empty for any.</param>
/// <param name="IsOptional">Whether it can be left out.</param>
public sealed record SourceInput(string Name, string Description, string Unit = "", bool IsOptional = false)
{
    /// <summary>Whether a compiled source may end before this input; to the box it is then left out.</summary>
    public bool CanBeMissing { get; init; }
}

/// <summary>What a source's output holds.</summary>
public enum OutputForm
{
    /// <summary>A quantity.</summary>
    Number,

    /// <summary>A whole number that counts something.</summary>
    Count,

    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>The number of a state.</summary>
    State,

    /// <summary>A text, for fields of type String.</summary>
    Text,
}

/// <summary>A signal that a source fills.</summary>
/// <param name="Name">What references call it: Source.Name.</param>
/// <param name="Unit">The UNECE code of its unit; empty where it is the input's, a gain's, or none.</param>
/// <param name="Form">What it holds.</param>
public sealed record SourceOutput(string Name, string Unit = "", OutputForm Form = OutputForm.Number);

/// <summary>A list in a source's JSON, whose items add inputs and parameters behind the fixed ones.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Description">What an item is.</param>
/// <param name="Least">Items at least.</param>
/// <param name="Most">Items at the most.</param>
public sealed record SourceList(string Name, string Description, int Least, int Most)
{
    /// <summary>The inputs of an item, none or one.</summary>
    public IReadOnlyList<SourceInput> Inputs { get; init; } = [];

    /// <summary>The parameters of an item, one or more.</summary>
    public IReadOnlyList<SourceParameter> Parameters { get; init; } = [];

    /// <summary>Whether an item is a bare number, not an object.</summary>
    public bool IsScalar { get; init; }

    /// <summary>Whether every item has a name, which is its output's.</summary>
    public bool HasNames { get; init; }

    /// <summary>Zeros follow up to this many items in a compiled profile; 0: as many items as there are.</summary>
    public int PaddedTo { get; init; }
}

/// <summary>What decides which outputs a source has.</summary>
/// <param name="Parameters">All parameters.</param>
/// <param name="Items">Items of its list; 0 without one.</param>
/// <param name="Names">The items' names, empty when they have none.</param>
public sealed record SourceShape(IReadOnlyList<double> Parameters, int Items, IReadOnlyList<string> Names);

/// <summary>What a source was given.</summary>
/// <param name="Parameters">All parameters.</param>
/// <param name="Inputs">All inputs.</param>
/// <param name="IntervalMs">Milliseconds from sample to sample.</param>
public sealed record SourceSettings(IReadOnlyList<double> Parameters, IReadOnlyList<int> Inputs, int IntervalMs)
{
    /// <summary>Whether an input is there.</summary>
    /// <param name="index">The input.</param>
    /// <returns>False when it was left out.</returns>
    public bool Has(int index) => Inputs[index] != Model.ProfileSource.None;
}

/// <summary>A kind of source: what it is called, reads, takes and fills. The order of inputs and parameters is that of a compiled profile.</summary>
/// <param name="Number">The number in a compiled profile.</param>
/// <param name="Type">The JSON type.</param>
/// <param name="Summary">What it does, in a sentence.</param>
public sealed record SourceKindInfo(byte Number, string Type, string Summary)
{
    /// <summary>The fixed inputs.</summary>
    public IReadOnlyList<SourceInput> Inputs { get; init; } = [];

    /// <summary>The fixed parameters.</summary>
    public IReadOnlyList<SourceParameter> Parameters { get; init; } = [];

    /// <summary>The list behind them; null for none.</summary>
    public SourceList? List { get; init; }

    /// <summary>The outputs of a source of this kind.</summary>
    public required Func<SourceShape, IReadOnlyList<SourceOutput>> OutputsOf { get; init; }

    /// <summary>The outputs in words.</summary>
    public required string OutputsText { get; init; }

    /// <summary>What has to hold between parameters, inputs and interval: says what is wrong, or null.</summary>
    public Func<SourceSettings, string?> Rule { get; init; } = _ => null;

    /// <summary>Whether it goes on after a restart where it was.</summary>
    public bool IsKept { get; init; }

    /// <summary>How many items of the list a compiled source has.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <returns>The items, or -1 when the counts don't fit this kind.</returns>
    public int ItemsOf(int inputs, int parameters)
    {
        if (List == null || List.PaddedTo > 0)
        {
            int padding = List == null ? 0 : List.PaddedTo * List.Parameters.Count;
            int leastInputs = Inputs.Count(input => !input.CanBeMissing);
            int leastParameters = Parameters.Count(parameter => !parameter.CanBeMissing);
            bool isWhole = inputs >= leastInputs && inputs <= Inputs.Count && parameters >= leastParameters + padding && parameters <= Parameters.Count + padding;
            return isWhole ? List?.PaddedTo ?? 0 : -1;
        }

        int extra = parameters - Parameters.Count;
        int items = extra / List.Parameters.Count;
        bool fits = extra >= 0 && extra % List.Parameters.Count == 0 && inputs == Inputs.Count + (items * List.Inputs.Count);
        return fits && items >= List.Least && items <= List.Most ? items : -1;
    }

    /// <summary>The parameter at an index of a compiled source.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The parameter, one of the list's behind the fixed ones.</returns>
    public SourceParameter ParameterAt(int index) =>
        index < Parameters.Count ? Parameters[index] : List!.Parameters[(index - Parameters.Count) % List.Parameters.Count];

    /// <summary>The input at an index of a compiled source.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The input, one of the list's behind the fixed ones.</returns>
    public SourceInput InputAt(int index) => index < Inputs.Count ? Inputs[index] : List!.Inputs[(index - Inputs.Count) % List.Inputs.Count];
}
