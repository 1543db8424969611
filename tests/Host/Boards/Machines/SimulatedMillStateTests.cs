#nullable enable
using Sidetap.Analysis;
using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Tests.Host.Analysis;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>What the shipped profile makes of the simulated mill.</summary>
[TestClass]
public sealed class SimulatedMillStateTests
{
    private const int DebounceMs = 200; // of the control voltage

    // 1.2 s up, 24 s of milling, 1.5 s down: the spindle turns for 26.7 s a part.
    [TestMethod]
    public void The_state_is_executing_while_the_spindle_turns()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        Assert.AreEqual(ProfileError.None, ProfileCheck.Build(ShippedMill.Load(), mill.Inputs, out var sources, out _));
        List<int> states = [];
        var signal = ShippedMill.State.FirstSignal;
        for (; clock.UptimeMs < 5 * 60_000; clock.UptimeMs += ShippedMill.SamplingInterval)
        {
            sources.Sample(clock.UptimeMs);
            var expected = clock.UptimeMs < DebounceMs ? StatusCode.BadWaitingForInitialData : StatusCode.Good;
            Assert.AreEqual(expected, sources.Signals.Statuses[signal], $"at {clock.UptimeMs}");
            states.Add((int)sources.Signals.Values[signal]);
        }

        const int executing = (int)MachineryItemState.Executing;
        var starts = Enumerable.Range(1, states.Count - 1).Count(i => states[i] == executing && states[i - 1] != executing);
        Assert.AreEqual(10, starts);
        Assert.AreEqual(9, mill.Parts);
        var seconds = states.Count(state => state == executing) * ShippedMill.SamplingInterval / 1000.0;
        Assert.AreEqual((9 * 26.7) + 19.7, seconds, 10 * 0.3, "the tenth part has begun 19.7 s before the end");
    }
}
