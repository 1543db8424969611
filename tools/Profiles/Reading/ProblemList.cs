namespace Sidetap.Profiles.Reading;

/// <summary>Collects what is wrong. What the schema has found in a part of the file is not found again by the other checks.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<ProfileProblem> _problems = [];
    private readonly List<string> _damaged = [];

    /// <summary>Where things are in the file.</summary>
    public JsonText? Positions { get; set; }

    public bool HasErrors => _problems.Any(problem => !problem.IsWarning);

    /// <summary>An error at a line and column.</summary>
    public void Add(int line, int column, string message) => _problems.Add(new ProfileProblem(file, line, column, InOneLine(message)));

    /// <summary>An error at a value.</summary>
    /// <param name="path">The value's path, as <see cref="JsonText"/> writes it.</param>
    /// <param name="message">What is wrong; what to do.</param>
    /// <param name="isName">Whether the name is meant, not the value.</param>
    public void Add(string path, string message, bool isName = false)
    {
        (int line, int column) = Positions!.PositionOf(path, isName);
        Add(line, column, message);
    }

    /// <summary>Something to know about that does no harm.</summary>
    public void Warn(string path, string message)
    {
        (int line, int column) = Positions!.PositionOf(path, false);
        _problems.Add(new ProfileProblem(file, line, column, InOneLine(message), IsWarning: true));
    }

    /// <summary>An error that the schema has found.</summary>
    public void AddSchema(string path, string message, bool isName = false)
    {
        Add(path, message, isName);
        _damaged.Add(path);
    }

    /// <summary>Whether the schema has found an error in a value or something that belongs to it.</summary>
    public bool IsDamaged(string path) =>
        _damaged.Exists(one => one == path || (one.StartsWith(path, StringComparison.Ordinal) && one.Length > path.Length && one[path.Length] is '.' or '['));

    /// <summary>All of it, in the order of the file, each line once.</summary>
    public IReadOnlyList<ProfileProblem> InOrder() => [.. _problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>Names from the file may hold anything; a message is a line.</summary>
    private static string InOneLine(string message) => string.Concat(message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
