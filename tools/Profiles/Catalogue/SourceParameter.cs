namespace Sidetap.Profiles.Catalogue;

/// <summary>How a parameter is written in JSON.</summary>
public enum ParameterForm
{
    /// <summary>A number of a range.</summary>
    Number,

    /// <summary>A whole number of a range.</summary>
    Integer,

    /// <summary>true or false; 1 or 0 in a compiled profile.</summary>
    Flag,

    /// <summary>One of a few numbers.</summary>
    OneOf,

    /// <summary>A name that stands for a number.</summary>
    Named,
}

/// <summary>A parameter of a kind of source: a number in a compiled profile, and what a person writes for it in JSON.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Description">What it means, without the unit.</param>
/// <param name="Form">How it is written.</param>
public sealed record SourceParameter(string Name, string Description, ParameterForm Form)
{
    /// <summary>The unit it is given in; empty for none, or where it is the signal's.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Bounds of a number that has none of its own: far from where a Float's exponent ends.</summary>
    public const double Any = 1e15;

    /// <summary>The lowest number that is allowed.</summary>
    public double Low { get; init; } = -Any;

    /// <summary>The highest number that is allowed.</summary>
    public double High { get; init; } = Any;

    /// <summary>What it is when it is left out; null when it can't be left out.</summary>
    public double? Default { get; init; }

    /// <summary>
    /// Whether a compiled source may end before this parameter; the box then takes its own. One that has no <see cref="Default"/> either is not compiled when it
    /// is left out. The parameters behind it can be missing as well, and no list follows.
    /// </summary>
    public bool CanBeMissing { get; init; }

    /// <summary>Whether JSON can do without it.</summary>
    public bool IsOptional => Default != null || CanBeMissing;

    /// <summary>The numbers of <see cref="ParameterForm.OneOf"/>.</summary>
    public IReadOnlyList<double> Allowed { get; init; } = [];

    /// <summary>The names of <see cref="ParameterForm.Named"/> with the numbers they stand for.</summary>
    public IReadOnlyList<(string Name, double Value)> Names { get; init; } = [];

    /// <summary>Whether 0 is refused although the range has it: a gain.</summary>
    public bool IsNotZero { get; init; }

    /// <summary>Whether a number is one this parameter can be.</summary>
    /// <param name="value">The number.</param>
    /// <returns>True when it is.</returns>
    public bool Allows(double value) => Form switch
    {
        ParameterForm.Flag => value is 0 or 1,
        ParameterForm.OneOf => Allowed.Contains(value),
        ParameterForm.Named => Names.Any(name => name.Value == value),
        ParameterForm.Integer => value >= Low && value <= High && value == Math.Floor(value),
        _ => double.IsFinite(value) && value >= Low && value <= High && !(IsNotZero && value == 0) && !IsNothing(value),
    };

    /// <summary>Whether a number is so small that a Float, which the box takes many parameters as, has only 0 for it.</summary>
    /// <param name="value">The number.</param>
    /// <returns>True when it is.</returns>
    public static bool IsNothing(double value) => value != 0 && (float)value == 0;

    /// <summary>What is allowed, for people: "0..63", "50, 60", "K, J, T".</summary>
    public string AllowedText => Form switch
    {
        ParameterForm.Flag => "true, false",
        ParameterForm.OneOf => string.Join(", ", Allowed.Select(Text)),
        ParameterForm.Named => string.Join(", ", Names.Select(name => name.Name)),
        _ when Low <= -1e12 && High >= 1e12 => IsNotZero ? "any but 0" : "any", // to people; nobody means 1e15
        _ when Low == 0 && High == Any && IsNotZero => "more than 0",
        _ when High == Any => $"{Text(Low)} or more",
        _ => $"{Text(Low)}..{Text(High)}" + (IsNotZero && Low < 0 ? " but 0" : ""),
    };

    /// <summary>A value as JSON would write it.</summary>
    /// <param name="value">The number of a compiled profile.</param>
    /// <returns>A name, true or false, or the number.</returns>
    public string TextOf(double value) => Form switch
    {
        ParameterForm.Flag => value != 0 ? "true" : "false",
        ParameterForm.Named => Names.FirstOrDefault(name => name.Value == value).Name ?? Text(value),
        _ => Text(value),
    };

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
