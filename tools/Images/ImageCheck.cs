namespace Sidetap.Images;

/// <summary>One check of an image.</summary>
/// <param name="Fault">What it looks for.</param>
/// <param name="IsPassed">Whether it did not find that.</param>
public readonly record struct ImageCheck(ImageFault Fault, bool IsPassed)
{
    /// <summary>The check's name in output for programs.</summary>
    public string Name => ImageFaults.NameOf(Fault);
}
