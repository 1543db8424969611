#nullable enable
using Sidetap.Events;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>From the hal to a line of the log.</summary>
[TestClass]
public sealed class EventFrameTests
{
    // The tags of two tool holders, read one after the other.
    [TestMethod]
    public void A_tool_with_a_tag_is_changed_from_text_to_text()
    {
        var (bench, line) = TagReader();
        bench.Run(1000);
        line.PutText("T0007\r\n");
        bench.Run(1000);
        var first = bench.Events.Single(one => one.Kind == "Tool");
        Assert.AreEqual("", first.OldText, "the reader had seen no tag");
        Assert.AreEqual("T0007", first.NewText);
        line.PutText("T0007\r\n");
        bench.Run(1000);
        Assert.AreSame(first, bench.Events.Single(one => one.Kind == "Tool"), "it is the same one");
        line.PutText("T0012\r\n");
        bench.Run(1000);
        var change = bench.Events.Last();
        Assert.AreEqual("Tool", change.Kind);
        Assert.AreEqual("ToolId", change.Source);
        Assert.AreEqual("T0007", change.OldText);
        Assert.AreEqual("T0012", change.NewText);
        Assert.IsNull(change.OldValue);
        Assert.IsNull(change.NewValue);
        Assert.AreEqual(StatusCode.Good, change.NewStatus);
        Assert.AreEqual(200, change.Severity);
        Assert.AreEqual("Tag in the spindle", change.Cause);
        Assert.AreEqual("T0012", bench.Field(0).Value?.ToString());
    }

    [TestMethod]
    public void A_reader_that_failed_meanwhile_hides_no_tool_change()
    {
        var (bench, line) = TagReader();
        bench.Run(1000);
        line.PutText("T0007\r\n");
        bench.Run(1000);
        line.FailsToRead = true;
        bench.AssertBecomes(0, StatusCode.BadDeviceFailure, 500);
        line.FailsToRead = false;
        bench.Run(6000);
        line.PutText("T0012\r\n");
        bench.AssertBecomes(0, StatusCode.Good, 1000);
        bench.Run(200);
        var change = bench.Events.Last(one => one.Kind == "Tool");
        Assert.AreEqual("T0007", change.OldText);
        Assert.AreEqual("T0012", change.NewText);
    }

    // Everything fails at once: the statuses come behind the events of their sample, eight of them, one every 20 ms. What else there is to tell comes later.
    [TestMethod]
    public void The_values_of_a_sample_wait_for_its_events_and_for_no_others()
    {
        const int Fields = 32;
        const int SamplingMs = 100;
        var board = new FakeBoard();
        var bench = new FaultFrameBench(
            board.Inputs,
            SamplingMs,
            [.. Enumerable.Range(0, Fields).Select(i => Source(SourceKind.Analog, [], i % 8, 1, 0))],
            [.. Enumerable.Range(0, Fields).Select(i => new FieldBinding(new FieldMetaData("F" + i, BuiltInType.Float), i))],
            []);
        bench.Run(2000);
        Assert.AreEqual(SamplingMs + (9 * 20), bench.FrameDelayMs, "nothing waits");
        Array.Fill(board.Statuses, InputStatus.NotConnected);
        bench.AssertBecomes(Fields - 1, StatusCode.BadSensorFailure, bench.FrameDelayMs);
        Assert.AreEqual(EventLog.MaxAtOnce, bench.Events.Count(one => one.Kind == "Fault"), "those of the sample, and they came before");
        Assert.IsTrue(Enumerable.Range(0, Fields).All(i => bench.Status(i) == StatusCode.BadSensorFailure));
        bench.Run(Fields * 20);
        Assert.AreEqual(Fields, bench.Events.Count(one => one.Kind == "Fault"));
    }

    private static (FaultFrameBench Bench, FakeSerial Line) TagReader()
    {
        var line = new FakeSerial();
        FieldBinding tool = new(new FieldMetaData("ToolId", BuiltInType.String, 0, 16), 0);
        var bench = new FaultFrameBench(
            new MachineInputs { Serial = [line] },
            100,
            [Source(SourceKind.TagReader, [], 0, 9600, 16, 0)],
            [tool],
            [new EventBinding(EventKind.Tool, 0, 200, "Tag in the spindle")])
        {
            Machine = now => line.NowMs = now,
        };
        return (bench, line);
    }
}
