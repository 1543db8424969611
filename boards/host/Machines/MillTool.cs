namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// The tool of the mill and how it wears. Flank wear over cutting time has the three parts every tool-life test shows (ISO 8688-2): running in, a long even
/// part, and a steep end. The criterion is VB = 0.3 mm, reached after 15 minutes, the classic reference of tool-life tables.
/// </summary>
public sealed class MillTool
{
    /// <summary>Flank wear at which the operator changes the tool, µm.</summary>
    public const double WornOut = 300;

    private const double LifeMinutes = 15;
    private const double RunningIn = 60;     // µm
    private const double PerMinute = 10;     // µm, 150 over the life
    private const double SteepEnd = 90;      // µm, grows with the fourth power

    /// <summary>Minutes it has cut.</summary>
    public double CuttingMinutes { get; private set; }

    /// <summary>Whether it is broken: it turns, but cuts nothing.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Flank wear VB, µm.</summary>
    public double FlankWear
    {
        get
        {
            var life = CuttingMinutes / LifeMinutes;
            return (RunningIn * (1 - Math.Exp(-CuttingMinutes))) + (PerMinute * CuttingMinutes) + (SteepEnd * life * life * life * life);
        }
    }

    /// <summary>
    /// Force of the cut against that of a fresh tool. What the feed drive carries of the cut grows more with flank wear than what the spindle does, since the
    /// worn flank rubs against the feed. Together with the drive's friction, its current rises by a fifth until the tool is worn out: so much it is in turning
    /// with flank wear measured under a microscope, where the spindle's current tells nothing.
    /// </summary>
    public double FeedForce => IsBroken ? 0 : 1 + (0.325 * FlankWear / WornOut);

    /// <summary>The same for the spindle's torque.</summary>
    public double SpindleTorque => IsBroken ? 0 : 1 + (0.05 * FlankWear / WornOut);

    /// <summary>Cuts for a while.</summary>
    /// <param name="seconds">How long.</param>
    internal void Cut(double seconds) => CuttingMinutes += IsBroken ? 0 : seconds / 60;

    /// <summary>Breaks.</summary>
    internal void Break() => IsBroken = true;
}
