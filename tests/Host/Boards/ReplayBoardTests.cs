#nullable enable
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using Sidetap.Model;

namespace Sidetap.Tests.Host.Boards;

/// <summary>A recorded machine on the channels of a CNC board.</summary>
[TestClass]
public sealed class ReplayBoardTests
{
    [TestMethod]
    public void Signals_are_in_the_order_of_the_channels()
    {
        Assert.AreEqual(8, ReplayBoard.Signals.Count);
        Assert.AreEqual("SpindleCurrent", ReplayBoard.Signals[MillChannels.SpindleCurrent].Signal);
        Assert.AreEqual("SpindlePower", ReplayBoard.Signals[MillChannels.SpindlePower].Signal);
        Assert.AreEqual("FeedRate", ReplayBoard.Signals[MillChannels.FeedRate].Signal);
        Assert.AreEqual("PositionZ", ReplayBoard.Signals[MillChannels.PositionZ].Signal);
        Assert.AreEqual(8, ReplayBoard.Signals.Select(s => s.Column).Distinct().Count());
    }

    [TestMethod]
    public void Each_row_lasts_one_interval()
    {
        var clock = new FixedClock();
        var board = Board(clock, rows: 3);
        AssertReads(board, 0, InputStatus.Good, 0);
        clock.UptimeMs = 99;
        AssertReads(board, 0, InputStatus.Good, 0);
        clock.UptimeMs = 100;
        AssertReads(board, 0, InputStatus.Good, 10);
        clock.UptimeMs = 299;
        AssertReads(board, 0, InputStatus.Good, 20);
        Assert.AreEqual(300, board.DurationMs);
    }

    [TestMethod]
    public void The_interval_can_be_another_one()
    {
        var clock = new FixedClock { UptimeMs = 24 };
        var board = Board(clock, rows: 3, intervalMs: 25);
        AssertReads(board, 0, InputStatus.Good, 0);
        clock.UptimeMs = 25;
        AssertReads(board, 0, InputStatus.Good, 10);
        Assert.AreEqual(75, board.DurationMs);
    }

    [TestMethod]
    public void When_the_recording_is_over_the_last_row_stays_and_is_stale()
    {
        var clock = new FixedClock { UptimeMs = 300 };
        var board = Board(clock, rows: 3);
        AssertReads(board, 0, InputStatus.Stale, 20);
        clock.UptimeMs = long.MaxValue / 2;
        AssertReads(board, 7, InputStatus.Stale, 27);
    }

    [TestMethod]
    public void Each_channel_has_its_column()
    {
        var board = Board(new FixedClock { UptimeMs = 100 }, rows: 2);
        for (var channel = 0; channel < ReplayBoard.Signals.Count; channel++)
        {
            AssertReads(board, channel, InputStatus.Good, 10 + channel);
        }
    }

    [TestMethod]
    public void An_empty_cell_reads_as_not_connected()
    {
        using var folder = new TemporaryFolder();
        var names = ReplayBoard.Signals.Select(s => s.Column).ToArray();
        var path = folder.Write("r.csv", string.Join(',', names) + "\n1,,3,4,5,6,7,8\n1,2,3,4,5,6,7,8\n");
        var board = new ReplayBoard(Recording.Load(path, names), new FixedClock());
        AssertReads(board, 0, InputStatus.Good, 1);
        Assert.AreEqual(InputStatus.NotConnected, board.Read(1, out float _));
    }

    // IAnalogInput and IDigitalInput: any other number is answered with NotConnected.
    [TestMethod]
    public void Channels_that_were_not_recorded_are_not_connected()
    {
        var board = Board(new FixedClock(), rows: 1);
        foreach (var channel in new[] { -1, ReplayBoard.Signals.Count, MillChannels.AnalogCount, int.MaxValue, int.MinValue })
        {
            Assert.AreEqual(InputStatus.NotConnected, board.Read(channel, out float _));
            Assert.AreEqual(InputStatus.NotConnected, board.Read(channel, out bool _));
        }

        Assert.AreEqual(MillChannels.AnalogCount, ((IAnalogInput)board).ChannelCount);
        Assert.AreEqual(MillChannels.DigitalCount, ((IDigitalInput)board).ChannelCount);
    }

    [TestMethod]
    public void The_control_voltage_of_a_recorded_machine_is_on()
    {
        Assert.AreEqual(InputStatus.Good, Board(new FixedClock(), rows: 1).Read(MillChannels.ControlVoltage, out bool active));
        Assert.IsTrue(active);
    }

    /// <summary>A recording whose cell in row r and column c is 10 r + c.</summary>
    private static ReplayBoard Board(IClock clock, int rows, int intervalMs = ReplayBoard.DefaultIntervalMs)
    {
        using var folder = new TemporaryFolder();
        var names = ReplayBoard.Signals.Select(s => s.Column).ToArray();
        var lines = Enumerable.Range(0, rows).Select(r => string.Join(',', Enumerable.Range(0, names.Length).Select(c => (10 * r) + c)));
        var path = folder.Write("r.csv", string.Join('\n', lines.Prepend(string.Join(',', names))));
        return new ReplayBoard(Recording.Load(path, names), clock, intervalMs);
    }

    private static void AssertReads(ReplayBoard board, int channel, InputStatus status, float expected)
    {
        Assert.AreEqual(status, board.Read(channel, out float value));
        Assert.AreEqual(expected, value);
    }
}
