using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Ledger;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Tests;

/// <summary>A ledger that is told of samples and messages, right and wrong; the messages are written here, octet by octet.</summary>
internal sealed class LedgerBench
{
    // A seed without other fields, with the dynamic layout and the usual flash.
    public static readonly ulong Seed = FindSeed();

    private readonly World _world = new(Seed, 24, null);

    public LedgerBench()
    {
        Ledger.BeginBoot(0, 0);
    }

    public World World => _world;

    public MessageLedger Ledger => _world.Ledger;

    public IMonitorListener Listener => _world.Ledger;

    public NodeStatistics Statistics { get; set; } = new();

    public int Samples { get; private set; }

    /// <summary>A sample is taken and becomes a message.</summary>
    public LedgerBench Sample(int waiting, long utcAtStart = 0)
    {
        Samples++;
        Ledger.OnSampled(Samples, Samples * 1000L, utcAtStart, Statistics.Lost);
        Statistics.KeyFrames++;
        Ledger.EndStep(Statistics, waiting, 0);
        return this;
    }

    public static byte[] Message(int counter, int sequence, long timestamp = -1, uint lost = 0, bool isDelta = false)
    {
        var at = timestamp < 0 ? counter * 10000000L : timestamp;
        byte[] headers =
        [
            0xD1, 0x03, .. BitConverter.GetBytes(SeedSettings.PublisherId), 1, 1, 0,
            0xD9, (byte)(0x10 | (isDelta ? 1 : 0)), .. BitConverter.GetBytes((ushort)sequence), .. BitConverter.GetBytes(at), 0, 0, 1, 0, 0, 0,
        ];
        return isDelta
            ? [.. headers, 1, 0, 0, 0, 10, .. BitConverter.GetBytes((float)counter)]
            : [.. headers, 2, 0, 10, .. BitConverter.GetBytes((float)counter), 7, .. BitConverter.GetBytes(lost)];
    }

    public void Objects(string rule, Action action)
    {
        var violation = Assert.ThrowsExactly<ViolationException>(action);
        Assert.AreEqual(rule, violation.Rule, violation.Message);
    }

    private static ulong FindSeed()
    {
        for (ulong seed = 1; ; seed++)
        {
            var settings = new SeedSettings(seed);
            if (settings.FieldCount == 0 && !settings.IsFixedLayout && settings.Pages > 0 && !settings.PublishesEvents)
            {
                return seed;
            }
        }
    }
}
