using Sidetap.Images;
using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Updates;

/// <summary>What a seed decides about updates: whether there are any, what the box is told, and what is released when.</summary>
internal sealed class UpdatePlan
{
    private const int MaxReleases = 4;

    // One seed in so many has updates: a verified signature costs as much as minutes of telemetry.
    private const int OneIn = 4;

    /// <summary>Chooses everything.</summary>
    /// <param name="seed">Decides.</param>
    /// <param name="settings">What else it has decided.</param>
    public UpdatePlan(ulong seed, SeedSettings settings)
    {
        var random = new Prng(seed, 20);
        HasUpdates = random.Below(OneIn) == 0 && settings.Qos >= 0;
        TrialMs = random.Pick([60000, 120000, 300000, 600000]);
        Window = random.Pick([1, 2, 4, 4, 4, 8, 16]);
        IsKeyNext = random.Below(4) == 0;
        Loss = random.Pick([0, 0, 10000, 100000, 300000]);
        DelayMs = random.Pick([5, 50, 200, 1000]);
        Releases = new PlannedRelease[random.Between(1, MaxReleases)];
        var times = new int[Releases.Length];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = random.Below(1000000);
        }

        Array.Sort(times);
        uint counter = 0;
        for (var i = 0; i < Releases.Length; i++)
        {
            counter += (uint)random.Below(2);
            var fate = random.Below(9) switch
            {
                0 when settings.FieldCount >= 3 => ImageFate.SilentSensor, // the first two tell the machine's state and mode
                1 => ImageFate.DeadLink,
                2 => ImageFate.Unheard,
                3 => ImageFate.Crashing,
                _ => ImageFate.Good,
            };
            Releases[i] = new PlannedRelease(i + 1, fate, counter, random.Pick([700, 1900, 3900, 4000, 8100, 8100, 12000, 20000]), times[i]);
        }
    }

    /// <summary>Whether there are any.</summary>
    public bool HasUpdates { get; }

    /// <summary>How long a new image has to prove itself.</summary>
    public int TrialMs { get; }

    /// <summary>How many blocks the box asks for at once.</summary>
    public int Window { get; }

    /// <summary>Whether the owner's key is the box's second one.</summary>
    public bool IsKeyNext { get; }

    /// <summary>How many of the messages from and to the server are lost, in millionths.</summary>
    public int Loss { get; }

    /// <summary>How long they take.</summary>
    public int DelayMs { get; }

    /// <summary>What is released, the oldest first.</summary>
    public PlannedRelease[] Releases { get; }
}

/// <summary>A release.</summary>
/// <param name="Number">Which one: its minor version.</param>
/// <param name="Fate">How it works.</param>
/// <param name="Counter">Its security counter.</param>
/// <param name="PayloadLength">Octets of its payload.</param>
/// <param name="Time">When, in millionths of the time until everything is calm.</param>
internal sealed record PlannedRelease(int Number, ImageFate Fate, uint Counter, int PayloadLength, int Time)
{
    /// <summary>The image of a build of it: what did not prove itself is not tried again, so it is built anew.</summary>
    public SimulatedImage Image(int build) =>
        SignedImages.Of(new ImageRecipe(new ImageVersion(1, (byte)Number, 0, (uint)build), Counter, PayloadLength, SignedImages.Board, Fate, true));
}
