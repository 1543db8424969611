using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Hal;
using Sidetap.Images;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Models;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation.Tests;

/// <summary>A world with updates that nobody lets run, and a file area to put images into.</summary>
internal sealed class UpdateBench
{
    private const int PartOctets = 4092;

    // A seed with two releases at least, and a storage that keeps to its contract.
    private static readonly ulong Seed = FindSeed();

    public UpdateBench()
    {
        World = new World(Seed, 24, null);
        Files = new ModelFiles(World, 200000, 1);
    }

    public World World { get; }

    public ModelFiles Files { get; }

    public UpdateBook Book => World.Updates!;

    public UpdateServer Server => World.Server!;

    /// <summary>An image of the owner's, or of somebody else's, or for another board.</summary>
    public static SimulatedImage Image(int minor, uint counter = 0, string board = SignedImages.Board, bool isOwners = true, int octets = 5000) =>
        SignedImages.Of(new ImageRecipe(new ImageVersion(1, (byte)minor, 0), counter, octets, board, ImageFate.Good, isOwners));

    /// <summary>Puts an image into a slot, as the box would.</summary>
    public void Put(int slot, byte[] image)
    {
        for (var part = 0; part * PartOctets < image.Length; part++)
        {
            byte[] octets = [.. image.Skip(part * PartOctets).Take(PartOctets), 0, 0, 0, 0];
            Assert.IsTrue(Files.Write(NameOf(slot, part), octets, 0, octets.Length));
        }
    }

    /// <summary>The box starts from a slot.</summary>
    public UpdateBench Start(int slot, bool isOnTrial)
    {
        Book.OnStart(slot, Files);
        Book.OnOpened(isOnTrial ? UpdateSlotState.Trial : UpdateSlotState.None);
        return this;
    }

    /// <summary>The image on trial has proved itself, and the power goes just behind its confirmation.</summary>
    public UpdateBench Proved()
    {
        Book.OnPowerLoss(10000, 1);
        return this;
    }

    public void Objects(string rule, Action action)
    {
        var violation = Assert.ThrowsExactly<ViolationException>(action);
        Assert.AreEqual(rule, violation.Rule, violation.Message);
    }

    private static string NameOf(int slot, int part) => string.Create(CultureInfo.InvariantCulture, $"slot-{(slot == 0 ? 'a' : 'b')}.{part:000}");

    private static ulong FindSeed()
    {
        for (ulong seed = 1; ; seed++)
        {
            var settings = new SeedSettings(seed);
            var plan = new UpdatePlan(seed, settings);
            if (plan.HasUpdates && plan.Releases.Length >= 2 && plan.Loss == 0)
            {
                return seed;
            }
        }
    }
}
