namespace Sidetap.Tests.Fuzz;

/// <summary>
/// How wild a chapter is. Where nearly everything is damaged nobody gets far; where little is, deep states are reached, and the little meets them
/// there.
/// </summary>
internal sealed class Mood
{
    private readonly FastRandom _random;
    private readonly int _wildness;

    public Mood(FastRandom random)
    {
        _random = random;
        _wildness = random.Next(3);
    }

    /// <summary>Whether the next frame has nothing to do with what was said before: 1, 5 or 9 out of 16.</summary>
    public bool SendsAnything() => _random.Next(16) <= _wildness * 4;

    /// <summary>Whether an answer is damaged: 1, 2 or 3 out of 16.</summary>
    public bool Damages() => _random.Next(16) <= _wildness;

    /// <summary>Whether nothing arrives for a while.</summary>
    public bool LetsTimePass() => _random.OneIn(_wildness == 0 ? 400 : 80);
}
