#nullable enable
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
