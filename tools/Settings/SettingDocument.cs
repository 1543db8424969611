using Sidetap.Profiles;
using Sidetap.Settings;

namespace Sidetap.SettingFiles;

/// <summary>A file of settings that was read and checked.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Values">The settings; null when it has errors.</param>
/// <param name="Problems">Errors and warnings, in the order of the file.</param>
/// <param name="IsCompiled">Whether it is a record as a box keeps it.</param>
public sealed record SettingDocument(string File, SettingValues? Values, IReadOnlyList<ProfileProblem> Problems, bool IsCompiled = false)
{
    /// <summary>The settings that the file names, and where: line and column from 1, 0 in a record.</summary>
    public IReadOnlyDictionary<int, (int Line, int Column)> Places { get; init; } = new Dictionary<int, (int Line, int Column)>();

    /// <summary>What makes it unusable.</summary>
    public IEnumerable<ProfileProblem> Errors => Problems.Where(problem => !problem.IsWarning);

    /// <summary>Whether a box can be given it.</summary>
    public bool IsValid => Values != null;

    /// <summary>The settings that are not at their defaults.</summary>
    public IEnumerable<int> Changed
    {
        get
        {
            if (Values is not { } values)
            {
                return [];
            }

            SettingValues defaults = new(values.Table);
            return Enumerable.Range(0, values.Table.Count).Where(index => !values.IsSame(index, defaults));
        }
    }
}
