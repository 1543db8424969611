using Sidetap.Images;

namespace Sidetap.Simulation.Updates;

/// <summary>What the box runs.</summary>
/// <param name="Session">What asks and blocks call it; 0: what was flashed.</param>
/// <param name="Version">Its version.</param>
/// <param name="Counter">Its security counter.</param>
/// <param name="Fate">How it works.</param>
internal sealed record RunningImage(uint Session, ImageVersion Version, uint Counter, ImageFate Fate)
{
    /// <summary>What was flashed: no image in a slot.</summary>
    public static RunningImage Flashed { get; } = new(0, new ImageVersion(1, 0, 0), 0, ImageFate.Good);
}
