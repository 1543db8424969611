#nullable enable
using Sidetap.Hal;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>The image in use is damaged, and there is no other: what was flashed runs, knows that, and can be updated.</summary>
[TestClass]
public sealed class DamagedSlotTests
{
    [TestMethod]
    [DataRow(20, DisplayName = "in its version")]
    [DataRow(200, DisplayName = "in its payload")]
    public void What_was_flashed_does_not_take_itself_for_the_damaged_image(int at)
    {
        var bench = Confirmed();
        bench.Retained = null;
        bench.Files.ContentOf("slot-a.000")[at] ^= 0xF0;
        bench.Start();
        Assert.AreEqual(FileSlots.NoSlot, bench.StartedSlot);
        Assert.AreEqual("1.0.0", bench.RunningVersion);
        Assert.AreEqual(UpdateSlotState.None, bench.Slots.State);
        Assert.AreEqual(-1, bench.Slots.ReadRunning(0, new byte[1], 0, 1));
    }

    [TestMethod]
    public void The_same_image_comes_again()
    {
        var bench = Confirmed();
        bench.Files.ContentOf("slot-a.000")[200] ^= 1;
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        bench.Start();
        Assert.AreEqual(0, bench.StartedSlot);
    }

    [TestMethod]
    public void An_image_that_was_arriving_is_begun_anew()
    {
        var bench = Confirmed();
        bench.Serve(TestImages.Signed("1.2.0", 30000));
        bench.Start();
        Assert.IsTrue(bench.Run(() => bench.Agent.Received > 9000));
        bench.Files.ContentOf("slot-a.000")[200] ^= 1;
        bench.Start();
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        bench.RunThrough();
        Assert.AreEqual("1.2.0", bench.RunningVersion);
    }

    private static UpdateBench Confirmed()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.1.0"));
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
        Assert.AreEqual(0, bench.StartedSlot);
        return bench;
    }
}
