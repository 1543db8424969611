#nullable enable
using Sidetap.Analysis;
using Sidetap.Boards.Host;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Host.Boards;

/// <summary>The simulated mill behaves as a small machining centre does.</summary>
[TestClass]
public sealed class SimulatedMillTests
{
    private const int MinuteMs = 60_000;

    [TestMethod]
    [DataRow(MillChannels.SpindleCurrent, -1, 100)]
    [DataRow(MillChannels.FeedCurrentX, -20, 20)]
    [DataRow(MillChannels.FeedCurrentY, -20, 20)]
    [DataRow(MillChannels.SpindlePower, -0.01, 1)]
    [DataRow(MillChannels.FeedRate, 0, 100)]
    [DataRow(MillChannels.PositionX, 0, 250)]
    [DataRow(MillChannels.PositionY, 0, 250)]
    [DataRow(MillChannels.PositionZ, 0, 250)]
    public void Every_channel_stays_in_its_range_and_does_not_stand_still(int channel, double low, double high)
    {
        var values = Values(channel, seed: 1);
        Assert.IsTrue(values.All(v => v >= low && v <= high), $"{values.Min()} to {values.Max()}");
        Assert.IsTrue(values.Distinct().Count() > 1);
    }

    [TestMethod]
    public void The_same_seed_is_the_same_machine_and_another_seed_another()
    {
        CollectionAssert.AreEqual(Values(MillChannels.SpindleCurrent, 1), Values(MillChannels.SpindleCurrent, 1));
        CollectionAssert.AreNotEqual(Values(MillChannels.SpindleCurrent, 1), Values(MillChannels.SpindleCurrent, 2));
    }

    // The state is a function of the time alone: the order in which it is asked does not matter.
    [TestMethod]
    public void The_machine_can_be_asked_at_any_pace()
    {
        var clock = new FixedClock();
        var mill = new SimulatedMill(clock, 1);
        var forward = Values(MillChannels.FeedCurrentX, 1);
        for (var i = forward.Length - 1; i >= 0; i -= 17)
        {
            clock.UptimeMs = i * 20;
            mill.Read(MillChannels.FeedCurrentX, out float value);
            Assert.AreEqual(forward[i], value);
        }
    }

    [TestMethod]
    public void Noise_is_different_on_every_channel_and_has_no_bias()
    {
        // While the part is loaded, the feed drives stand and nothing but noise is left of their current.
        var x = Values(MillChannels.FeedCurrentX, 1)[..200];
        var y = Values(MillChannels.FeedCurrentY, 1)[..200];
        CollectionAssert.AreNotEqual(x, y);
        Assert.IsTrue(Math.Abs(x.Average()) < 0.1 && Math.Abs(y.Average()) < 0.1, $"{x.Average()}, {y.Average()}");
        Assert.IsTrue(x.Distinct().Count() > 150);
    }

    [TestMethod]
    public void The_profiles_thresholds_see_one_execution_a_part()
    {
        var profile = TestProfile.Create();
        var clock = new FixedClock();
        var mill = new SimulatedMill(clock, 1);
        var error = ProfileCheck.Build(profile, new MachineInputs { Analog = mill, Digital = mill }, out var sources, out _);
        Assert.AreEqual(ProfileError.None, error);
        var signal = profile.Fields.First(f => f.MetaData.Name == "MachineryItemState").Signal;
        var executions = 0;
        var executingMs = 0;
        var last = MachineryItemState.NotExecuting;
        for (clock.UptimeMs = 0; clock.UptimeMs < 5 * MinuteMs; clock.UptimeMs += profile.SamplingIntervalMs)
        {
            sources.Sample(clock.UptimeMs);
            var state = (MachineryItemState)(int)sources.Signals.Values[signal];
            executions += state == MachineryItemState.Executing && last != state ? 1 : 0;
            executingMs += state == MachineryItemState.Executing ? profile.SamplingIntervalMs : 0;
            last = state;
        }

        // 4 s to load, 1.2 s up, 24 s of milling, 1.5 s down: a part takes 30.7 s.
        Assert.AreEqual(10, executions);
        Assert.IsTrue(executingMs is > 230_000 and < 270_000, $"{executingMs} ms of 300,000 at work");
    }

    [TestMethod]
    public void Channels_that_do_not_exist_are_not_connected()
    {
        var mill = new SimulatedMill(new FixedClock());
        foreach (var channel in new[] { -1, MillChannels.AnalogCount, int.MinValue, int.MaxValue })
        {
            Assert.AreEqual(InputStatus.NotConnected, mill.Read(channel, out float _));
            Assert.AreEqual(InputStatus.NotConnected, mill.Read(channel, out bool _));
        }
    }

    /// <summary>A minute of a channel, a value each 20 ms.</summary>
    private static float[] Values(int channel, uint seed)
    {
        var clock = new FixedClock();
        var mill = new SimulatedMill(clock, seed);
        var values = new float[MinuteMs / 20];
        for (var i = 0; i < values.Length; i++)
        {
            clock.UptimeMs = i * 20;
            Assert.AreEqual(InputStatus.Good, mill.Read(channel, out values[i]));
        }

        return values;
    }
}
