namespace Sidetap.Images;

/// <summary>What a verification found.</summary>
/// <param name="Image">The image; null when its form is not one's.</param>
/// <param name="Checks">The checks that were made, in order. With a fault of form the ones behind it are not made.</param>
public sealed record ImageVerification(McubootImage? Image, IReadOnlyList<ImageCheck> Checks)
{
    /// <summary>Whether every check was passed.</summary>
    public bool IsGood => Checks.All(check => check.IsPassed);

    /// <summary>Everything that is wrong, in order.</summary>
    public IReadOnlyList<ImageFault> Faults => [.. Checks.Where(check => !check.IsPassed).Select(check => check.Fault)];

    /// <summary>The first thing that is wrong, or none.</summary>
    public ImageFault FirstFault => Checks.FirstOrDefault(check => !check.IsPassed).Fault;
}
