using Sidetap.Profiles.Model;

namespace Sidetap.Profiles;

/// <summary>A profile that was read and checked.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Model">The profile; null when it has errors.</param>
/// <param name="Problems">Errors and warnings, in the order of the file.</param>
public sealed record ProfileDocument(string File, ProfileModel? Model, IReadOnlyList<ProfileProblem> Problems)
{
    /// <summary>What makes it unusable.</summary>
    public IEnumerable<ProfileProblem> Errors => Problems.Where(problem => !problem.IsWarning);

    /// <summary>Whether it can be compiled.</summary>
    public bool IsValid => Model != null;
}
